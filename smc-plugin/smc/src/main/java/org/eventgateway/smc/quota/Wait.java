package org.eventgateway.smc.quota;

import java.time.Duration;
import java.time.Instant;

/**
 * A wait until a time that was named at another. When the clock is set back meanwhile, it lasts as long as it was meant to from then on,
 * and not as many hours longer. For one thread at a time.
 */
public final class Wait {
    private Instant end = Instant.EPOCH;
    private Duration length = Duration.ZERO;

    /** Waits for at least so long. */
    public void atLeast(Duration time, Instant now) {
        if (time.compareTo(left(now)) > 0) {
            end = now.plus(time);
            length = time;
        }
    }

    /** How long it still lasts; zero if it is over. */
    public Duration left(Instant now) {
        Duration left = Duration.between(now, end);
        if (left.isNegative() || left.isZero()) {
            // Forgotten, or a clock that is set back later would begin it anew.
            end = Instant.EPOCH;
            length = Duration.ZERO;
            return Duration.ZERO;
        }
        if (left.compareTo(length) > 0) {
            end = now.plus(length);
            return length;
        }
        return left;
    }
}
