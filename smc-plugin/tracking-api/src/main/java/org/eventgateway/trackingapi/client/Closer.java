package org.eventgateway.trackingapi.client;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Closes clients on threads of its own. A close may wait for as long as the call that hangs under it, and nobody who sends may wait for
 * that. No more than {@link #MOST_THREADS} hang, as there are no more calls that do. Thread-safe.
 */
final class Closer implements AutoCloseable {
    static final int MOST_THREADS = Watchdog.MOST_THREADS;

    private static final Duration LAST_WAIT = Duration.ofSeconds(2);

    private final ThreadPoolExecutor threads;

    Closer(ThreadFactory factory) {
        threads = new ThreadPoolExecutor(
                MOST_THREADS, MOST_THREADS, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_THREADS), factory);
        threads.allowCoreThreadTimeOut(true);
    }

    /** Closes a client, soon. Does not wait and does not throw. */
    void close(AutoCloseable client) {
        try {
            threads.execute(() -> closeNow(client));
        } catch (RejectedExecutionException e) {
            log("a client is left to its call, since as many hang already", e);
        }
    }

    /** Closes a client under which no call is out. Does not throw. */
    static void closeNow(AutoCloseable client) {
        try {
            client.close();
        } catch (Exception e) {
            log("closing a client failed", e);
        }
    }

    /** Gives what is being closed a moment and then leaves it behind. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(LAST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private static void log(String what, Exception why) {
        System.getLogger(Closer.class.getName())
                .log(System.Logger.Level.DEBUG, "{0}: {1}", what, why.getClass().getName());
    }
}
