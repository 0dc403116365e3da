package org.eventgateway.smc.destination;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.destination.DeliveryResult;
import org.eventgateway.plugin.destination.Scope;
import org.eventgateway.smc.api.BulkResult;
import org.eventgateway.smc.api.InvalidRecord;
import org.eventgateway.smc.api.Reply;
import org.eventgateway.smc.row.Rows;
import org.eventgateway.smc.settings.Effect;

/**
 * Reads the answer to a bulk call. The status 200 is no success; result code and counters decide, and they must account for every row
 * (vendor Swagger 2020). Refusals are handed to {@link Inquiry}. Thread-safe.
 */
final class Judge implements CallJudge {

    private final Remote remote;
    private final Inquiry inquiry;
    private final CallSizes sizes;
    private final RandomGenerator random;

    Judge(Remote remote, Inquiry inquiry, CallSizes sizes, RandomGenerator random) {
        this.remote = remote;
        this.inquiry = inquiry;
        this.sizes = sizes;
        this.random = random;
    }

    @Override
    public Verdict judge(BulkCall call, Reply reply) {
        return reply.accept(new Reply.Visitor<>() {
            @Override
            public Verdict answered(Reply.Answered answered) {
                return byStatus(call, answered);
            }

            @Override
            public Verdict notSent(Reply.NotSent notSent) {
                return new Verdict.Later(notSent.reason());
            }

            @Override
            public Verdict lost(Reply.Lost lost) {
                return new Verdict.Stop(new DeliveryResult.Unknown(lost.reason()));
            }
        });
    }

    private Verdict byStatus(BulkCall call, Reply.Answered reply) {
        int status = reply.status();
        if (status / 100 == 2) {
            return reply.body()
                    .as(BulkResult.class)
                    .map(result -> byResult(call, result, reply))
                    .orElseGet(() -> unreadable(reply));
        }
        Optional<Instant> named = remote.heed(reply);
        return switch (status) {
            case 429 -> new Verdict.Stop(throttled(call, reply, named));
            case 401, 403 -> inquiry.noAccess(call);
            case 407 -> new Verdict.Later(Lookup.PROXY_LOGIN);
            case 404 -> inquiry.notFound(call, reply.body().codes());
            case 408 -> smaller(call, reply);
            case 413 -> tooLarge(call, reply);
            // Said by something that stands in front of SMC and waited for it in vain.
            case 502, 504 -> new Verdict.Stop(new DeliveryResult.Unknown(status(reply)));
            default -> status / 100 == 4 ? inquiry.refused(call, said(reply)) : unwell(call, reply, named);
        };
    }

    /** No name is to blame for that, so there is nothing to ask. */
    private Verdict tooLarge(BulkCall call, Reply.Answered reply) {
        return call.size() > 1 ? smaller(call, reply) : inquiry.refused(call.withNamesKnown(), said(reply));
    }

    /** Too much at once: the next attempt is smaller. */
    private Verdict smaller(BulkCall call, Reply.Answered reply) {
        sizes.tooLarge(call.target().list(), call.size());
        return new Verdict.Later(status(reply));
    }

    private static Verdict unwell(BulkCall call, Reply.Answered reply, Optional<Instant> named) {
        return named.<Verdict>map(until -> new Verdict.Stop(new DeliveryResult.Throttled(
                        until,
                        new Scope("list", call.target().list()),
                        Reason.throttled(
                                "smc_asks_to_wait",
                                "SMC answered " + reply.status() + " and said when to come back."))))
                .orElseGet(() -> new Verdict.Later(status(reply)));
    }

    private static String said(Reply.Answered reply) {
        return reply.status() + ": " + reply.body().summary();
    }

    private static Verdict unreadable(Reply.Answered reply) {
        String what = reply.body().isEmpty() ? "nothing" : reply.body().isPage() ? "a web page" : "no readable result";
        return new Verdict.Stop(new DeliveryResult.Unknown(Reason.remote(
                "reply_unreadable",
                "SMC's address answered " + reply.status() + " with " + what
                        + "; whether the rows were taken is not known. If it stays so, check admin-url.")));
    }

    private static Reason status(Reply.Answered reply) {
        return Reason.remote(
                "smc_status_" + reply.status(),
                "SMC answered " + reply.status() + " (" + reply.body().codes() + "); it will be tried again.");
    }

    private DeliveryResult throttled(BulkCall call, Reply.Answered reply, Optional<Instant> named) {
        if (reply.quota()) {
            return new DeliveryResult.Throttled(
                    named.orElseThrow(),
                    new Scope("key", ""),
                    Reason.throttled(
                            "quota_used_up",
                            "The key has used up its requests of this minute; SMC says when to go on."));
        }
        // One bulk operation a list at a time: somebody else's runs (vendor change log).
        Instant until = named.orElseGet(() -> remote.time().plusMillis(random.nextLong(250, 1_001)));
        return new DeliveryResult.Throttled(
                until,
                new Scope("list", call.target().list()),
                Reason.throttled(
                        "list_busy",
                        "Another bulk operation runs on the list "
                                + call.target().list() + " in SMC."));
    }

    private Verdict byResult(BulkCall call, BulkResult result, Reply.Answered reply) {
        if (result.code() == null) {
            return unreadable(reply); // an object, but not SMC's
        }
        return switch (result.outcome()) {
            case SUCCEEDED -> result.refused() > 0 ? inPart(call, result) : counted(call, result);
            case PARTIALLY_SUCCEEDED -> inPart(call, result);
            case FAILED ->
                result.refused() > 0
                        ? inPart(call, result)
                        : inquiry.refused(call, reply.body().summary());
            case NOT_FOUND -> inquiry.notFound(call, reply.body().codes());
            case SERVICE_UNAVAILABLE, INTERNAL_SERVER_ERROR -> unwell(call, reply, remote.asksToWait(reply));
            case VALIDATION_FAILED, OTHER -> inquiry.refused(call, reply.body().summary());
        };
    }

    private static Verdict counted(BulkCall call, BulkResult result) {
        if (call.target().remove()) {
            return result.gone() >= call.size() ? new Verdict.Done() : unaccounted(call);
        }
        if (call.target().effect() == Effect.MEMBER && result.unmatched() > 0) {
            return unmatched(call, result);
        }
        return result.taken() >= call.size() ? new Verdict.Done() : unaccounted(call);
    }

    /** An ADD adds those that match; who does not must be known one by one, since he is not in the segment. */
    private static Verdict unmatched(BulkCall call, BulkResult result) {
        if (result.unmatched() < call.size()) {
            return new Verdict.Split(call.halves());
        }
        return new Verdict.Rejected(Reason.event(
                "no_contact",
                "No contact of the list " + call.target().list() + " has the event's userId in "
                        + call.target().key() + ", so nobody could be added to the segment."));
    }

    private static Verdict unaccounted(BulkCall call) {
        return new Verdict.Stop(new DeliveryResult.Unknown(Reason.remote(
                "reply_unaccounted",
                "SMC said Succeeded, but its counters do not account for every row sent to "
                        + call.target().words() + ".")));
    }

    private Verdict inPart(BulkCall call, BulkResult result) {
        if (call.size() > 1) {
            return new Verdict.Split(parts(call, result));
        }
        String field = result.invalidRecords().stream()
                .map(InvalidRecord::field)
                .filter(name -> name != null && !name.isBlank())
                .findFirst()
                .map(name -> " in the field " + name)
                .orElse("");
        String code = result.invalidRecords().stream()
                .map(InvalidRecord::code)
                .filter(name -> name != null && !name.isBlank())
                .findFirst()
                .orElse("no code");
        Reason reason = Reason.event(
                "row_refused", "SMC refused the row for " + call.target().words() + " with " + code + field + ".");
        return inquiry.rowRefused(call, reason);
    }

    /** Cuts a call that was taken in part; whether the index counts from 0 or from 1 is not told, so both rows are suspects. */
    private static List<BulkCall> parts(BulkCall call, BulkResult result) {
        Set<Integer> told = result.invalidRecords().stream()
                .map(InvalidRecord::index)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        List<Rows> parts = call.rows().partition(place -> told.contains(place) || told.contains(place + 1));
        if (parts.size() < 2) {
            return call.halves();
        }
        // Else it is not known what became of the others, and all go out again.
        return tellsWhichRows(call, result, told.size())
                ? call.suspect(parts.get(0), parts.get(1), result.refused())
                : call.with(parts);
    }

    private static boolean tellsWhichRows(BulkCall call, BulkResult result, int told) {
        return call.target().effect() != Effect.MEMBER
                && !call.isSuspected()
                && result.outcome() != BulkResult.Outcome.FAILED
                && told == result.refused()
                && result.taken() + result.refused() == call.size();
    }
}
