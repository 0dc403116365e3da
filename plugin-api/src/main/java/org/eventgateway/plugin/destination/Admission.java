package org.eventgateway.plugin.destination;

import java.util.Optional;
import org.eventgateway.plugin.Reason;

/**
 * Whether a destination wants an event.
 *
 * @param filtered why not; empty when it does
 */
public record Admission(Optional<Reason> filtered) {
    /** It does. */
    public static final Admission ADMITTED = new Admission(Optional.empty());

    /** It does not, for this reason, by which such events are counted. Keep the answer as a constant: this is the hot path. */
    public static Admission filtered(Reason reason) {
        return new Admission(Optional.of(reason));
    }
}
