package org.eventgateway.engine.delivery;

import java.time.Duration;
import java.util.Optional;
import org.eventgateway.plugin.Reason;

/**
 * Hears what delivery does, for metrics and health. Called on delivery threads, a few times a batch; must be quick. What it throws
 * is ignored.
 */
public interface DeliveryListener {
    /** Hears nothing. */
    DeliveryListener NONE = new DeliveryListener() {};

    /**
     * A call of {@code send} came back.
     *
     * @param events how many events were in it
     * @param took how long it was out
     */
    default void sent(String connection, int events, Duration took) {}

    /** Events are settled as delivered, durably. */
    default void delivered(String connection, long events) {}

    /** Events must be sent again. */
    default void retried(String connection, int events, Reason reason) {}

    /** An event became a dead letter, durably. */
    default void deadLettered(String connection, Reason reason) {}

    /** The delivery came into another state. */
    default void stateChanged(String connection, DeliveryState state, Optional<Reason> reason) {}
}
