package org.eventgateway.trackingapi.destination;

import java.time.Instant;
import java.util.Map;
import org.eventgateway.plugin.Reason;

/** What a reply means for the events of one call. */
sealed interface Verdict {

    /** Taken, but for those named, by their place in the call. */
    record Taken(Map<Integer, Reason> refused) implements Verdict {
        public Taken {
            refused = Map.copyOf(refused);
        }
    }

    /** Certainly not taken; worth another try. */
    record NotTaken(Reason reason) implements Verdict {}

    /** Perhaps taken. */
    record InDoubt(Reason reason) implements Verdict {}

    /** Refused as a whole. */
    record Refused(Reason reason) implements Verdict {}

    /** Asked to wait. */
    record Wait(Instant until, Reason reason) implements Verdict {}

    /** An operator must act. */
    record Halt(Reason reason) implements Verdict {}
}
