package org.eventgateway.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Does for the store what must not wait for the hour: on a thread of its own, whenever the store asks, and once a second while there is
 * more to do.
 */
final class Caretaker implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Gateway.class.getName());
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Rounds rounds;
    private volatile @Nullable Store store;

    Caretaker(ThreadFactory threads) {
        this.rounds = new Rounds("caretaker", threads, this::care);
    }

    /** Begins; the first round is for what an earlier process left. */
    void start(Store toCareFor) {
        store = toCareFor;
        rounds.start();
    }

    /** Asks for a round. Called by the store, on any thread. */
    void wake() {
        rounds.wake();
    }

    @Override
    public void close() {
        rounds.close();
    }

    private Optional<Duration> care() {
        Store mine = store;
        try {
            return mine != null && mine.care() ? Optional.of(PAUSE) : Optional.empty();
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Deletion requests and replays could not be worked on ({0}); this is tried again.",
                    e.getClass().getName());
            return Optional.of(PAUSE);
        }
    }
}
