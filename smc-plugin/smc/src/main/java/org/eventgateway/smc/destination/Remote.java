package org.eventgateway.smc.destination;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eventgateway.plugin.Reason;
import org.eventgateway.smc.api.KeyRing;
import org.eventgateway.smc.api.Reply;
import org.eventgateway.smc.api.SmcClient;
import org.eventgateway.smc.quota.Quotas;
import org.eventgateway.smc.quota.TokenBucket;
import org.eventgateway.smc.quota.Wait;

/** SMC within its quota. Thread-safe. */
final class Remote {
    /** Of the quota, if SMC does not say when it ends. */
    private static final Duration WINDOW = Duration.ofMinutes(1);

    /** Why nothing more is sent before the bucket has filled again. */
    static final Reason QUOTA_KEPT =
            Reason.throttled("quota_kept", "The requests that the key may make in a minute are in use.");

    static final Reason ASKED_TO_WAIT =
            Reason.throttled("smc_asks_to_wait", "SMC has said when to come back; nothing is sent before.");

    private final SmcClient client;
    private final KeyRing keys;
    private final Quotas quotas;
    private final int requestsPerMinute;
    private final Clock clock;
    private final Wait held = new Wait();

    Remote(SmcClient client, KeyRing keys, Quotas quotas, int requestsPerMinute, Clock clock) {
        this.client = client;
        this.keys = keys;
        this.quotas = quotas;
        this.requestsPerMinute = requestsPerMinute;
        this.clock = clock;
    }

    /** Asks for leave to make a call of a delivery; zero if it was given, else how long to wait. */
    Duration ask() {
        Duration held = heldFor();
        return held.isZero() ? bucket().take() : held;
    }

    /** Why leave is not given. */
    Reason whyNot() {
        return heldFor().isZero() ? QUOTA_KEPT : ASKED_TO_WAIT;
    }

    /** How long leave would not be given; zero if it would be now. */
    Duration closedFor() {
        Duration held = heldFor();
        Duration empty = bucket().emptyFor();
        return held.compareTo(empty) > 0 ? held : empty;
    }

    /** Makes a call for which leave was given. */
    Reply granted(SmcClient.Call call) {
        return client.call(call);
    }

    /**
     * Makes a call that somebody waits for, or that clears up a refusal; it counts, but does not wait. Nothing is sent before the time that
     * SMC has named.
     */
    Reply now(SmcClient.Call call) {
        if (!heldFor().isZero() || !bucket().closedFor().isZero()) {
            return new Reply.NotSent(ASKED_TO_WAIT);
        }
        bucket().force();
        return heeded(call);
    }

    /** Makes a call for which leave was given, and sees to it that nobody calls too early if SMC refuses it. */
    Reply heeded(SmcClient.Call call) {
        Reply reply = client.call(call);
        if (reply instanceof Reply.Answered answered) {
            heed(answered);
        }
        return reply;
    }

    /** Sees to it that nobody calls before the time that a refusal names; answers that, if it names one. */
    Optional<Instant> heed(Reply.Answered reply) {
        if (reply.status() == 429 && reply.quota()) {
            return Optional.of(quotaUsedUp(reply));
        }
        return reply.status() >= 408 ? asksToWait(reply) : Optional.empty();
    }

    /** Sees to it that nobody calls before the time that an answer names, whatever its status; answers that, if it names one. */
    Optional<Instant> asksToWait(Reply.Answered reply) {
        return reply.pause().map(this::hold);
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
    private Instant quotaUsedUp(Reply.Answered reply) {
        Instant until = time().plus(reply.pause().orElse(WINDOW));
        bucket().refusedUntil(until);
        return until;
    }

    /**
     * SMC said to come back later, for another reason: nothing is sent before the time that is answered. Others with the same key may write
     * elsewhere: only this connection waits.
     */
    private Instant hold(Duration pause) {
        synchronized (held) {
            Instant now = time();
            held.atLeast(pause, now);
            return now.plus(held.left(now));
        }
    }

    private Duration heldFor() {
        synchronized (held) {
            return held.left(time());
        }
    }

    /** Ends all calls. */
    void close() {
        client.close();
    }

    private TokenBucket bucket() {
        return quotas.of(keys.active().key().reveal(), requestsPerMinute, clock);
    }
}
