package org.eventgateway.engine.log;

import java.util.Set;
import org.eventgateway.plugin.event.Event;

/**
 * An event as the log of one connection holds it.
 *
 * @param position its place
 * @param event the event
 * @param doneEffects what a replayed event had already done when it became a dead letter
 */
public record LoggedEvent(Position position, Event event, Set<String> doneEffects) {
    public LoggedEvent {
        doneEffects = Set.copyOf(doneEffects);
    }
}
