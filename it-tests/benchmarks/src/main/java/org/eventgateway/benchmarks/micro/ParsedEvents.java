package org.eventgateway.benchmarks.micro;

import java.time.Instant;
import java.util.List;
import org.eventgateway.benchmarks.workload.Bodies;
import org.eventgateway.benchmarks.workload.Workload;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.trackingapi.parser.BodyRefusedException;
import org.eventgateway.trackingapi.parser.CallHint;
import org.eventgateway.trackingapi.parser.ParserLimits;
import org.eventgateway.trackingapi.parser.TrackingCall;
import org.eventgateway.trackingapi.parser.TrackingParser;

/** Events of the workload as intake has them. */
final class ParsedEvents {
    static final long SEED = 20_260_302;
    static final Instant RECEIVED = Instant.parse("2026-03-02T09:00:00Z");

    private ParsedEvents() {}

    static List<Event> make(int count) {
        TrackingParser parser = new TrackingParser(ParserLimits.PARTNER);
        try {
            TrackingCall call = parser.parse(Bodies.batch(new Workload(SEED).next(count)), CallHint.BATCH, RECEIVED);
            if (call.events().size() != count) {
                throw new IllegalStateException("the parser refused events of the workload");
            }
            return call.events();
        } catch (BodyRefusedException e) {
            throw new IllegalStateException(
                    "the parser refused the workload: " + e.reason().code(), e);
        }
    }
}
