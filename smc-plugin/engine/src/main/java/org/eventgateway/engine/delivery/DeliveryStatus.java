package org.eventgateway.engine.delivery;

import java.time.Instant;
import java.util.Optional;
import org.eventgateway.plugin.Reason;

/**
 * How a delivery is, at one moment.
 *
 * @param state what it is doing
 * @param reason why, for the states that need a reason
 * @param since when it came into this state
 * @param lastDelivered when an event was last delivered since the start
 * @param oldestReceived when the event that is next to be delivered was received; empty if none is in hand
 */
public record DeliveryStatus(
        DeliveryState state,
        Optional<Reason> reason,
        Instant since,
        Optional<Instant> lastDelivered,
        Optional<Instant> oldestReceived) {

    /** Before the first step. */
    static DeliveryStatus starting(Instant now) {
        return new DeliveryStatus(DeliveryState.STARTING, Optional.empty(), now, Optional.empty(), Optional.empty());
    }

    DeliveryStatus in(DeliveryState next, Optional<Reason> why, Instant now) {
        return new DeliveryStatus(next, why, state == next ? since : now, lastDelivered, oldestReceived);
    }

    DeliveryStatus deliveredAt(Instant now) {
        return new DeliveryStatus(state, reason, since, Optional.of(now), oldestReceived);
    }

    DeliveryStatus oldest(Optional<Instant> received) {
        return new DeliveryStatus(state, reason, since, lastDelivered, received);
    }
}
