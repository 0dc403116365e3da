package org.eventgateway.engine;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;

/** Lets the store tidy up once an hour, on a thread of its own. */
final class Housekeeping implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Gateway.class.getName());
    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();
    private static final long LONGEST_END_MILLIS = 5_000;

    private final Store store;
    private final Clock clock;
    private final Thread thread;
    private boolean closed;

    Housekeeping(Store store, Clock clock, ThreadFactory threads) {
        this.store = store;
        this.clock = clock;
        this.thread = threads.newThread(this::run);
        thread.setName("event-gateway housekeeping");
    }

    void start() {
        thread.start();
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
            do {
                tidyUp();
            } while (waitAnHour());
        } catch (InterruptedException e) {
            LOG.log(System.Logger.Level.DEBUG, "Housekeeping was interrupted and ends.");
        }
    }

    private void tidyUp() {
        try {
            store.expire(clock.instant());
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Old dead letters could not be discarded ({0}); this is tried again in an hour.",
                    e.getClass().getName());
        }
    }

    private synchronized boolean waitAnHour() throws InterruptedException {
        long left = HOUR_MILLIS;
        long end = System.nanoTime() / 1_000_000 + HOUR_MILLIS;
        while (!closed && left > 0) {
            wait(left);
            left = end - System.nanoTime() / 1_000_000;
        }
        return !closed;
    }
}
