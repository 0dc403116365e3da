package org.eventgateway.war.door;

import java.io.InputStream;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.eventgateway.engine.intake.Acceptance;
import org.eventgateway.engine.intake.Intake;
import org.eventgateway.engine.route.Access;
import org.eventgateway.engine.route.Route;
import org.eventgateway.engine.route.Routes;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.trackingapi.parser.BodyRefusedException;
import org.eventgateway.trackingapi.parser.CallHint;
import org.eventgateway.trackingapi.parser.ReadBody;
import org.eventgateway.trackingapi.parser.TrackingCall;
import org.eventgateway.trackingapi.parser.TrackingParser;
import org.eventgateway.war.http.Authorization;
import org.eventgateway.war.http.Body;
import org.eventgateway.war.http.BodyReader;
import org.eventgateway.war.http.Reply;
import org.eventgateway.war.http.RequestHead;
import org.eventgateway.war.http.UnacceptableBodyException;

/** The door of Segment's Tracking API: browsers and servers with a write key. Called on request threads; thread-safe. */
public final class TrackingDoor {
    private final Routes routes;
    private final EventTaker intake;
    private final TrackingParser parser;
    private final BodyReader bodies;
    private final Clock clock;

    /** @param bodies reads bodies within their limits */
    public TrackingDoor(Routes routes, EventTaker intake, TrackingParser parser, BodyReader bodies, Clock clock) {
        this.routes = routes;
        this.intake = intake;
        this.parser = parser;
        this.bodies = bodies;
        this.clock = clock;
    }

    /**
     * Finds what the last part of a path calls for: {@code track}, {@code t}, {@code batch}, {@code import} and so on (Segment HTTP
     * API; the short forms are the browser library's).
     */
    public static Optional<CallHint> hint(String call) {
        return switch (call.toLowerCase(Locale.ROOT)) {
            case "identify", "i" -> Optional.of(CallHint.single(EventType.IDENTIFY));
            case "track", "t" -> Optional.of(CallHint.single(EventType.TRACK));
            case "page", "p" -> Optional.of(CallHint.single(EventType.PAGE));
            case "screen", "s" -> Optional.of(CallHint.single(EventType.SCREEN));
            case "group", "g" -> Optional.of(CallHint.single(EventType.GROUP));
            case "alias", "a" -> Optional.of(CallHint.single(EventType.ALIAS));
            case "batch", "b", "import" -> Optional.of(CallHint.BATCH);
            default -> Optional.empty();
        };
    }

    /**
     * Takes one call.
     *
     * @return completes when the events are on disk, or at once when nothing is to be stored; never fails
     */
    public CompletableFuture<Reply> take(CallHint hint, RequestHead head, InputStream stream) {
        Optional<String> shown = headerKey(head);
        Access early = routes.find(Routes.TRACKING, shown, head.fromThisMachine());
        // The key may stand in the body, but a wrong one in Basic is wrong, whatever the body says.
        boolean bodyMayTell = Authorization.basicUser(head).isEmpty();
        Optional<Reason> denied = early.accept(new Denial());
        if (denied.isPresent() && (!bodyMayTell || denied.get().equals(Routes.NOT_THIS_MACHINE))) {
            return done(denial(denied.get()));
        }
        try {
            return bodies.read(head, stream)
                    .closeAfter(body -> take(
                            hint,
                            body,
                            key -> denied.isEmpty()
                                    ? early
                                    : routes.find(Routes.TRACKING, key.or(() -> shown), head.fromThisMachine())));
        } catch (UnacceptableBodyException e) {
            return done(Answers.refused(e));
        }
    }

    /** Makes events of a body only when its caller is known: they may be a multiple of it. */
    private CompletableFuture<Reply> take(CallHint hint, Body body, Function<Optional<String>, Access> byKey) {
        try {
            ReadBody read = parser.read(body.bytes(), body.length(), hint, clock.instant());
            return byKey.apply(read.writeKey()).accept(new Entry(hint, read, body));
        } catch (BodyRefusedException e) {
            return done(Answers.refused(e));
        }
    }

    /** Whether a write key is known here, for the settings that a browser library asks for before it sends. */
    public Optional<Reply> refuse(String writeKey, RequestHead head) {
        return routes.find(Routes.TRACKING, Optional.of(writeKey), head.fromThisMachine())
                .accept(new Denial())
                .map(TrackingDoor::denial);
    }

    private static Optional<String> headerKey(RequestHead head) {
        return Authorization.basicUser(head)
                .or(() -> Authorization.bearer(head))
                .or(() -> head.header("x-write-key"));
    }

    private static Reply denial(Reason reason) {
        return Answers.failure(reason.equals(Routes.NOT_THIS_MACHINE) ? 403 : 401, reason);
    }

    private static CompletableFuture<Reply> done(Reply reply) {
        return CompletableFuture.completedFuture(reply);
    }

    private static Reply answer(CallHint hint, TrackingCall call, Acceptance acceptance, Route route) {
        Verdicts verdicts = Verdicts.of(call, acceptance, route.connections().size());
        if (!verdicts.noneTaken()) {
            return Answers.success(200, verdicts.errors());
        }
        Reason first = verdicts.errors().get(0).reason();
        if (first.equals(Intake.DELETE_NOT_ALLOWED)) {
            return Answers.failure(403, first, verdicts.errors());
        }
        // Segment answers 400 to a single call that is too large, and 200 to all others it refuses (Segment HTTP API).
        return hint.form() == CallHint.Form.ONE && first.code().equals("event_too_large")
                ? Answers.failure(400, first)
                : Answers.success(200, verdicts.errors());
    }

    /** Why a caller is not let in. */
    private static final class Denial implements Access.Visitor<Optional<Reason>> {
        @Override
        public Optional<Reason> granted(Route route) {
            return Optional.empty();
        }

        @Override
        public Optional<Reason> denied(Reason reason) {
            return Optional.of(reason);
        }
    }

    /** Stores a call's events, if its caller is let in. */
    private final class Entry implements Access.Visitor<CompletableFuture<Reply>> {
        private final CallHint hint;
        private final ReadBody read;
        private final Body body;

        Entry(CallHint hint, ReadBody read, Body body) {
            this.hint = hint;
            this.read = read;
            this.body = body;
        }

        @Override
        public CompletableFuture<Reply> granted(Route route) {
            try {
                TrackingCall call = read.assemble(body::grow);
                return intake.accept(route, call.events(), Verdicts.kept(call))
                        .handle((acceptance, failure) ->
                                failure == null ? answer(hint, call, acceptance, route) : Answers.notStored(failure));
            } catch (BodyRefusedException e) {
                return done(Answers.refused(e));
            }
        }

        @Override
        public CompletableFuture<Reply> denied(Reason reason) {
            return done(denial(reason));
        }
    }
}
