package org.eventgateway.engine.delivery;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.destination.Batch;
import org.eventgateway.plugin.destination.DeliveryResult;
import org.eventgateway.plugin.destination.Outcome;
import org.eventgateway.plugin.destination.Scope;

/** Answers of a destination. */
final class Answers {
    static final Reason TIMED_OUT = Reason.remote("timed_out", "The call took too long.");
    static final Reason BUSY = Reason.remote("busy", "The list is busy.");
    static final Reason QUOTA = Reason.throttled("quota", "The quota is spent.");
    static final Reason BAD_KEY = Reason.configuration("bad_key", "The key is refused. Renew it.");
    static final Reason BAD_BATCH = Reason.event("bad_batch", "The batch is refused.");

    static final DeliveryResult PAUSED = new DeliveryResult.Paused(Scope.CONNECTION, BAD_KEY);

    private Answers() {}

    /** The event needs a list that an operator must open. */
    static Outcome waitingForTheList() {
        return Outcome.waiting(
                Reason.configuration("right_missing", "Grant the right."),
                Set.of(new Scope("list", "ORDERS")),
                Set.of());
    }

    /** An outcome for each event, by what {@code judge} says of its message id. */
    static DeliveryResult each(Batch batch, Function<String, Outcome> judge) {
        Map<Long, Outcome> outcomes = new HashMap<>();
        batch.items()
                .forEach(
                        item -> outcomes.put(item.id(), judge.apply(item.event().messageId())));
        return new DeliveryResult.Settled(outcomes);
    }

    static DeliveryResult laterOnly(Batch batch, String... messageIds) {
        List<String> later = List.of(messageIds);
        return each(batch, id -> later.contains(id) ? Outcome.retryLater(BUSY) : Outcome.DELIVERED);
    }

    static DeliveryResult rejectAll(Batch batch, String code, String... doneEffects) {
        return each(batch, id -> Outcome.rejected(Reason.event(code, "It is wrong."), Set.of(doneEffects)));
    }

    static DeliveryResult rejectFirst(Batch batch, String code) {
        String first = batch.items().get(0).event().messageId();
        return each(
                batch,
                id -> id.equals(first) ? Outcome.rejected(Reason.event(code, "It is wrong.")) : Outcome.DELIVERED);
    }
}
