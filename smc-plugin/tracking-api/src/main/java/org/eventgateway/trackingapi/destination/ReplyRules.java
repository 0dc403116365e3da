package org.eventgateway.trackingapi.destination;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eventgateway.plugin.Reason;
import org.eventgateway.trackingapi.client.Reply;

/** Decides what a reply means. Stateless. */
final class ReplyRules {
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final int LONGEST_DOUBLING = 6;

    private ReplyRules() {}

    /**
     * Judges a reply.
     *
     * @param reply what came
     * @param messageIds of the call's events, in order
     * @param now the time
     * @param waits how often in a row this call was asked to wait before
     */
    static Verdict judge(Reply reply, List<String> messageIds, Instant now, int waits) {
        if (reply instanceof Reply.NotSent notSent) {
            return new Verdict.NotTaken(Reason.remote("not_reachable", notSent.why()));
        }
        if (reply instanceof Reply.Lost lost) {
            return new Verdict.InDoubt(Reason.remote("answer_lost", lost.why()));
        }
        return judge((Reply.Answered) reply, messageIds, now, waits);
    }

    private static Verdict judge(Reply.Answered reply, List<String> messageIds, Instant now, int waits) {
        int status = reply.status();
        if (status >= 200 && status < 300) {
            return success(reply, messageIds);
        }
        if (status >= 300 && status < 400) {
            return new Verdict.Halt(Reason.configuration(
                    "redirected",
                    "The gateway answered " + status + ", a redirect. Set url and path to the address it leads to."));
        }
        return switch (status) {
            case 401, 403 ->
                new Verdict.Halt(Reason.configuration(
                        "write_key_refused",
                        "The gateway answered " + status + ". Check write-key, auth and the region of url."));
            case 404, 405, 410 ->
                new Verdict.Halt(Reason.configuration(
                        "address_refused",
                        "The gateway answered " + status
                                + ". Check url and path, and that the source is switched on in the gateway."));
            case 407 ->
                new Verdict.Halt(Reason.configuration(
                        "proxy_refused", "A proxy on the way answered 407. Check the server's proxy settings."));
            case 429 ->
                new Verdict.Wait(
                        RetryHint.of(reply, now).orElse(now.plus(wait(waits))),
                        Reason.throttled("throttled", "The gateway asked to slow down."));
            case 503 -> unavailable(reply, now);
            case 408, 425 -> inDoubt(status);
            // Not implemented: our own doors and Segment's partners say so of a call type they do not take.
            case 501 -> refused(status);
            default -> status >= 500 ? inDoubt(status) : refused(status);
        };
    }

    private static Verdict success(Reply.Answered reply, List<String> messageIds) {
        Optional<SuccessBody> body = SuccessBody.read(reply.body(), messageIds);
        if (body.isEmpty()) {
            return new Verdict.InDoubt(
                    Reason.remote(
                            "answer_unclear",
                            "The answer was " + reply.status()
                                    + ", but its body is a page or breaks off. If it stays, look at what stands between here and the gateway."));
        }
        if (body.get().denied() && body.get().refused().isEmpty()) {
            return new Verdict.Refused(Reason.event(
                    "batch_refused",
                    "The gateway answered " + reply.status() + " but its body says that it took nothing."));
        }
        return new Verdict.Taken(body.get().refused());
    }

    private static Verdict unavailable(Reply.Answered reply, Instant now) {
        Reason reason = Reason.remote("unavailable", "The gateway answered 503, it takes nothing for now.");
        // Without a time, or with one that is over, the back-off grows; a wish of zero must not be granted for ever.
        return RetryHint.retryAfter(reply, now)
                .filter(until -> until.isAfter(now))
                .<Verdict>map(until -> new Verdict.Wait(until, reason))
                .orElse(new Verdict.NotTaken(reason));
    }

    private static Verdict inDoubt(int status) {
        return new Verdict.InDoubt(Reason.remote("server_error", "The gateway answered " + status + "."));
    }

    private static Verdict refused(int status) {
        return new Verdict.Refused(Reason.event(
                "batch_refused", "The gateway answered " + status + ": it refuses this call. Look at the event."));
    }

    private static Duration wait(int waits) {
        return FIRST_WAIT.multipliedBy(1L << Math.min(waits, LONGEST_DOUBLING));
    }
}
