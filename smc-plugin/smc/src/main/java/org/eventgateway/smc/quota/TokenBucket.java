package org.eventgateway.smc.quota;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The requests that one API key has left. Thread-safe.
 *
 * <p>SMC allows 2,500 requests in a minute. A burst of {@value #BURST} and {@value #PER_MINUTE} more each minute never exceed
 * that in any minute, however it is cut.
 */
public final class TokenBucket {
    static final int BURST = 60;
    static final int PER_MINUTE = 2_420;
    private static final double PER_NANO = PER_MINUTE / 60e9;

    private final Clock clock;
    private double tokens = BURST;
    private Instant filled;
    private Instant closedUntil = Instant.MIN;

    TokenBucket(Clock clock) {
        this.clock = clock;
        this.filled = clock.instant();
    }

    /** Takes a token, or says how long there will be none. Zero means that it was taken. */
    public synchronized Duration take() {
        Instant now = refill();
        if (now.isBefore(closedUntil)) {
            return Duration.between(now, closedUntil);
        }
        if (tokens < 1) {
            return Duration.ofNanos((long) Math.ceil((1 - tokens) / PER_NANO));
        }
        tokens--;
        return Duration.ZERO;
    }

    /** Takes a token even if there is none, for the few requests of a person who waits for an answer; others then wait longer. */
    public synchronized void force() {
        refill();
        tokens--;
    }

    /** Lets nothing through until a time that SMC named. */
    public synchronized void closeUntil(Instant time) {
        if (time.isAfter(closedUntil)) {
            closedUntil = time;
        }
    }

    private Instant refill() {
        Instant now = clock.instant();
        // A clock that was set back gives nothing and takes nothing.
        if (now.isAfter(filled)) {
            double more = Duration.between(filled, now).toNanos() * PER_NANO;
            tokens = Math.min(BURST, tokens + more);
        }
        filled = now;
        return now;
    }
}
