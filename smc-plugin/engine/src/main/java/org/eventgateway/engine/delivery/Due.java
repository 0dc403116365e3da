package org.eventgateway.engine.delivery;

import java.time.Instant;

/**
 * When the next step of a delivery is due.
 *
 * @param at not before; {@link Instant#MAX} when only new events are waited for
 * @param onEvent whether it is due at once when the log gets an event
 */
public record Due(Instant at, boolean onEvent) {
    /** At once. */
    public static final Due NOW = at(Instant.MIN);

    /** When the log gets an event. */
    public static final Due ON_EVENT = new Due(Instant.MAX, true);

    static Due at(Instant at) {
        return new Due(at, false);
    }

    static Due onEventOrAt(Instant at) {
        return new Due(at, true);
    }
}
