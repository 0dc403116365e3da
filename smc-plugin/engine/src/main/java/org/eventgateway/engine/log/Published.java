package org.eventgateway.engine.log;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What all threads may see of one connection as of the last commit: its counters, and its newest small blocks. Only the writer thread
 * publishes.
 */
final class Published {
    private static final System.Logger LOG = System.getLogger(Published.class.getName());

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final NavigableMap<Long, byte[]> small = new ConcurrentSkipListMap<>();
    private volatile Counters counters = Counters.NONE;

    Counters counters() {
        return counters;
    }

    /** The next block behind a place of those that are kept in memory, with the number of its last event. */
    Optional<Map.Entry<Long, byte[]>> next(long after) {
        return Optional.ofNullable(small.higherEntry(after));
    }

    /** Keeps blocks in memory until they are settled. Before the counters that tell of them are shown. */
    void keep(Map<Long, byte[]> blocks) {
        small.putAll(blocks);
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
