package org.eventgateway.engine.intake;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.eventgateway.plugin.destination.Admission;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;

/**
 * What intake needs to know of a connection.
 *
 * @param connection its name
 * @param eventTypes the types its destination declares
 * @param integrationName by what name senders switch it on and off
 * @param admit asks the destination; thread-safe and quick
 * @param closed why nothing can be taken for it; empty normally
 */
public record Inlet(
        String connection,
        Set<EventType> eventTypes,
        String integrationName,
        Function<Event, Admission> admit,
        Optional<String> closed) {
    public Inlet {
        eventTypes = Set.copyOf(eventTypes);
    }

    /** The inlet of a connection that could not be opened. */
    public static Inlet closed(String connection, String why) {
        return new Inlet(connection, Set.of(), connection, event -> Admission.ADMITTED, Optional.of(why));
    }
}
