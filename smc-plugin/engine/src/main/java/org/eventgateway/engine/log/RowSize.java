package org.eventgateway.engine.log;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Adds up how many bytes SQLite takes for a row (see "record format" of its file format). For one thread. */
final class RowSize {
    private static final int BLOB = 12;
    private static final int TEXT = 13;

    /** The length of the header itself; one byte, as no row here has so many columns. */
    private int bytes = 1;

    /** A row of a table whose key is its row number, which is not in the row. */
    static RowSize ofNumbered() {
        RowSize row = new RowSize();
        row.bytes++;
        return row;
    }

    RowSize blob(int length) {
        bytes += varint(BLOB + 2 * length) + length;
        return this;
    }

    RowSize text(String value) {
        int length = value.getBytes(StandardCharsets.UTF_8).length;
        bytes += varint(TEXT + 2 * length) + length;
        return this;
    }

    RowSize text(Optional<String> value) {
        return value.map(this::text).orElseGet(this::nothing);
    }

    /** A column without a value. */
    RowSize nothing() {
        bytes++;
        return this;
    }

    RowSize number(long value) {
        bytes += 1 + length(value);
        return this;
    }

    int bytes() {
        return bytes;
    }

    private static int length(long value) {
        if (value == 0 || value == 1) {
            return 0;
        }
        int bits = Long.SIZE - Long.numberOfLeadingZeros(value < 0 ? ~value : value) + 1;
        int needed = (bits + Byte.SIZE - 1) / Byte.SIZE;
        // There are no numbers of five or seven bytes.
        return needed == 5 ? 6 : needed == 7 ? 8 : needed;
    }

    private static int varint(int value) {
        int length = 1;
        for (int rest = value >>> 7; rest > 0; rest >>>= 7) {
            length++;
        }
        return length;
    }
}
