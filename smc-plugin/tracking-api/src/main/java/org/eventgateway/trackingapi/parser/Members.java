package org.eventgateway.trackingapi.parser;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where the members of one JSON object stand in the body. A value ends where the next name begins, less the comma and blanks between
 * them, so that values need not be finished to know their span. For one thread.
 */
final class Members {
    private static final int FIELDS = 2;

    private final byte[] body;
    private final List<String> names = new ArrayList<>();
    private int[] notes = new int[16 * FIELDS];
    private int end;

    Members(byte[] body) {
        this.body = body;
    }

    /** Reads where the members of an object stand that is known to be well-formed. */
    static Members read(JsonFactory json, byte[] body, int from, int to) throws IOException {
        Members members = new Members(body);
        try (JsonParser parser = json.createParser(body, from, to - from)) {
            parser.nextToken();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                int nameAt = from + (int) parser.currentTokenLocation().getByteOffset();
                JsonToken value = parser.nextToken();
                members.add(
                        name, nameAt, from + (int) parser.currentTokenLocation().getByteOffset());
                if (value.isStructStart()) {
                    parser.skipChildren();
                }
            }
            members.close(from + (int) parser.currentTokenLocation().getByteOffset());
        }
        return members;
    }

    /** Notes a member and answers its place. */
    int add(String name, int nameAt, int valueAt) {
        int place = names.size();
        int at = FIELDS * place;
        if (at == notes.length) {
            notes = Arrays.copyOf(notes, 2 * notes.length);
        }
        notes[at] = nameAt;
        notes[at + 1] = valueAt;
        names.add(name);
        return place;
    }

    /** Notes where the closing brace stands. */
    void close(int at) {
        end = at;
    }

    int count() {
        return names.size();
    }

    String name(int member) {
        return names.get(member);
    }

    /** What the sender means by its name. */
    MemberName meaning(int member) {
        return MemberName.of(names.get(member));
    }

    int nameAt(int member) {
        return notes[FIELDS * member];
    }

    int valueAt(int member) {
        return notes[FIELDS * member + 1];
    }

    /** The place behind the value's last byte. */
    int valueEnd(int member) {
        int at = member + 1 < count() ? nameAt(member + 1) : end;
        while (isBetween(body[at - 1])) {
            at--;
        }
        return at;
    }

    private static boolean isBetween(byte b) {
        return b == ',' || b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
}
