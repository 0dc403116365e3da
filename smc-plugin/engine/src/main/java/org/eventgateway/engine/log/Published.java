package org.eventgateway.engine.log;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What all threads may see of one connection as of the last commit: its counters, its newest small blocks, and of the large ones those that
 * a delivery which keeps up is about to read. Only the writer thread publishes.
 */
final class Published {
    private static final System.Logger LOG = System.getLogger(Published.class.getName());

    /** As much as the largest batch takes by default; what waits behind it lies on disk alone. */
    static final int MOST_LARGE_BYTES = 4 << 20;

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final NavigableMap<Long, byte[]> small = new ConcurrentSkipListMap<>();
    private final NavigableMap<Long, Block> large = new ConcurrentSkipListMap<>();
    private long largeBytes;
    private volatile Counters counters = Counters.NONE;

    Counters counters() {
        return counters;
    }

    /** The next small block behind a place, with the number of its last event. */
    Optional<Map.Entry<Long, byte[]>> next(long after) {
        return Optional.ofNullable(small.higherEntry(after));
    }

    /** The block that holds a place, if it is kept in memory. */
    Optional<Block> block(long place) {
        return Optional.ofNullable(large.ceilingEntry(place))
                .map(Map.Entry::getValue)
                .filter(block -> block.holds(place))
                .or(() -> Optional.ofNullable(small.ceilingEntry(place))
                        .map(entry -> new Block(entry.getKey(), entry.getValue()))
                        .filter(block -> block.holds(place)));
    }

    /** Keeps small blocks in memory until they are settled. Before the counters that tell of them are shown. */
    void keep(Map<Long, byte[]> blocks) {
        small.putAll(blocks);
    }

    /** Whether large blocks of so many bytes have room in memory. */
    boolean hasRoom(long bytes) {
        return largeBytes + bytes <= MOST_LARGE_BYTES;
    }

    /** Keeps a large block in memory until it is settled. Before the counters that tell of it are shown. */
    void keep(Block block) {
        large.put(block.last(), block);
        largeBytes += block.unpackedLength();
    }

    /** Leaves a large block to the disk, since events were taken out of it. */
    void forget(long last) {
        forget(large.subMap(last, true, last, true));
    }

    /** Leaves all large blocks to the disk: what became of them there is not known. */
    void forgetLarge() {
        large.clear();
        largeBytes = 0;
    }

    private void forget(Map<Long, Block> blocks) {
        blocks.values().forEach(block -> largeBytes -= block.unpackedLength());
        blocks.clear();
    }

    void onAppend(Runnable listener) {
        listeners.add(listener);
    }

    /** Shows new counters; wakes who waits for events if there are new ones. */
    void show(Counters now) {
        boolean grown = now.last() > counters.last();
        boolean settled = now.committed() > counters.committed();
        counters = now;
        if (settled) {
            small.headMap(now.committed(), true).clear();
            forget(large.headMap(now.committed(), true));
        }
        if (grown) {
            listeners.forEach(Published::wake);
        }
    }

    private static void wake(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException e) {
            // What is committed is committed: a listener must not stop the writer.
            LOG.log(System.Logger.Level.WARNING, "a listener of the event log failed", e);
        }
    }
}
