package org.eventgateway.war.door;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eventgateway.engine.intake.Acceptance;
import org.eventgateway.engine.log.Append;
import org.eventgateway.engine.route.Route;
import org.eventgateway.plugin.event.Event;

/** Stores events: the gateway's intake, seen from a door. */
@FunctionalInterface
public interface EventTaker {

    /** Completes when all is on disk, on a thread that must not be held up. */
    CompletableFuture<Acceptance> accept(Route route, List<Event> events, List<Append.Refused> refused);
}
