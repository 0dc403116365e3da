package org.eventgateway.engine.log;

import java.util.Set;
import org.eventgateway.plugin.event.Event;

/**
 * An event as the log of one connection holds it.
 *
 * @param position its place
 * @param event the event
 * @param doneEffects what a replayed event had already done when it became a dead letter
 * @param order where it first stood, if it is replayed; else its place
 */
public record LoggedEvent(Position position, Event event, Set<String> doneEffects, long order) {
    public LoggedEvent {
        doneEffects = Set.copyOf(doneEffects);
    }

    /** Makes one that was not replayed. */
    public LoggedEvent(Position position, Event event, Set<String> doneEffects) {
        this(position, event, doneEffects, position.value());
    }
}
