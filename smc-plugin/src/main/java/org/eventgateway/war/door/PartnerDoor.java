package org.eventgateway.war.door;

import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eventgateway.engine.intake.Acceptance;
import org.eventgateway.engine.intake.Intake;
import org.eventgateway.engine.route.Access;
import org.eventgateway.engine.route.Route;
import org.eventgateway.engine.route.Routes;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.settings.Secret;
import org.eventgateway.trackingapi.parser.BodyRefusedException;
import org.eventgateway.trackingapi.parser.CallHint;
import org.eventgateway.trackingapi.parser.FirstElement;
import org.eventgateway.trackingapi.parser.TrackingCall;
import org.eventgateway.trackingapi.parser.TrackingParser;
import org.eventgateway.war.http.Authorization;
import org.eventgateway.war.http.Body;
import org.eventgateway.war.http.BodyReader;
import org.eventgateway.war.http.Reply;
import org.eventgateway.war.http.RequestHead;
import org.eventgateway.war.http.UnacceptableBodyException;
import org.jspecify.annotations.Nullable;

/**
 * The door of partner destinations and webhooks: one event or a bare array, from callers that show a key in Basic authentication or
 * sign the body. Called on request threads; thread-safe.
 *
 * <p>{@code X-Segment-Settings} is not read: it carries a caller's secrets and an address to send to.
 */
public final class PartnerDoor {
    private static final Reason SIGNATURE_WRONG = Reason.configuration(
            "signature_wrong",
            "X-Signature does not fit the body. Set the same secret in gateway.shared-secret and at the sender.");
    private static final Reason SIGNATURE_MISSING = Reason.configuration(
            "signature_missing",
            "The call is not signed. Set the value of gateway.shared-secret as shared secret at the sender.");
    private static final Reason SIGNATURE_PARTIAL = Reason.configuration(
            "signature_partial",
            "X-Signature covers only the first event. Send a write key as Basic user name too, or do not batch.");

    private static final Reason CONNECTION_UNKNOWN = Reason.configuration(
            "connection_unknown",
            "The path names no connection that this caller feeds. Correct it, or gateway.routes.");

    private final Routes routes;
    private final EventTaker intake;
    private final TrackingParser parser;
    private final BodyReader bodies;
    private final @Nullable Signature signature;
    private final boolean requireSignature;
    private final Clock clock;

    /**
     * @param bodies reads bodies within their limits
     * @param sharedSecret what callers sign with; empty if signatures count for nothing
     * @param requireSignature whether a call without a signature is refused even if it shows a known key
     */
    public PartnerDoor(
            Routes routes,
            EventTaker intake,
            TrackingParser parser,
            BodyReader bodies,
            Optional<Secret> sharedSecret,
            boolean requireSignature,
            Clock clock) {
        this.routes = routes;
        this.intake = intake;
        this.parser = parser;
        this.bodies = bodies;
        this.signature = sharedSecret.map(Signature::new).orElse(null);
        this.requireSignature = requireSignature && sharedSecret.isPresent();
        this.clock = clock;
    }

    /**
     * Takes one call.
     *
     * @param connection the only connection to feed, if the path names one
     * @return completes when the events are on disk, or at once when nothing is to be stored; never fails
     */
    public CompletableFuture<Reply> take(Optional<String> connection, RequestHead head, InputStream stream) {
        Optional<String> signed = signature == null ? Optional.empty() : head.header("x-signature");
        Access byKey = byKey(head);
        Optional<Reason> denied = byKey.accept(new Denial());
        if (signed.isEmpty() && requireSignature) {
            return done(denial(SIGNATURE_MISSING));
        }
        if (signed.isEmpty() && denied.isPresent()) {
            // Nothing in the body could let this caller in: it is not even read.
            return done(denial(denied.get()));
        }
        if (signed.isPresent() && !Signature.isWellFormed(signed.get())) {
            return done(denial(SIGNATURE_WRONG));
        }
        try {
            return bodies.read(head, stream).closeAfter(body -> take(connection, signed, body, byKey));
        } catch (UnacceptableBodyException e) {
            return done(Answers.refused(e));
        }
    }

    private CompletableFuture<Reply> take(
            Optional<String> connection, Optional<String> signed, Body body, Access byKey) {
        Access access = signed.isPresent() ? bySignature(signed.get(), body, byKey) : byKey;
        return access.accept(new Entry(body, connection));
    }

    private Access byKey(RequestHead head) {
        Optional<String> key = Authorization.basicUser(head);
        // With a shared secret, sitting on this machine is no proof: a proxy here may forward calls from anywhere.
        boolean trusted = head.fromThisMachine() && signature == null;
        Access access = routes.find(Routes.PARTNER, key, trusted);
        boolean onlyUnsigned = signature != null
                && head.fromThisMachine()
                && access.equals(new Access.Denied(Routes.NOT_THIS_MACHINE));
        return onlyUnsigned ? new Access.Denied(SIGNATURE_MISSING) : access;
    }

    /** A body that is signed as a whole needs no key and may ask for deletions; a key alone gives only its own rights. */
    private Access bySignature(String signed, Body body, Access byKey) {
        Signature checker = Objects.requireNonNull(signature);
        boolean whole = checker.fits(signed, body.bytes(), 0, body.length());
        if (!whole) {
            Optional<FirstElement> first = firstElement(body);
            if (first.isEmpty()
                    || !checker.fits(
                            signed,
                            body.bytes(),
                            first.get().from(),
                            first.get().to())) {
                return new Access.Denied(SIGNATURE_WRONG);
            }
            whole = first.get().only();
        }
        return byKey.accept(new Signed(whole, routes));
    }

    /** Empty also for a body that makes no sense: whoever has not proved who he is need not be told what is wrong with it. */
    private static Optional<FirstElement> firstElement(Body body) {
        try {
            return FirstElement.of(body.bytes(), body.length());
        } catch (BodyRefusedException e) {
            return Optional.empty();
        }
    }

    private static Reply denial(Reason reason) {
        return reason.equals(Routes.NOT_THIS_MACHINE)
                ? Answers.failure(403, reason)
                : Answers.failure(401, reason).with("WWW-Authenticate", "Basic realm=\"event-gateway\"");
    }

    private static CompletableFuture<Reply> done(Reply reply) {
        return CompletableFuture.completedFuture(reply);
    }

    private static Reply answer(TrackingCall call, Acceptance acceptance, Route route) {
        Verdicts verdicts = Verdicts.of(call, acceptance, route.connections().size());
        if (verdicts.noneTaken()) {
            Reason first = verdicts.errors().get(0).reason();
            List<EventError> errors = verdicts.total() == 1 ? List.of() : verdicts.errors();
            return Answers.failure(refusal(first), first, errors);
        }
        if (verdicts.noneWanted()) {
            Reason first = verdicts.unwanted().get(0);
            return first.code().startsWith("type_") ? Answers.failure(501, first) : Answers.filtered(first);
        }
        return Answers.success(202, verdicts.errors());
    }

    private static int refusal(Reason reason) {
        if (reason.equals(Intake.DELETE_NOT_ALLOWED)) {
            return 403;
        }
        return reason.code().equals("type_unknown") ? 501 : 400;
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

    /**
     * What a right signature makes of what the key alone gives.
     *
     * @param whole whether it covers all events of the body
     */
    private record Signed(boolean whole, Routes routes) implements Access.Visitor<Access> {
        @Override
        public Access granted(Route route) {
            return new Access.Granted(whole ? route.withDeletions() : route);
        }

        @Override
        public Access denied(Reason reason) {
            return whole ? new Access.Granted(routes.ofDoor(Routes.PARTNER)) : new Access.Denied(SIGNATURE_PARTIAL);
        }
    }

    /** Reads and stores a call's events, if its caller is let in. */
    private final class Entry implements Access.Visitor<CompletableFuture<Reply>> {
        private final Body body;
        private final Optional<String> connection;

        Entry(Body body, Optional<String> connection) {
            this.body = body;
            this.connection = connection;
        }

        @Override
        public CompletableFuture<Reply> granted(Route route) {
            if (connection.isEmpty()) {
                return store(route);
            }
            return route.connections().contains(connection.get())
                    ? store(route.only(connection.get()))
                    : done(Answers.failure(404, CONNECTION_UNKNOWN));
        }

        private CompletableFuture<Reply> store(Route route) {
            try {
                TrackingCall call = parser.read(body.bytes(), body.length(), CallHint.PARTNER, clock.instant())
                        .assemble(body::grow);
                return intake.accept(route, call.events(), Verdicts.kept(call))
                        .handle((acceptance, failure) ->
                                failure == null ? answer(call, acceptance, route) : Answers.notStored(failure));
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
