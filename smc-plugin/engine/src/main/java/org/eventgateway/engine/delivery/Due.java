package org.eventgateway.engine.delivery;

import java.time.Instant;

/**
 * When the next step of a delivery is due.
 *
 * @param at not before; {@link Instant#MAX} when only new events are waited for
 */
public record Due(Instant at) {
    /** At once. */
    public static final Due NOW = new Due(Instant.MIN);

    /** When the log gets an event. */
    public static final Due ON_EVENT = new Due(Instant.MAX);
}
