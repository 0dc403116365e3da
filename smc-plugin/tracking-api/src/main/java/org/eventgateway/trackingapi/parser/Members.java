package org.eventgateway.trackingapi.parser;

import java.util.Arrays;

/**
 * Where the members of one JSON object stand in the body. A value ends where the next name begins, less the comma and blanks between
 * them, so that values need not be finished to know their span. For one thread.
 */
@SuppressWarnings("EnumOrdinal") // a name is noted as a number among other numbers
final class Members {
    private static final MemberName[] NAMES = MemberName.values();
    private static final int FIELDS = 3;

    private final byte[] body;
    private final int most;
    private int[] notes = new int[16 * FIELDS];
    private int count;
    private int end;

    /** @param most how many members are noted at most; an object with more is too large anyway */
    Members(byte[] body, int most) {
        this.body = body;
        this.most = most;
    }

    /** Notes a member and answers its place, or -1 if there are too many. */
    int add(MemberName name, int nameAt, int valueAt) {
        if (count == most) {
            return -1;
        }
        int at = FIELDS * count;
        if (at == notes.length) {
            notes = Arrays.copyOf(notes, 2 * notes.length);
        }
        notes[at] = nameAt;
        notes[at + 1] = valueAt;
        notes[at + 2] = name.ordinal();
        return count++;
    }

    /** Notes where the closing brace stands. */
    void close(int at) {
        end = at;
    }

    int count() {
        return count;
    }

    MemberName name(int member) {
        return NAMES[notes[FIELDS * member + 2]];
    }

    int nameAt(int member) {
        return notes[FIELDS * member];
    }

    int valueAt(int member) {
        return notes[FIELDS * member + 1];
    }

    /** The place behind the value's last byte. */
    int valueEnd(int member) {
        int at = member + 1 < count ? nameAt(member + 1) : end;
        while (isBetween(body[at - 1])) {
            at--;
        }
        return at;
    }

    private static boolean isBetween(byte b) {
        return b == ',' || b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
}
