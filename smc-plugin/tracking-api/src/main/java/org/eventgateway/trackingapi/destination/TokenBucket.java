package org.eventgateway.trackingapi.destination;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Keeps calls below a rate; a second's worth may go out at once. Thread-safe. */
final class TokenBucket {
    private static final long SECOND = 1_000_000_000L;

    private final Clock clock;
    private final long perToken;
    private final long full;
    private long credit;
    private Instant last;

    TokenBucket(int perSecond, Clock clock) {
        this.clock = clock;
        this.perToken = SECOND / perSecond;
        this.full = perToken * perSecond;
        this.credit = full;
        this.last = clock.instant();
    }

    /** Takes a token; if there is none, says when the next will be there. */
    synchronized Optional<Instant> take() {
        Instant now = clock.instant();
        Duration passed = Duration.between(last, now);
        if (passed.compareTo(Duration.ofSeconds(1)) >= 0) {
            credit = full;
        } else if (!passed.isNegative()) {
            credit = Math.min(full, credit + passed.toNanos());
        }
        last = now;
        if (credit < perToken) {
            return Optional.of(now.plusNanos(perToken - credit));
        }
        credit -= perToken;
        return Optional.empty();
    }
}
