package org.eventgateway.engine.log;

import java.util.Arrays;

/** Gathers records for one {@link Block}. For one thread. */
final class BlockBuilder {
    private byte[] buffer = new byte[4_096];
    private int length;
    private int count;

    void add(byte[] record) {
        int needed = length + Text.varintSize(record.length) + record.length;
        if (needed > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(needed, 2 * buffer.length));
        }
        int at = Text.writeVarint(record.length, buffer, length);
        System.arraycopy(record, 0, buffer, at, record.length);
        length = needed;
        count++;
    }

    boolean isEmpty() {
        return count == 0;
    }

    int length() {
        return length;
    }

    /** Answers the block and begins the next. */
    byte[] finish() {
        int header = 1 + Text.varintSize(count);
        byte[] block = new byte[header + length];
        block[0] = Block.VERSION;
        Text.writeVarint(count, block, 1);
        System.arraycopy(buffer, 0, block, header, length);
        clear();
        return block;
    }

    void clear() {
        length = 0;
        count = 0;
    }
}
