package org.eventgateway.smc.quota;

import java.time.Clock;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The buckets of all API keys of one plugin. Thread-safe; as many as keys were ever configured in this JVM. */
public final class Quotas {
    private final ConcurrentMap<String, TokenBucket> buckets = new ConcurrentHashMap<>();

    /**
     * The bucket of a key. The clock counts only for the first who asks.
     *
     * @param perMinute how many requests a minute the key has, as this connection was told; the lowest word of all counts
     */
    public TokenBucket of(String apiKey, int perMinute, Clock clock) {
        TokenBucket bucket = buckets.computeIfAbsent(apiKey, key -> new TokenBucket(clock, perMinute));
        bucket.allowAtMost(perMinute);
        return bucket;
    }
}
