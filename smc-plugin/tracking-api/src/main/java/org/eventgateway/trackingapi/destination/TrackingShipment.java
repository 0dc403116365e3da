package org.eventgateway.trackingapi.destination;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.destination.DeliveryResult;
import org.eventgateway.plugin.destination.Outcome;
import org.eventgateway.plugin.destination.Scope;
import org.eventgateway.plugin.destination.Shipment;
import org.eventgateway.trackingapi.client.BatchBody;
import org.eventgateway.trackingapi.client.BatchSender;
import org.eventgateway.trackingapi.client.Reply;

/** A batch as calls, one after the other. What a call settled is not sent again. For one thread at a time. */
final class TrackingShipment implements Shipment {
    private final List<Chunk> chunks;
    private final Map<Long, Outcome> outcomes;
    private final Optional<String> bodyKey;
    private final BatchSender sender;
    private final TokenBucket rate;
    private final Clock clock;
    private int next;
    private int waits;
    /** Since the last report: without an answer, what was decided here must not look as if something worked. */
    private boolean answered;

    TrackingShipment(Chunker.Cut cut, Optional<String> bodyKey, BatchSender sender, TokenBucket rate, Clock clock) {
        this.chunks = cut.chunks();
        this.outcomes = new HashMap<>(cut.rejected());
        this.bodyKey = bodyKey;
        this.sender = sender;
        this.rate = rate;
        this.clock = clock;
    }

    @Override
    public DeliveryResult send() {
        while (next < chunks.size()) {
            Optional<Instant> free = rate.take();
            if (free.isPresent()) {
                return DeliveryResult.Throttled.byItself(
                                free.get(),
                                Scope.CONNECTION,
                                Reason.throttled("own_rate", "The connection keeps below requests-per-second."))
                        .with(soFar());
            }
            Optional<DeliveryResult> stop = sendNext();
            if (stop.isPresent()) {
                return stop.get();
            }
        }
        return new DeliveryResult.Settled(outcomes);
    }

    private Optional<DeliveryResult> sendNext() {
        Chunk chunk = chunks.get(next);
        Reply reply = sender.send(new BatchBody(bodyKey, clock.instant(), chunk.events()));
        Verdict verdict = ReplyRules.judge(reply, chunk.messageIds(), clock.instant(), waits);
        waits = verdict instanceof Verdict.Wait ? waits + 1 : 0;
        if (verdict instanceof Verdict.Taken taken) {
            settle(chunk, taken);
            answered = true;
            next++;
            return Optional.empty();
        }
        return Optional.of(stop(verdict));
    }

    private DeliveryResult stop(Verdict verdict) {
        if (verdict instanceof Verdict.Wait wait) {
            return new DeliveryResult.Throttled(wait.until(), Scope.CONNECTION, wait.reason()).with(soFar());
        }
        if (verdict instanceof Verdict.Halt halt) {
            return new DeliveryResult.Paused(Scope.CONNECTION, halt.reason());
        }
        if (verdict instanceof Verdict.InDoubt inDoubt) {
            return new DeliveryResult.Unknown(inDoubt.reason(), soFar());
        }
        if (verdict instanceof Verdict.Refused refused) {
            // Halving a batch of which a part is settled would send that part again; the rest comes back as a batch of
            // its own.
            return outcomes.isEmpty()
                    ? new DeliveryResult.Refused(refused.reason())
                    : new DeliveryResult.Settled(outcomes);
        }
        return new DeliveryResult.Settled(withRetries(((Verdict.NotTaken) verdict).reason()));
    }

    private void settle(Chunk chunk, Verdict.Taken taken) {
        for (int place = 0; place < chunk.items().size(); place++) {
            Reason refused = taken.refused().get(place);
            outcomes.put(
                    chunk.items().get(place).id(), refused == null ? Outcome.DELIVERED : Outcome.rejected(refused));
        }
    }

    /** What answers brought, each once. */
    private Map<Long, Outcome> soFar() {
        if (!answered) {
            return Map.of();
        }
        Map<Long, Outcome> told = Map.copyOf(outcomes);
        outcomes.clear();
        answered = false;
        return told;
    }

    private Map<Long, Outcome> withRetries(Reason reason) {
        Map<Long, Outcome> all = new HashMap<>(soFar());
        outcomes.keySet().forEach(id -> all.put(id, Outcome.retryLater(reason)));
        for (Chunk chunk : chunks.subList(next, chunks.size())) {
            chunk.items().forEach(item -> all.put(item.id(), Outcome.retryLater(reason)));
        }
        return all;
    }
}
