package org.eventgateway.trackingapi.parser;

import java.util.List;
import java.util.Optional;
import org.eventgateway.plugin.event.Event;

/**
 * What one body brought.
 *
 * @param writeKey the write key in the body, if there is one
 * @param events the good events, in order
 * @param refused the others, in order
 */
public record TrackingCall(Optional<String> writeKey, List<Event> events, List<RefusedEvent> refused) {
    public TrackingCall {
        events = List.copyOf(events);
        refused = List.copyOf(refused);
    }

    /** Says how much, without the key. */
    @Override
    public String toString() {
        return "TrackingCall[" + events.size() + " events, " + refused.size() + " refused]";
    }
}
