package org.eventgateway.engine;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Does for the store what must not wait for the hour: on a thread of its own, whenever the store asks, and once a second while there is
 * more to do.
 */
final class Caretaker implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Gateway.class.getName());
    private static final long PAUSE_MILLIS = Duration.ofSeconds(1).toMillis();
    private static final long LONGEST_END_MILLIS = 5_000;

    private final Thread thread;
    private @Nullable Store store;
    private boolean wanted = true;
    private boolean closed;

    Caretaker(ThreadFactory threads) {
        this.thread = threads.newThread(this::run);
        thread.setName("event-gateway caretaker");
    }

    /** Begins; the first round is for what an earlier process left. */
    void start(Store toCareFor) {
        synchronized (this) {
            store = toCareFor;
        }
        thread.start();
    }

    /** Asks for a round. Called by the store, on any thread. */
    synchronized void wake() {
        wanted = true;
        notifyAll();
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            thread.join(LONGEST_END_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            boolean more = true;
            for (Store mine = next(more); mine != null; mine = next(more)) {
                more = care(mine);
            }
        } catch (InterruptedException e) {
            LOG.log(System.Logger.Level.DEBUG, "The caretaker was interrupted and ends.");
        }
    }

    private static boolean care(Store store) {
        try {
            return store.care();
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Deletion requests and replays could not be worked on ({0}); this is tried again.",
                    e.getClass().getName());
            return true;
        }
    }

    /** Waits until there is something to do; null when it is to end. */
    private synchronized @Nullable Store next(boolean more) throws InterruptedException {
        long end = System.nanoTime() / 1_000_000 + PAUSE_MILLIS;
        long left = PAUSE_MILLIS;
        while (!closed && !wanted && left > 0) {
            wait(more ? left : 0);
            left = more ? end - System.nanoTime() / 1_000_000 : 1;
        }
        wanted = false;
        return closed ? null : store;
    }
}
