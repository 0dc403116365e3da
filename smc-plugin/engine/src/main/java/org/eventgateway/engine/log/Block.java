package org.eventgateway.engine.log;

import java.util.List;
import java.util.Set;

/**
 * The events of one transaction, or as many of them as fit into about 128 KB, in one row: version, count, and each record behind its
 * length; an event that was taken out has the length zero. Stored as {@link BlockPacker} makes it. A row for each event costs three times
 * the time of the writer and twice the written bytes (measured with batches of 100).
 *
 * <p>Immutable. Events that were read from a block refer to its plain bytes.
 */
final class Block {
    static final byte VERSION = 1;
    static final int MOST_BYTES = 128 * 1_024;

    private final long last;
    private final byte[] bytes;
    private final int length;

    /**
     * @param last sequence number of its last event, which is the key of its row
     * @param stored as {@link BlockBuilder#finish} made it
     */
    Block(long last, byte[] stored) {
        this(last, BlockPacker.unpack(stored), stored.length);
    }

    /**
     * @param last sequence number of its last event
     * @param bytes unpacked
     * @param length how many bytes it takes in the log
     */
    Block(long last, byte[] bytes, int length) {
        if (bytes[0] != VERSION) {
            throw new IllegalStateException(
                    "a block of version " + bytes[0] + " was met, this version reads " + VERSION);
        }
        this.last = last;
        this.bytes = bytes;
        this.length = length;
    }

    long last() {
        return last;
    }

    long first() {
        return last - new RecordReader(bytes, 1).varint() + 1;
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
            if (seq > after && length > 0) {
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

    /** How many bytes it takes in the log. */
    int length() {
        return length;
    }

    /** How many bytes it takes in memory. */
    int unpackedLength() {
        return bytes.length;
    }

    /** Answers the block as it is stored without some events, and adds to a list which of them it held. */
    byte[] without(Set<Long> places, List<Long> taken) {
        RecordReader in = new RecordReader(bytes, 1);
        BlockBuilder rest = new BlockBuilder();
        for (long seq = last - in.varint() + 1; seq <= last; seq++) {
            byte[] record = in.bytes(in.varint());
            boolean takes = record.length > 0 && places.contains(seq);
            rest.add(takes ? new byte[0] : record);
            if (takes) {
                taken.add(seq);
            }
        }
        return rest.finish();
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
