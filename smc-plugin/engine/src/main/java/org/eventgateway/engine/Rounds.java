package org.eventgateway.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;

/**
 * A thread of its own that does something in rounds: the first at once, the next after the pause that the round asks for, or as soon as
 * it is woken. A round that fails, were it for a full heap, is followed by another. Started and closed once, by the gateway.
 */
final class Rounds implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Gateway.class.getName());
    private static final long LONGEST_END_MILLIS = 5_000;
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(10);

    private final String name;
    private final Supplier<Optional<Duration>> round;
    private final Thread thread;
    private boolean woken;
    private boolean closed;

    /** @param round answers how long to pause; if nothing, until it is woken */
    Rounds(String name, ThreadFactory threads, Supplier<Optional<Duration>> round) {
        this.name = name;
        this.round = round;
        this.thread = threads.newThread(this::run);
        thread.setName("event-gateway " + name);
    }

    void start() {
        thread.start();
    }

    /** Asks for a round. Called on any thread. */
    synchronized void wake() {
        woken = true;
        notifyAll();
    }

    /** Lets no further round begin, and waits for the one under way, within a bound. */
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
            Optional<Duration> pause = Optional.of(Duration.ZERO);
            while (awaitTurn(pause)) {
                pause = round();
            }
        } catch (InterruptedException e) {
            LOG.log(System.Logger.Level.DEBUG, "The thread of {0} was interrupted and ends.", name);
        }
    }

    private Optional<Duration> round() {
        try {
            return round.get();
        } catch (Throwable e) {
            complain(e);
            return Optional.of(PAUSE_AFTER_FAILURE);
        }
    }

    private void complain(Throwable cause) {
        try {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "A round of {0} failed ({1}); it is tried again.",
                    name,
                    cause.getClass().getName());
        } catch (Throwable e) {
            // There may be no room for a line either; the thread goes on all the same.
            return;
        }
    }

    /** Waits for the next round; answers whether there is one. */
    private synchronized boolean awaitTurn(Optional<Duration> pause) throws InterruptedException {
        long end = System.nanoTime() + pause.orElse(Duration.ZERO).toNanos();
        long left = end - System.nanoTime();
        while (!closed && !woken && (pause.isEmpty() || left > 0)) {
            // A rest of less than a millisecond would be zero, which waits for ever.
            wait(pause.isEmpty() ? 0 : left / 1_000_000 + 1);
            left = end - System.nanoTime();
        }
        woken = false;
        return !closed;
    }
}
