package org.eventgateway.plugin.destination;

import java.util.Optional;
import org.eventgateway.plugin.Reason;

/**
 * Whether a destination can deliver now.
 *
 * @param missing why not; empty when it can. A reason of category CONFIGURATION waits for an operator, others pass by themselves
 */
public record Readiness(Optional<Reason> missing) {
    /** It can. */
    public static final Readiness READY = new Readiness(Optional.empty());

    /** It cannot, for this reason; the gateway asks again on a schedule. */
    public static Readiness notReady(Reason reason) {
        return new Readiness(Optional.of(reason));
    }
}
