package org.eventgateway.smc.quota;

import java.time.Clock;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The buckets of all API keys of one plugin. Thread-safe; as many as keys were ever configured in this JVM. */
public final class Quotas {
    private final ConcurrentMap<String, TokenBucket> buckets = new ConcurrentHashMap<>();

    /** The bucket of a key. The clock counts only for the first who asks. */
    public TokenBucket of(String apiKey, Clock clock) {
        return buckets.computeIfAbsent(apiKey, key -> new TokenBucket(clock));
    }
}
