package org.eventgateway.smc.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.eventgateway.plugin.event.Event;

/** What one pass over a payload found for the paths of a trie: where each value lies in the payload. Reused; for one thread. */
final class Slots {
    /** What kind of value was found. */
    enum Kind {
        ABSENT,
        NULL,
        STRING,
        NUMBER,
        TRUE,
        FALSE,
        TREE
    }

    private static final int SHORT_DECIMAL = 20;

    private final JsonFactory json;
    private final Kind[] kinds;
    private final int[] from;
    private final int[] to;
    private final int[] units;
    private byte[] payload = new byte[4096];

    Slots(JsonFactory json, int count) {
        this.json = json;
        this.kinds = new Kind[count];
        this.from = new int[count];
        this.to = new int[count];
        this.units = new int[count];
    }

    /** Reads a payload; what an earlier one left is forgotten. */
    void read(Event event, PathTrie trie) throws IOException {
        int length = event.payloadLength();
        if (payload.length < length) {
            payload = new byte[Math.max(length, payload.length * 2)];
        }
        event.copyPayload(payload, 0);
        Arrays.fill(kinds, Kind.ABSENT);
        try (JsonParser parser = json.createParser(payload, 0, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("the payload is not a JSON object");
            }
            walk(parser, trie);
        }
    }

    /** Takes one JSON value as the only slot, for values that were computed. */
    void readValue(byte[] value) throws IOException {
        payload = value;
        Arrays.fill(kinds, Kind.ABSENT);
        try (JsonParser parser = json.createParser(value)) {
            take(parser, parser.nextToken(), 0);
        }
    }

    private void walk(JsonParser parser, PathTrie node) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            PathTrie next = node.next(parser.currentName());
            JsonToken token = parser.nextToken();
            if (next == null) {
                parser.skipChildren();
            } else if (token == JsonToken.START_OBJECT && !next.isLeaf()) {
                int start = start(parser);
                walk(parser, next);
                for (int slot : next.slots()) {
                    set(slot, Kind.TREE, start, end(parser), 0);
                }
            } else {
                take(parser, token, next.slots());
            }
        }
    }

    private void take(JsonParser parser, JsonToken token, int... slots) throws IOException {
        switch (token) {
            case VALUE_STRING -> {
                int start = start(parser);
                int count = parser.getTextLength();
                setAll(slots, Kind.STRING, start, end(parser), count);
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                int start = start(parser);
                setAll(slots, Kind.NUMBER, start, start + parser.getTextLength(), 0);
            }
            case START_OBJECT, START_ARRAY -> {
                int start = start(parser);
                parser.skipChildren();
                setAll(slots, Kind.TREE, start, end(parser), 0);
            }
            case VALUE_TRUE -> setAll(slots, Kind.TRUE, start(parser), start(parser) + 4, 0);
            case VALUE_FALSE -> setAll(slots, Kind.FALSE, start(parser), start(parser) + 5, 0);
            case VALUE_NULL -> setAll(slots, Kind.NULL, start(parser), start(parser) + 4, 0);
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new IOException("a value was expected");
        }
    }

    private void setAll(int[] slots, Kind kind, int start, int end, int count) {
        for (int slot : slots) {
            set(slot, kind, start, end, count);
        }
    }

    private void set(int slot, Kind kind, int start, int end, int count) {
        kinds[slot] = kind;
        from[slot] = start;
        to[slot] = end;
        units[slot] = count;
    }

    private static int start(JsonParser parser) {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    private static int end(JsonParser parser) {
        return (int) parser.currentLocation().getByteOffset();
    }

    Kind kind(int slot) {
        return kinds[slot];
    }

    /** Whether there is something; an empty object counts as nothing when something else can stand in for it. */
    boolean isEmpty(int slot) {
        return switch (kinds[slot]) {
            case ABSENT, NULL -> true;
            case TREE -> isBlankTree(slot);
            case STRING, NUMBER, TRUE, FALSE -> false;
        };
    }

    private boolean isBlankTree(int slot) {
        for (int i = from[slot] + 1; i < to[slot] - 1; i++) {
            if (payload[i] > ' ' || payload[i] < 0) {
                return false;
            }
        }
        return true;
    }

    byte[] payload() {
        return payload;
    }

    int from(int slot) {
        return from[slot];
    }

    int to(int slot) {
        return to[slot];
    }

    /** The UTF-16 units of a string. */
    int units(int slot) {
        return units[slot];
    }

    /** Whether a string has one unit for each byte between its quotes: nothing is escaped, and nothing is longer than ASCII. */
    boolean isPlain(int slot) {
        return units[slot] == to[slot] - from[slot] - 2;
    }

    /** Whether it is a number so short, and without an exponent, that it can only be one of those that a float takes. */
    boolean isShortDecimal(int slot) {
        if (kinds[slot] != Kind.NUMBER || to[slot] - from[slot] > SHORT_DECIMAL) {
            return false;
        }
        for (int i = from[slot]; i < to[slot]; i++) {
            if (payload[i] > '9') {
                return false;
            }
        }
        return true;
    }

    /** The text of a string, or the JSON text of any other value. */
    String text(int slot) throws IOException {
        if (kinds[slot] != Kind.STRING) {
            return new String(payload, from[slot], to[slot] - from[slot], StandardCharsets.UTF_8);
        }
        if (isPlain(slot)) {
            return new String(payload, from[slot] + 1, units[slot], StandardCharsets.ISO_8859_1);
        }
        try (JsonParser parser = json.createParser(payload, from[slot], to[slot] - from[slot])) {
            parser.nextToken();
            return parser.getText();
        }
    }
}
