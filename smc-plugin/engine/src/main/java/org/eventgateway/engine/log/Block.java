package org.eventgateway.engine.log;

import java.util.List;

/**
 * The events of one transaction, or as many of them as fit into about 128 KB, in one row: version, count, and each record behind its
 * length. A row for each event costs three times the time of the writer and twice the written bytes (measured with batches of 100).
 *
 * <p>Immutable. Events that were read from a block refer to its bytes.
 */
final class Block {
    static final byte VERSION = 1;
    static final int MOST_BYTES = 128 * 1_024;

    private final long last;
    private final byte[] bytes;

    /**
     * @param last sequence number of its last event, which is the key of its row
     * @param bytes as {@link BlockBuilder#finish} made them
     */
    Block(long last, byte[] bytes) {
        if (bytes[0] != VERSION) {
            throw new IllegalStateException(
                    "a block of version " + bytes[0] + " was met, this version reads " + VERSION);
        }
        this.last = last;
        this.bytes = bytes;
    }

    long last() {
        return last;
    }

    /** Whether it holds the event of this sequence number. */
    boolean holds(long seq) {
        return seq <= last && seq > last - new RecordReader(bytes, 1).varint();
    }

    /** Adds the events behind a sequence number to a list; answers the payload bytes left, negative if one did not fit any more. */
    long addTo(List<LoggedEvent> events, long after, int mostEvents, long mostBytes) {
        RecordReader in = new RecordReader(bytes, 1);
        long left = mostBytes;
        long seq = last - in.varint();
        while (seq < last && events.size() < mostEvents && left >= 0) {
            int length = in.varint();
            seq++;
            if (seq > after) {
                LoggedEvent event = EventCodec.decode(seq, bytes, in.position(), length);
                left -= event.event().payloadLength();
                if (left >= 0 || events.isEmpty()) {
                    events.add(event);
                }
            }
            in.skip(length);
        }
        return left;
    }

    /** Copies one record. */
    byte[] record(long wanted) {
        RecordReader in = new RecordReader(bytes, 1);
        for (long left = wanted - (last - in.varint()); left > 1; left--) {
            in.skip(in.varint());
        }
        return in.bytes(in.varint());
    }
}
