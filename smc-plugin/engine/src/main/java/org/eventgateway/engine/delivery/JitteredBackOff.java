package org.eventgateway.engine.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Delays that double with each failure in a row, with full jitter: drawn evenly between zero and the doubled bound, so that many
 * senders that failed together do not come back together. For one thread.
 */
final class JitteredBackOff {
    private final long firstMillis;
    private final long longestMillis;
    private final RandomGenerator random;
    private long boundMillis;

    JitteredBackOff(Duration first, Duration longest, RandomGenerator random) {
        this.firstMillis = first.toMillis();
        this.longestMillis = longest.toMillis();
        this.random = random;
        this.boundMillis = firstMillis;
    }

    /** The delay after one more failure. */
    Duration next() {
        long delay = random.nextLong(boundMillis + 1);
        boundMillis = boundMillis > longestMillis / 2 ? longestMillis : boundMillis * 2;
        return Duration.ofMillis(delay);
    }

    /** Something worked: the next failure is a first one. */
    void reset() {
        boundMillis = firstMillis;
    }
}
