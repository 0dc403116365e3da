package org.eventgateway.smc.destination;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eventgateway.plugin.Reason;
import org.eventgateway.smc.api.KeyRing;
import org.eventgateway.smc.api.Reply;
import org.eventgateway.smc.api.SmcClient;
import org.eventgateway.smc.quota.Quotas;
import org.eventgateway.smc.quota.TokenBucket;

/** SMC within its quota. Thread-safe. */
final class Remote {
    /** Of the quota, if SMC does not say when it ends. */
    private static final Duration WINDOW = Duration.ofMinutes(1);

    /** Why nothing more is sent before the bucket has filled again. */
    static final Reason QUOTA_KEPT =
            Reason.throttled("quota_kept", "The requests that the key may make in a minute are in use.");

    private final SmcClient client;
    private final KeyRing keys;
    private final Quotas quotas;
    private final int requestsPerMinute;
    private final Clock clock;

    Remote(SmcClient client, KeyRing keys, Quotas quotas, int requestsPerMinute, Clock clock) {
        this.client = client;
        this.keys = keys;
        this.quotas = quotas;
        this.requestsPerMinute = requestsPerMinute;
        this.clock = clock;
    }

    /** Asks for leave to make a call of a delivery; zero if it was given, else how long to wait. */
    Duration ask() {
        return bucket().take();
    }

    /** How long leave would not be given; zero if it would be now. */
    Duration closedFor() {
        return bucket().emptyFor();
    }

    /** Makes a call for which leave was given. */
    Reply granted(SmcClient.Call call) {
        return client.call(call);
    }

    /** Makes a call that somebody waits for, or that clears up a refusal; it counts, but does not wait. */
    Reply now(SmcClient.Call call) {
        bucket().force();
        return heeded(call);
    }

    /** Makes a call for which leave was given, and sees to it that nobody calls too early if SMC refuses it for the quota. */
    Reply heeded(SmcClient.Call call) {
        Reply reply = client.call(call);
        if (reply instanceof Reply.Answered answered && answered.status() == 429) {
            if (answered.quota()) {
                quotaUsedUp(answered);
            } else {
                answered.pause().ifPresent(this::askedToWait);
            }
        }
        return reply;
    }

    /** Whether the first key has been replaced by the one that stood by. */
    boolean isOnNextKey() {
        return keys.isOnNext();
    }

    SmcClient client() {
        return client;
    }

    Clock clock() {
        return clock;
    }

    Instant time() {
        return clock.instant();
    }

    /** SMC refused a call for the key's quota: lets nobody who uses this key call before the time that is answered. */
    Instant quotaUsedUp(Reply.Answered reply) {
        Instant until = time().plus(reply.pause().orElse(WINDOW));
        bucket().refusedUntil(until);
        return until;
    }

    /** SMC said to come back later, for another reason: nobody who uses this key calls before the time that is answered. */
    Instant askedToWait(Duration pause) {
        Instant until = time().plus(pause);
        bucket().closeUntil(until);
        return until;
    }

    /** Ends all calls. */
    void close() {
        client.close();
    }

    private TokenBucket bucket() {
        return quotas.of(keys.active().key().reveal(), requestsPerMinute, clock);
    }
}
