package org.eventgateway.trackingapi.parser;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;

/** Short ways to parse, for the tests of this package. */
final class Calls {
    static final Instant RECEIVED = Instant.parse("2026-03-01T12:00:00Z");
    private static final TrackingParser TRACKING = new TrackingParser(ParserLimits.TRACKING);
    private static final TrackingParser PARTNER = new TrackingParser(ParserLimits.PARTNER);

    private Calls() {}

    static TrackingCall parse(CallHint hint, String body) throws BodyRefusedException {
        return parse(hint, body.getBytes(UTF_8));
    }

    static TrackingCall parse(CallHint hint, byte[] body) throws BodyRefusedException {
        return (hint.equals(CallHint.PARTNER) ? PARTNER : TRACKING).parse(body, hint, RECEIVED);
    }

    /** The only event of a call, which must be a good one. */
    static Event event(EventType type, String body) throws BodyRefusedException {
        TrackingCall call = parse(CallHint.single(type), body);
        if (!call.refused().isEmpty()) {
            throw new AssertionError("refused: " + call.refused().get(0).reason());
        }
        return call.events().get(0);
    }

    /** The code by which the only event of a call is refused. */
    static String refusal(EventType type, String body) throws BodyRefusedException {
        TrackingCall call = parse(CallHint.single(type), body);
        return call.refused().isEmpty()
                ? "accepted"
                : call.refused().get(0).reason().code();
    }

    static String payload(Event event) {
        return text(event.payload());
    }

    static String text(ByteBuffer buffer) {
        return UTF_8.decode(buffer).toString();
    }
}
