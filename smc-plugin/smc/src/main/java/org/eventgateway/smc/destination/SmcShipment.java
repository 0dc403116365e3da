package org.eventgateway.smc.destination;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.destination.DeliveryResult;
import org.eventgateway.plugin.destination.Outcome;
import org.eventgateway.plugin.destination.Scope;
import org.eventgateway.plugin.destination.Shipment;
import org.eventgateway.smc.api.Reply;

/** A mapped batch on its way. Sends one call after the other and remembers what is done, so that it can be sent again. */
final class SmcShipment implements Shipment {
    /** So old may be what is known of the lists while nothing is refused: a column may have been made wider. */
    private static final Duration KNOWN_FOR = Duration.ofMinutes(5);

    private final Supplier<List<EventWork>> batch;
    private final Mapping mapping;
    private final Remote remote;
    private final CallJudge judge;
    private final Settling settling;
    private final ClosedLists closed;
    private final CallSizes sizes;
    private List<EventWork> events;
    private Deque<BulkCall> calls;
    private Object packedWith;
    private boolean begun;
    private boolean repackDue;
    /** Since the last report: without an answer of SMC, what was decided here must not look as if something worked. */
    private boolean answered;

    /** How events become calls. */
    interface Mapping {
        /** Maps events to calls, as the lists are known at the moment. */
        Deque<BulkCall> pack(List<EventWork> events);

        /** Another object each time the lists have changed. */
        Object version();

        /** Reads the lists anew if they were not read for so long; answers whether they have changed. */
        boolean renew(Duration old);
    }

    /**
     * Packs and makes a shipment.
     *
     * @param batch makes all events of the batch, in order, as if nothing were done of them
     */
    SmcShipment(
            Supplier<List<EventWork>> batch,
            Mapping mapping,
            Remote remote,
            CallJudge judge,
            Settling settling,
            ClosedLists closed,
            CallSizes sizes) {
        this.batch = batch;
        this.mapping = mapping;
        this.remote = remote;
        this.judge = judge;
        this.settling = settling;
        this.closed = closed;
        this.sizes = sizes;
        this.events = batch.get();
        this.packedWith = mapping.version();
        this.calls = new ArrayDeque<>(mapping.pack(events));
    }

    @Override
    public DeliveryResult send() {
        renewMapping();
        while (isAnythingLeft()) {
            String list = calls.getFirst().target().list();
            Optional<ClosedLists.Closed> shut = closed.closed(calls.getFirst().target());
            if (shut.isPresent()) {
                calls.removeFirst().waits(shut.get());
                continue;
            }
            if (isTooLarge(calls.getFirst())) {
                repack();
                continue;
            }
            Duration unsettled = settling.before(list, calls.getFirst());
            if (!unsettled.isZero()) {
                return settling.wait(list, unsettled).with(soFar(Settling.reason(list)));
            }
            Duration pause = remote.ask();
            if (!pause.isZero()) {
                return DeliveryResult.Throttled.byItself(
                                remote.time().plus(pause), new Scope("key", ""), remote.whyNot())
                        .with(soFar(remote.whyNot()));
            }
            Optional<DeliveryResult> stop = sendNext(calls.getFirst());
            if (stop.isPresent()) {
                return withFinished(stop.get());
            }
        }
        return new DeliveryResult.Settled(finished());
    }

    /** An operator may have changed the lists in SMC, as after he saw why an event did not fit. */
    private void renewMapping() {
        boolean misfits = !begun && events.stream().anyMatch(EventWork::isRejectedAtOnce);
        boolean changed = mapping.renew(misfits ? Inquiry.FRESH : KNOWN_FOR) || mapping.version() != packedWith;
        if (misfits && changed) {
            events = batch.get();
            repack();
        }
        begun = true;
    }

    /** Whether a call is to be sent; those are left out that are known to be taken. */
    private boolean isAnythingLeft() {
        while (!calls.isEmpty() && calls.getFirst().isTaken()) {
            calls.removeFirst().done();
        }
        // Not before it is known which rows of a call were taken: those would be sent again.
        if (repackDue && (calls.isEmpty() || !calls.getFirst().isSuspected())) {
            repack();
        }
        // Mapped before a list was changed. What must be sent again as it was is.
        if (!calls.isEmpty() && mapping.version() != packedWith && !isAwaited(calls.getFirst())) {
            repack();
        }
        return !calls.isEmpty();
    }

    private Optional<DeliveryResult> sendNext(BulkCall call) {
        Verdict verdict = answerTo(call);
        answered |= !(verdict instanceof Verdict.Later) && !(verdict instanceof Verdict.Stop);
        calls.removeFirst();
        if (verdict instanceof Verdict.Done) {
            call.done();
        } else if (verdict instanceof Verdict.Rejected && call.isFolded()) {
            // One of several that share a row is at fault: each goes out alone, so that the others are not lost with
            // it.
            call.ownersAt(0).forEach(EventWork::standAlone);
            call.found();
            repackDue = true;
        } else if (verdict instanceof Verdict.Rejected rejected) {
            // An event whose row is refused is sent nowhere: it leaves the calls that are packed already.
            repackDue |= call.rejected(rejected.reason());
            call.found();
        } else if (verdict instanceof Verdict.Split split) {
            first(split.parts());
        } else if (verdict instanceof Verdict.Remap) {
            // The calls behind it were packed with the old mapping too.
            repack();
        } else if (verdict instanceof Verdict.Close close) {
            closed.close(close.scope(), close.reason());
            first(List.of(call));
        } else if (verdict instanceof Verdict.Later later) {
            first(List.of(call));
            // Without an answer all come again, also those whose end was found here.
            return Optional.of(
                    answered
                            ? later(later.reason())
                            : new DeliveryResult.Settled(andTheRest(new HashMap<>(), later.reason())));
        } else if (verdict instanceof Verdict.Stop stop) {
            first(List.of(call));
            return Optional.of(paused(stop.result()));
        }
        return Optional.empty();
    }

    /** Sends a call. It stays the first until it is known what follows, so that nothing overtakes it should this fail. */
    private Verdict answerTo(BulkCall call) {
        String list = call.target().list();
        boolean ended = false;
        try {
            Reply reply = remote.granted((api, organization) -> call.target().send(api, organization, call.rows()));
            Verdict verdict = judge.judge(call, reply);
            ended = !mayStillRun(reply, verdict);
            return verdict;
        } finally {
            if (!ended) {
                settling.lost(list, call);
            }
        }
    }

    private static boolean mayStillRun(Reply reply, Verdict verdict) {
        boolean unknown = verdict instanceof Verdict.Stop stop && stop.result() instanceof DeliveryResult.Unknown;
        return unknown || (reply instanceof Reply.Answered answered && answered.mayStillRun());
    }

    /**
     * After a pause may come a start, which opens the lists. What this shipment left out for a closed list would then be overtaken by what
     * it still holds: so it ends here, and the rest is mapped anew.
     */
    private DeliveryResult paused(DeliveryResult result) {
        return result instanceof DeliveryResult.Paused paused && events.stream().anyMatch(EventWork::waitsForSomething)
                ? later(paused.reason())
                : result;
    }

    /** Packed before it was known that a call of so many rows is too much. What must be sent again as it was is. */
    private boolean isTooLarge(BulkCall call) {
        return call.size() > sizes.of(call.target().list()) && !isAwaited(call);
    }

    private boolean isAwaited(BulkCall call) {
        return settling.awaits(call.target().list(), call);
    }

    private void repack() {
        repackDue = false;
        packedWith = mapping.version();
        calls = new ArrayDeque<>(mapping.pack(events.stream()
                .filter(work -> work.isOpen() && !work.isReported())
                .toList()));
    }

    private void first(List<BulkCall> parts) {
        for (int i = parts.size() - 1; i >= 0; i--) {
            calls.addFirst(parts.get(i));
        }
    }

    private DeliveryResult later(Reason reason) {
        return new DeliveryResult.Settled(andTheRest(finished(), reason));
    }

    /** What has its end must be known although this is sent again: else it could be given up with the rest. */
    private DeliveryResult withFinished(DeliveryResult result) {
        if (result instanceof DeliveryResult.Throttled throttled) {
            return throttled.with(soFar(throttled.reason()));
        }
        return result instanceof DeliveryResult.Unknown unknown ? unknown.with(soFar(unknown.reason())) : result;
    }

    /** What SMC's answers brought, and what is done of the rest. */
    private Map<Long, Outcome> soFar(Reason reason) {
        return answered ? andTheRest(finished(), reason) : Map.of();
    }

    /** Adds that all others come again, with what is done of them. */
    private Map<Long, Outcome> andTheRest(Map<Long, Outcome> outcomes, Reason reason) {
        for (EventWork work : events) {
            if (!work.isReported()) {
                outcomes.put(work.id(), work.later(reason));
            }
        }
        return outcomes;
    }

    private Map<Long, Outcome> finished() {
        Map<Long, Outcome> outcomes = new HashMap<>();
        answered = false;
        events.forEach(work -> work.takeOutcome().ifPresent(outcome -> outcomes.put(work.id(), outcome)));
        return outcomes;
    }
}
