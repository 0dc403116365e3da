package org.eventgateway.engine;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/** Lets the store check its ledger and tidy up, at the start and once an hour, on a thread of its own. */
final class Housekeeping implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Gateway.class.getName());
    private static final Duration PAUSE = Duration.ofHours(1);

    private final Store store;
    private final Clock clock;
    private final Rounds rounds;

    Housekeeping(Store store, Clock clock, ThreadFactory threads) {
        this.store = store;
        this.clock = clock;
        this.rounds = new Rounds("housekeeping", threads, this::tidyUp);
    }

    void start() {
        rounds.start();
    }

    @Override
    public void close() {
        rounds.close();
    }

    /** Does all of it once; answers how long to rest. */
    Optional<Duration> tidyUp() {
        try {
            store.check(clock.instant());
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The ledger could not be checked ({0}); this is tried again in an hour.",
                    e.getClass().getName());
        }
        try {
            store.expire(clock.instant());
        } catch (Throwable e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Old dead letters could not be discarded ({0}); this is tried again in an hour.",
                    e.getClass().getName());
        }
        return Optional.of(PAUSE);
    }
}
