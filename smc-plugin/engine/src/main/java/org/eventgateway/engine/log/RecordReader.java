package org.eventgateway.engine.log;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;

/** Reads the parts of a record one after the other. For one thread. */
final class RecordReader {
    private final byte[] record;
    private int at;

    RecordReader(byte[] record, int at) {
        this.record = record;
        this.at = at;
    }

    int oneByte() {
        return record[at++];
    }

    int varint() {
        int value = 0;
        int shift = 0;
        while (record[at] < 0) {
            value |= (record[at++] & 0x7F) << shift;
            shift += 7;
        }
        return value | (record[at++] << shift);
    }

    String text() {
        int bytes = varint();
        String text = Text.read(record, at, bytes);
        at += bytes;
        return text;
    }

    Instant instant() {
        ByteBuffer numbers = ByteBuffer.wrap(record, at, Long.BYTES + Integer.BYTES);
        at += Long.BYTES + Integer.BYTES;
        return Instant.ofEpochSecond(numbers.getLong(), numbers.getInt());
    }

    long number() {
        long number = ByteBuffer.wrap(record, at, Long.BYTES).getLong();
        at += Long.BYTES;
        return number;
    }

    byte[] bytes(int count) {
        byte[] copy = Arrays.copyOfRange(record, at, at + count);
        at += count;
        return copy;
    }

    void skip(int count) {
        at += count;
    }

    int position() {
        return at;
    }
}
