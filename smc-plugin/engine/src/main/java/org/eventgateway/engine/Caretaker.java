package org.eventgateway.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Does for the store what must not wait for the hour: whenever the store asks, and once a second while there is more to do. Files have a
 * thread of their own, so that replays do not wait while large ones are read.
 */
final class Caretaker implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Gateway.class.getName());
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Rounds rounds;
    private final Rounds files;
    private volatile @Nullable Store store;

    Caretaker(ThreadFactory threads) {
        this.rounds = new Rounds("caretaker", threads, () -> care(Store::care));
        this.files = new Rounds("caretaker of files", threads, () -> care(Store::careForFiles));
    }

    /** Begins; the first round is for what an earlier process left. */
    void start(Store toCareFor) {
        store = toCareFor;
        rounds.start();
        files.start();
    }

    /** Asks for a round. Called by the store, on any thread. */
    void wake() {
        rounds.wake();
        files.wake();
    }

    @Override
    public void close() {
        rounds.close();
        files.close();
    }

    private Optional<Duration> care(Predicate<Store> round) {
        Store mine = store;
        try {
            return mine != null && round.test(mine) ? Optional.of(PAUSE) : Optional.empty();
        } catch (Throwable e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Deletion requests and replays could not be worked on ({0}); this is tried again.",
                    e.getClass().getName());
            return Optional.of(PAUSE);
        }
    }
}
