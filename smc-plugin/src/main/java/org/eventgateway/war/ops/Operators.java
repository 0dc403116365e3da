package org.eventgateway.war.ops;

import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eventgateway.engine.Gateway;
import org.eventgateway.engine.connection.Connection;
import org.eventgateway.engine.log.DeadLetters;
import org.eventgateway.engine.log.DeadLetters.DeadLetter;
import org.eventgateway.engine.log.DeadLetters.Query;
import org.eventgateway.engine.log.Deletions;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.Person;
import org.eventgateway.trackingapi.parser.BodyRefusedException;
import org.eventgateway.trackingapi.parser.CallHint;
import org.eventgateway.trackingapi.parser.TrackingCall;
import org.eventgateway.trackingapi.parser.TrackingParser;
import org.eventgateway.war.http.Body;
import org.eventgateway.war.http.BodyReader;
import org.eventgateway.war.http.RequestHead;
import org.eventgateway.war.http.UnacceptableBodyException;
import org.eventgateway.war.ops.Listings.Connections;
import org.eventgateway.war.ops.Listings.DeadLettersFound;
import org.eventgateway.war.ops.Listings.Deeds;
import org.eventgateway.war.ops.Listings.Done;
import org.eventgateway.war.ops.Listings.Plugins;
import org.eventgateway.war.ops.Listings.Receipts;
import org.eventgateway.war.ops.Listings.Sources;

/**
 * What an operator can see and do. Called on request threads by the operator API; thread-safe. Every method throws
 * {@link ProblemException} for what cannot be served.
 */
public final class Operators {
    private static final int NEWEST = 1_000;

    private final Gateway gateway;
    private final TrackingParser parser;
    private final BodyReader bodies;
    private final Clock clock;

    /** @param bodies reads bodies within their limits */
    public Operators(Gateway gateway, TrackingParser parser, BodyReader bodies, Clock clock) {
        this.gateway = gateway;
        this.parser = parser;
        this.bodies = bodies;
        this.clock = clock;
    }

    /** How all connections are. */
    public Connections connections() {
        return new Connections(
                gateway.connections().stream().map(ConnectionView::of).toList());
    }

    /** All counters, in the text format of Prometheus. */
    public String metrics() {
        return MetricsText.of(gateway.connections(), gateway.store());
    }

    /** How one connection is. */
    public ConnectionView connection(String name) {
        return ConnectionView.of(find(name).status());
    }

    /** Looks whether a connection's remote system can be used. Takes as long as the destination's time-outs. */
    public CheckView check(String name) {
        return CheckView.of(find(name).check());
    }

    /** Shows the requests that delivering the event in the body would send. Sends nothing. */
    public PreviewView preview(String name, RequestHead head, InputStream stream) {
        Connection connection = find(name);
        return read(head, stream, body -> preview(connection, body));
    }

    private PreviewView preview(Connection connection, Body body) {
        try {
            TrackingCall call = parser.parse(body.bytes(), body.length(), CallHint.PARTNER, clock.instant());
            if (!call.refused().isEmpty()) {
                Reason reason = call.refused().get(0).reason();
                throw ProblemException.badRequest(reason.code(), reason.text());
            }
            if (call.events().size() != 1) {
                throw ProblemException.badRequest("one_event_expected", "The body must be one event.");
            }
            return PreviewView.of(connection.preview(call.events().get(0)));
        } catch (BodyRefusedException e) {
            throw ProblemException.badRequest(e.reason().code(), e.reason().text());
        }
    }

    /** Lists dead letters, newest first. */
    public DeadLettersFound deadLetters(String name, Function<String, Optional<String>> parameter) {
        find(name);
        return deadLetters(name, DeadLetterFilter.read(parameter, Optional.empty()));
    }

    /** As {@link #deadLetters}, of the person in the body. */
    public DeadLettersFound deadLettersOf(
            String name, Function<String, Optional<String>> parameter, RequestHead head, InputStream stream) {
        find(name);
        Person person = read(head, stream, PersonBody::read);
        return deadLetters(name, DeadLetterFilter.read(parameter, Optional.of(person)));
    }

    private DeadLettersFound deadLetters(String name, Query query) {
        DeadLetters letters = gateway.deadLetters();
        return new DeadLettersFound(
                letters.count(name, query),
                letters.find(name, query).stream().map(DeadLetterView::listed).toList());
    }

    /** One dead letter with its event. */
    public DeadLetterView deadLetter(String name, long id) {
        find(name);
        return DeadLetterView.whole(letter(name, id));
    }

    /** Shows the requests that replaying a dead letter would send now. Sends nothing. */
    public PreviewView previewDeadLetter(String name, long id) {
        Connection connection = find(name);
        Event event = letter(name, id)
                .event()
                .orElseThrow(() -> ProblemException.badRequest(
                        "never_accepted", "This was refused at the door; there is no event to send."));
        return PreviewView.of(connection.preview(event));
    }

    private DeadLetter letter(String name, long id) {
        return gateway.deadLetters()
                .find(name, id)
                .orElseThrow(
                        () -> ProblemException.notFound("dead_letter_unknown", "There is no dead letter of this id."));
    }

    /** Who did what to the dead letters of a connection. */
    public Deeds deeds(String name) {
        find(name);
        return new Deeds(gateway.deadLetters().deeds(name, NEWEST));
    }

    /** The receipts of a connection's newest requests to delete persons. */
    public Receipts deletions(String name) {
        find(name);
        return receipts(gateway.deletions().receipts(name, NEWEST));
    }

    /** The receipts of the person in the body. */
    public Receipts deletionsOf(String name, RequestHead head, InputStream stream) {
        find(name);
        return receipts(gateway.deletions().receipts(name, read(head, stream, PersonBody::read)));
    }

    private static Receipts receipts(List<Deletions.Receipt> receipts) {
        return new Receipts(receipts.stream().map(ReceiptView::of).toList());
    }

    /**
     * Sends dead letters again.
     *
     * @param who asked, for the record
     */
    public ReplayView replay(String name, RequestHead head, InputStream stream, String who) {
        find(name);
        List<Long> ids = read(head, stream, IdList::read);
        return ReplayView.of(ids.size(), gateway.deadLetters().replay(name, ids, who));
    }

    /** Throws dead letters away for good; as {@link #replay}. */
    public Done discard(String name, RequestHead head, InputStream stream, String who) {
        find(name);
        List<Long> ids = read(head, stream, IdList::read);
        return new Done(ids.size(), gateway.deadLetters().discard(name, ids, who));
    }

    /** How all sources are. */
    public Sources sources() {
        return new Sources(gateway.sources().stream().map(SourceView::of).toList());
    }

    /** How the store is. */
    public StoreView store() {
        return StoreView.of(gateway.store());
    }

    /** All plugins that were found. */
    public Plugins plugins() {
        return new Plugins(gateway.plugins().stream().map(PluginView::of).toList());
    }

    private Connection find(String name) {
        return gateway.connection(name)
                .orElseThrow(() -> ProblemException.notFound(
                        "connection_unknown", "There is no connection of this name. See /ops/connections."));
    }

    private <T> T read(RequestHead head, InputStream stream, Function<Body, T> reading) {
        try (Body body = bodies.read(head, stream)) {
            return reading.apply(body);
        } catch (UnacceptableBodyException e) {
            throw new ProblemException(new Problem(
                    e.status(),
                    e.reason().code(),
                    "Unacceptable body",
                    e.reason().text()));
        }
    }
}
