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
 * @param attempts how often it was sent before it was set aside or became a dead letter
 */
public record LoggedEvent(Position position, Event event, Set<String> doneEffects, long order, Attempts attempts) {
    public LoggedEvent {
        doneEffects = Set.copyOf(doneEffects);
    }

    /** Makes one that was not replayed, and was not sent before. */
    public LoggedEvent(Position position, Event event, Set<String> doneEffects) {
        this(position, event, doneEffects, position.value(), Attempts.NONE);
    }
}
