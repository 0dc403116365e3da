package org.eventgateway.sandbox.account;

import java.time.Duration;
import org.eventgateway.sandbox.http.SandboxReply;

/**
 * What became of one call under the quota.
 *
 * @param window the length of the whole window
 * @param left the time until the window ends
 */
public record QuotaState(boolean admitted, int limit, int remaining, Duration window, Duration left) {
    /** The reply to a call that was not admitted; its text begins as the vendor's does. */
    public SandboxReply refusal() {
        return announcedOn(SandboxReply.text(
                429,
                "API calls quota exceeded! maximum admitted " + limit + " per " + window.toSeconds() + " seconds."));
    }

    /** Adds the three headers; Reset is the number of seconds left, not a point in time. */
    public SandboxReply announcedOn(SandboxReply reply) {
        return reply.withHeader("X-RateLimit-Limit", limit + ", " + limit + ";w=" + window.toSeconds())
                .withHeader("X-RateLimit-Remaining", Integer.toString(remaining))
                .withHeader("X-RateLimit-Reset", Long.toString(secondsLeft()));
    }

    private long secondsLeft() {
        return left.plusNanos(999_999_999).toSeconds();
    }
}
