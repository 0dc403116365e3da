package org.eventgateway.engine.log;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What all threads may see of one connection: its counters as of the last commit. Only the writer thread publishes. */
final class Published {
    private static final System.Logger LOG = System.getLogger(Published.class.getName());

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Counters counters = Counters.NONE;

    Counters counters() {
        return counters;
    }

    void onAppend(Runnable listener) {
        listeners.add(listener);
    }

    /** Shows new counters; wakes who waits for events if there are new ones. */
    void show(Counters now) {
        boolean grown = now.last() > counters.last();
        counters = now;
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
