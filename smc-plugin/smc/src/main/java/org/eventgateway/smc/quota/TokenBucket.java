package org.eventgateway.smc.quota;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The requests that one API key has left. Thread-safe.
 *
 * <p>SMC allows {@value #STANDARD} requests in a minute if nothing else was agreed. A small burst and the rest spread over the minute
 * stay a little below that in any minute, however it is cut. Where the real limit is lower than what was told, because others use the
 * key too or SMC has set it so, it is learned: a refusal says when the window ends, so that what the window let through before can be
 * counted. From minute to minute without a refusal more is tried again: a little at first, since the limit is probably near, then ever
 * more, so that a refusal which meant nothing is forgotten in ten minutes and not in an hour.
 */
public final class TokenBucket {
    /** What SMC allows a key (vendor page on rate limits). */
    public static final int STANDARD = 2_500;

    /** One request of so many is left unused: clocks and networks are not exact. */
    private static final int UNUSED = 125;

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int LOWEST_LIMIT = 60;
    private static final double FIRST_RISE = 0.05;
    private static final double STEEPEST_RISE = 1;
    /** Of a learned limit this part may go out at once; the rest is spread over the minute. */
    private static final double BURST_PART = 0.024;

    private final Clock clock;
    private final Deque<Instant> taken = new ArrayDeque<>();
    private double most;
    private double limit;
    private double tokens;
    private Instant filled;
    private final Wait closed = new Wait();
    private Instant raised;
    private double rise = FIRST_RISE;

    TokenBucket(Clock clock, int perMinute) {
        this.clock = clock;
        this.most = usable(perMinute);
        this.limit = most;
        this.tokens = burst();
        this.filled = clock.instant();
        this.raised = filled;
    }

    /** Someone who uses the key was told that it has so many requests a minute; the lowest word counts. */
    synchronized void allowAtMost(int perMinute) {
        refill();
        most = Math.min(most, usable(perMinute));
        limit = Math.min(limit, most);
        tokens = Math.min(tokens, burst());
    }

    /** Takes a token, or says how long there will be none. Zero means that it was taken. */
    public synchronized Duration take() {
        Instant now = refill();
        Duration empty = emptyFor(now);
        if (empty.isZero()) {
            spend(now);
        }
        return empty;
    }

    /** Says how long there will be no token, and takes none. */
    public synchronized Duration emptyFor() {
        return emptyFor(refill());
    }

    /** Says how long it is until the end of the window that SMC named when it refused a request; zero if that is over. */
    public synchronized Duration closedFor() {
        return closed.left(clock.instant());
    }

    /** Takes a token even if there is none, for the few requests of a person who waits for an answer; others then wait longer. */
    public synchronized void force() {
        spend(refill());
    }

    /**
     * SMC refused a request for the quota. Lets nothing through until the end of the window that SMC named, and learns from what it let
     * through before.
     */
    public synchronized void refusedUntil(Instant time) {
        Instant now = refill();
        // A refusal of a window that is closed already tells nothing new.
        if (closed.left(now).isZero()) {
            Instant began = beginning(time, now);
            long let = taken.stream().filter(each -> !each.isBefore(began)).count() - 1;
            limit = Math.min(limit, (double) Math.max(LOWEST_LIMIT, let));
            tokens = Math.min(tokens, burst());
        }
        raised = time.plus(WINDOW);
        rise = FIRST_RISE;
        closed.atLeast(Duration.between(now, time), now);
    }

    /** When the window began that ends then. If that cannot be, its end was not told: then the last minute counts. */
    private static Instant beginning(Instant end, Instant now) {
        Instant began = end.minus(WINDOW);
        return began.isBefore(now) ? began : now.minus(WINDOW);
    }

    /** How many requests a minute it takes SMC to allow at present. */
    public synchronized int limit() {
        refill();
        return (int) limit;
    }

    private Duration emptyFor(Instant now) {
        Duration left = closed.left(now);
        if (!left.isZero()) {
            return left;
        }
        return tokens < 1 ? Duration.ofNanos((long) Math.ceil((1 - tokens) / perNano())) : Duration.ZERO;
    }

    private void spend(Instant now) {
        tokens--;
        taken.addLast(now);
        while (taken.getFirst().isBefore(now.minus(WINDOW))) {
            taken.removeFirst();
        }
    }

    private static double usable(int perMinute) {
        return perMinute - (double) Math.max(1, perMinute / UNUSED);
    }

    private double burst() {
        return Math.max(1, limit * BURST_PART);
    }

    private double perNano() {
        return (limit - burst()) / WINDOW.toNanos();
    }

    private Instant refill() {
        Instant now = clock.instant();
        // A clock that was set back gives nothing and takes nothing.
        if (now.isAfter(filled)) {
            double more = Duration.between(filled, now).toNanos() * perNano();
            tokens = Math.min(burst(), tokens + more);
        }
        filled = now;
        if (now.isAfter(raised.plus(WINDOW))) {
            limit = Math.min(most, limit * (1 + rise));
            rise = Math.min(STEEPEST_RISE, rise * 2);
            raised = now;
        }
        return now;
    }
}
