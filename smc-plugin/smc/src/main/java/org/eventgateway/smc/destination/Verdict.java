package org.eventgateway.smc.destination;

import java.util.List;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.destination.DeliveryResult;
import org.eventgateway.plugin.destination.Scope;

/** What follows from the answer to a bulk call. */
sealed interface Verdict {

    /** All its rows have taken effect. */
    record Done() implements Verdict {}

    /** None of its rows ever will. */
    record Rejected(Reason reason) implements Verdict {}

    /** Its rows go out again in these parts, at once. */
    record Split(List<BulkCall> parts) implements Verdict {}

    /** Its rows go out again after a back-off. */
    record Later(Reason reason) implements Verdict {}

    /** The events must be mapped anew first: the list is not what it was. */
    record Remap() implements Verdict {}

    /** Its list, or the segments of it, cannot be written to until an operator has acted. */
    record Close(Scope scope, Reason reason) implements Verdict {}

    /** The gateway must know this before anything more is sent. */
    record Stop(DeliveryResult result) implements Verdict {}
}
