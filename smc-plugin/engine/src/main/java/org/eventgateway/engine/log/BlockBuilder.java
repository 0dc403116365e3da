package org.eventgateway.engine.log;

import java.util.Arrays;
import org.eventgateway.plugin.event.Event;

/** Gathers records for one {@link Block}. For one thread. */
final class BlockBuilder {
    /** Room for the version and the count, which are known last. */
    private static final int HEADER = 1 + Text.LONGEST_VARINT;

    private final BlockPacker packer = new BlockPacker();
    private byte[] buffer = new byte[8_192];
    private int length;
    private int count;
    private int finishedFrom;
    private int finishedTo;

    void add(byte[] record) {
        int at = next(record.length);
        System.arraycopy(record, 0, buffer, at, record.length);
    }

    /**
     * Adds a new event.
     *
     * @param size of its record
     */
    void add(Event event, int size) {
        int at = next(size);
        if (EventCodec.encode(event, buffer, at) != at + size) {
            throw new IllegalStateException("a record has another size than was computed");
        }
    }

    /** Makes room for a record; answers its place. */
    private int next(int size) {
        int needed = length + Text.varintSize(size) + size;
        if (HEADER + needed > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(HEADER + needed, 2 * buffer.length));
        }
        int at = Text.writeVarint(size, buffer, HEADER + length);
        length = needed;
        count++;
        return at;
    }

    boolean isEmpty() {
        return count == 0;
    }

    int count() {
        return count;
    }

    /** How many bytes the records take as they are. */
    int length() {
        return length;
    }

    /** Answers the block as it is stored, and begins the next. */
    byte[] finish() {
        int header = 1 + Text.varintSize(count);
        int from = HEADER - header;
        buffer[from] = Block.VERSION;
        Text.writeVarint(count, buffer, from + 1);
        byte[] stored = packer.pack(buffer, from, header + length);
        finishedFrom = from;
        finishedTo = HEADER + length;
        length = 0;
        count = 0;
        return stored;
    }

    /** How many bytes {@link #finished} has. */
    int finishedLength() {
        return finishedTo - finishedFrom;
    }

    /** Copies the block that was finished last, as it is unpacked; until the next record is added. */
    byte[] finished() {
        return Arrays.copyOfRange(buffer, finishedFrom, finishedTo);
    }
}
