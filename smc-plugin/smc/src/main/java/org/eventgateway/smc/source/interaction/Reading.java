package org.eventgateway.smc.source.interaction;

import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.event.Event;

/** What a record turned out to be. */
public sealed interface Reading {
    /** Nothing that is an interaction, and nothing that is wrong. */
    Reading PASSED_OVER = new PassedOver();

    /** An event. */
    record Read(Event event) implements Reading {}

    /** Not an interaction: a message that is still on its way, or a code that a setting ignores. */
    record PassedOver() implements Reading {}

    /** Something of which no event can be made. */
    record Refused(Reason reason) implements Reading {}
}
