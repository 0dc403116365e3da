package org.eventgateway.war.door;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.eventgateway.engine.intake.Acceptance;
import org.eventgateway.engine.log.Append;
import org.eventgateway.engine.route.Route;
import org.eventgateway.plugin.event.Event;

/** An intake that keeps what it is given and answers what it is told to. */
final class RecordingTaker implements EventTaker {
    final List<Event> events = new ArrayList<>();
    final List<Append.Refused> refused = new ArrayList<>();
    final List<Route> routes = new ArrayList<>();
    private Function<List<Event>, CompletableFuture<Acceptance>> answer =
            given -> CompletableFuture.completedFuture(new Acceptance(given.size(), 0, List.of()));

    void answers(Function<List<Event>, CompletableFuture<Acceptance>> other) {
        answer = other;
    }

    void filters(Acceptance.Filtered... filtered) {
        answer = given -> CompletableFuture.completedFuture(new Acceptance(0, 0, List.of(filtered)));
    }

    @Override
    public CompletableFuture<Acceptance> accept(Route route, List<Event> given, List<Append.Refused> notAcceptable) {
        routes.add(route);
        events.addAll(given);
        refused.addAll(notAcceptable);
        return answer.apply(given);
    }
}
