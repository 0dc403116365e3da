package org.eventgateway.engine.log;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * How many dead letters may be moved back into a log just now: a bucket for each connection that holds one second's worth and fills as
 * time goes by. Replays stand behind what is in the log; more of them at once would stand in front of what comes next. Thread-safe.
 */
final class ReplayPace {
    private final int perSecond;
    private final Clock clock;
    private final Map<String, Bucket> buckets = new HashMap<>();

    ReplayPace(int perSecond, Clock clock) {
        this.perSecond = perSecond;
        this.clock = clock;
    }

    /** Takes all that a connection may have now. */
    synchronized int take(String connection) {
        Instant now = clock.instant();
        Bucket bucket = buckets.computeIfAbsent(connection, name -> new Bucket(perSecond, now));
        double seconds = Math.max(0, Duration.between(bucket.filled, now).toNanos() / 1e9);
        int taken = (int) Math.min(perSecond, bucket.tokens + seconds * perSecond);
        double rest = Math.min(perSecond, bucket.tokens + seconds * perSecond) - taken;
        buckets.put(connection, new Bucket(rest, now));
        return taken;
    }

    /** Gives back what was not used. */
    synchronized void giveBack(String connection, int unused) {
        buckets.computeIfPresent(
                connection, (name, bucket) -> new Bucket(Math.min(perSecond, bucket.tokens + unused), bucket.filled));
    }

    private record Bucket(double tokens, Instant filled) {}
}
