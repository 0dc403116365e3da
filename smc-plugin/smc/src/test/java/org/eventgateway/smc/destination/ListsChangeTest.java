package org.eventgateway.smc.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.time.Instant;
import org.eventgateway.plugin.destination.Shipment;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.sandbox.fault.Fault;
import org.junit.jupiter.api.Test;

/** Somebody changes lists in SMC while the gateway runs. */
class ListsChangeTest {
    private static final String COLUMNS = "EVENT_ID=messageId,EVENT_TYPE=properties.t";
    private static final String FIELDS = "segment_events/fields";
    /** EVENT_TYPE takes 20 letters. */
    private static final String NARROWER = fields(5);

    private static final String WIDER = fields(50);
    private static final String WITH_OLD = "{\"fields\":[{\"name\":\"EVENT_ID\",\"data_type\":\"Text\",\"length\":100},"
            + "{\"name\":\"OLD\",\"data_type\":\"Text\",\"length\":50}]}";

    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T10:20:30Z"));

    @Test
    void aBatchThatWasMappedBeforeAColumnWasTakenAwayIsMappedAnew() {
        try (Rig rig = Rig.open("columns", "EVENT_ID=messageId,OLD?=anonymousId")) {
            started(rig, WITH_OLD);
            Shipment first = rig.ship(Rig.track("m-1", "{}"));
            Shipment mappedAhead = rig.ship(Rig.track("m-2", "{}"), Rig.track("m-3", "{}"));

            assertThat(Rig.outcomes(first.send())).containsExactly("D");
            assertThat(Rig.outcomes(mappedAhead.send())).containsExactly("D", "D");
            assertThat(rig.calls("segment_events/data/load"))
                    .as("the first one three times, the other at once as it should be")
                    .hasSize(3);
        }
    }

    @Test
    void whatDidNotFitFitsSoonAfterTheColumnWasMadeWider() {
        try (Rig rig = Rig.open(clock, "columns", COLUMNS, "cut-text", "refuse")) {
            started(rig, NARROWER);
            assertThat(rig.outcomes(tenLetters("m-1"))).containsExactly("value_too_long[]");

            clock.move(Duration.ofSeconds(30));

            assertThat(rig.outcomes(tenLetters("m-1"), Rig.track("m-2", "{}"))).containsExactly("D", "D");
        }
    }

    @Test
    void whatNeverFitsDoesNotLetTheListsBeReadForEachBatch() {
        try (Rig rig = Rig.open(clock, "columns", COLUMNS, "cut-text", "refuse")) {
            started(rig, NARROWER);
            rig.sandbox()
                    .faults()
                    .add(Fault.status(200, FIELDS).withBody(NARROWER).times(100));
            for (int i = 0; i < 60; i++) {
                clock.move(Duration.ofSeconds(1));
                assertThat(rig.outcomes(tenLetters("m-" + i))).containsExactly("value_too_long[]");
            }

            assertThat(rig.calls(FIELDS))
                    .as("at the start, and after 30 and 60 seconds")
                    .hasSize(3);
        }
    }

    @Test
    void textIsCutNoLongerThanFiveMinutesAfterTheColumnWasMadeWider() {
        try (Rig rig = Rig.open(clock, "columns", COLUMNS, "cut-text", "cut")) {
            started(rig, NARROWER);
            rig.outcomes(tenLetters("m-1"));
            clock.move(Duration.ofMinutes(5));
            rig.outcomes(tenLetters("m-2"));

            assertThat(rig.rows("segment_events").get(0)).contains(entry("EVENT_TYPE", "01234"));
            assertThat(rig.rows("segment_events").get(1)).contains(entry("EVENT_TYPE", "0123456789"));
        }
    }

    @Test
    void aRowThatIsRefusedSinceAColumnWasMadeNarrowerIsCut() {
        try (Rig rig = Rig.open(clock, "columns", COLUMNS, "cut-text", "cut")) {
            started(rig, WIDER);
            clock.move(Duration.ofSeconds(30));

            assertThat(rig.outcomes(Rig.track("m-1", "{\"t\":\"0123456789012345678901234\"}")))
                    .containsExactly("D");
            assertThat(rig.rows("segment_events").get(0)).contains(entry("EVENT_TYPE", "01234567890123456789"));
        }
    }

    @Test
    void theListsAreNotReadBeforeTheTimeThatSmcNamed() {
        try (Rig rig = Rig.open(clock, "columns", COLUMNS)) {
            started(rig, WIDER);
            rig.sandbox()
                    .faults()
                    .add(Fault.status(503, "data/load$").withHeaders(java.util.Map.of("Retry-After", "7200")));
            rig.deliver(tenLetters("m-1"));
            int before = rig.calls("").size();
            clock.move(Duration.ofMinutes(119));
            rig.deliver(tenLetters("m-1"));

            assertThat(rig.calls("")).hasSize(before);
            clock.move(Duration.ofMinutes(1));
            assertThat(rig.outcomes(tenLetters("m-1"))).containsExactly("D");
        }
    }

    private static void started(Rig rig, String fields) {
        rig.sandbox().faults().add(Fault.status(200, FIELDS).withBody(fields));
        assertThat(rig.destination().start().missing()).isEmpty();
    }

    private static Event tenLetters(String id) {
        return Rig.track(id, "{\"t\":\"0123456789\"}");
    }

    private static String fields(int length) {
        return "{\"fields\":[{\"name\":\"EVENT_ID\",\"data_type\":\"Text\",\"length\":100},"
                + "{\"name\":\"EVENT_TYPE\",\"data_type\":\"Text\",\"length\":" + length + "}]}";
    }
}
