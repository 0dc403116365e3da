package org.eventgateway.smc.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.destination.Admission;
import org.eventgateway.plugin.destination.DeliveryResult;
import org.eventgateway.plugin.destination.Readiness;
import org.eventgateway.plugin.destination.Shipment;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.sandbox.fault.Fault;
import org.eventgateway.sandbox.fault.FaultKind;
import org.eventgateway.sandbox.journal.JournalEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventRowsTest {
    private static final String LOAD = "segment_events/data/load";
    private static final String WIDER = "{\"fields\":[{\"name\":\"EVENT_ID\",\"data_type\":\"Text\",\"length\":100},"
            + "{\"name\":\"EVENT_TYPE\",\"data_type\":\"Text\",\"length\":50}]}";

    private static final String WITH_OLD = "{\"fields\":[{\"name\":\"EVENT_ID\",\"data_type\":\"Text\",\"length\":100},"
            + "{\"name\":\"OLD\",\"data_type\":\"Text\",\"length\":50}]}";

    @Test
    void writesEachCallAsOneRow() {
        try (Rig rig = Rig.started()) {
            Event alias = Rig.event(EventType.ALIAS, "m-4", "u-1", "{}")
                    .previousId("a-1")
                    .build();
            assertThat(rig.outcomes(
                            Rig.track("m-1", "{\"total\":5}"),
                            Rig.identify("m-2", "u-1", "{\"plan\":\"pro\"}"),
                            Rig.event(EventType.PAGE, "m-3", "u-1", "{\"properties\":{}}")
                                    .name("Home")
                                    .build(),
                            alias,
                            Rig.event(EventType.SCREEN, "m-5", "u-1", "{}")
                                    .name("Start")
                                    .build()))
                    .containsExactly("D", "D", "D", "D", "D");

            assertThat(rig.rows("segment_events")).hasSize(5);
            assertThat(rig.rows("segment_events").get(0))
                    .contains(
                            entry("EVENT_ID", "m-1"),
                            entry("EVENT_NAME", "Order Completed"),
                            entry("EVENT_DT", Rig.TIME),
                            entry("PROPERTIES", "{\"total\":5}"));
            assertThat(rig.rows("segment_events").get(1)).contains(entry("PROPERTIES", "{\"plan\":\"pro\"}"));
            assertThat(rig.calls(LOAD)).hasSize(1);
        }
    }

    @Test
    void leavesTheSameStateWhenSentTwice() {
        try (Rig rig = Rig.started()) {
            rig.deliver(Rig.track("m-1", "{}"));
            rig.deliver(Rig.track("m-1", "{}"), Rig.track("m-1", "{\"a\":1}"));

            assertThat(rig.rows("segment_events")).hasSize(1);
            assertThat(rig.rows("segment_events").get(0)).contains(entry("PROPERTIES", "{\"a\":1}"));
        }
    }

    @Test
    void splitsByRowsAndBytes() {
        try (Rig rig = Rig.started("call-rows", "10", "call-bytes", "256KB")) {
            // Two bytes a letter: counted as letters they would fit into three calls.
            String text = "{\"text\":\"" + "é".repeat(15_000) + "\"}";
            Event[] events = IntStream.range(0, 25)
                    .mapToObj(i -> Rig.track("m-" + i, text))
                    .toArray(Event[]::new);
            assertThat(rig.outcomes(events)).hasSize(25).containsOnly("D");

            assertThat(rig.calls(LOAD)).hasSize(4).allMatch(call -> call.bodyBytes() <= 256_000);
            assertThat(rig.rows("segment_events")).hasSize(25);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void rejectsBadRowsAloneWhateverTheIndexCountsFrom(int base) {
        try (Rig rig = Rig.open("columns", "EVENT_ID=messageId,EVENT_TYPE=properties.t")) {
            rig.sandbox().change(base(rig, base));
            // The list was made narrower after its fields were read.
            rig.sandbox()
                    .faults()
                    .add(Fault.status(200, "segment_events/fields").withBody(WIDER));
            assertThat(rig.destination().start().missing()).isEmpty();
            Event[] events = IntStream.range(0, 40)
                    .mapToObj(i -> Rig.track(
                            "m-" + i, i == 7 || i == 21 ? "{\"t\":\"0123456789012345678901234\"}" : "{\"t\":\"x\"}"))
                    .toArray(Event[]::new);

            assertThat(rig.outcomes(events))
                    .hasSize(40)
                    .satisfies(outcomes -> assertThat(outcomes.get(7)).isEqualTo("row_refused[]"))
                    .satisfies(outcomes -> assertThat(outcomes.get(21)).isEqualTo("row_refused[]"))
                    .filteredOn("D"::equals)
                    .hasSize(38);
            assertThat(rig.rows("segment_events")).hasSize(38);
            assertThat(rig.calls(LOAD)).hasSizeLessThan(10);
            assertThat(rig.calls(LOAD))
                    .as("a row that was taken, and that no index can mean, is sent once")
                    .filteredOn(call -> call.body().contains("m-30"))
                    .hasSize(1);
        }
    }

    /** One row is told, but more were counted, or the index is wrong altogether: what it cannot mean is not taken for done. */
    @ParameterizedTest
    @ValueSource(ints = {2, 1})
    void sendsTheOthersTooIfNotAllThatWereCountedAreFound(int counted) {
        try (Rig rig = Rig.started()) {
            String answer = "{\"result_code\":\"PartiallySucceeded\",\"number_of_inserted_records\":" + (4 - counted)
                    + ",\"number_of_failed_records\":" + counted
                    + ",\"invalid_records\":[{\"record_index\":1,\"validation_code\":\"Unknown\"}]}";
            rig.sandbox().faults().add(Fault.status(200, LOAD).withBody(answer));

            assertThat(rig.outcomes(
                            Rig.track("m-1", "{}"),
                            Rig.track("m-2", "{}"),
                            Rig.track("m-3", "{}"),
                            Rig.track("m-4", "{}")))
                    .containsExactly("D", "D", "D", "D");
            assertThat(rig.rows("segment_events")).hasSize(4);
            assertThat(rig.calls(LOAD)).extracting(EventRowsTest::idsIn).containsExactly("1234", "12", "34");
        }
    }

    @Test
    void rejectsAnEventThatDoesNotFitAndSendsTheOthers() {
        try (Rig rig = Rig.started("columns", "EVENT_ID=messageId,EVENT_DT=properties.at", "cut-text", "refuse")) {
            assertThat(rig.outcomes(Rig.track("m-1", "{\"at\":\"soon\"}"), Rig.track("m-2", "{}")))
                    .containsExactly("value_not_convertible[]", "D");
            assertThat(rig.rows("segment_events")).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultKind.class,
            names = {"LOST_ANSWER", "RESET_BEFORE", "RESET_AFTER", "HTML", "EMPTY", "TRUNCATED"})
    void asksForTheSameBatchAgainWhenTheAnswerIsNotKnown(FaultKind kind) {
        try (Rig rig = Rig.started()) {
            rig.sandbox().faults().add(Fault.next(kind, LOAD));
            Shipment shipment = rig.ship(Rig.track("m-1", "{}"));

            assertThat(shipment.send()).isInstanceOf(DeliveryResult.Unknown.class);
            assertThat(Rig.outcomes(shipment.send())).containsExactly("D");
            assertThat(rig.rows("segment_events")).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"message\":\"maintenance\"}", "[]"})
    void doesNotTakeSomethingElseFor200OfSmc(String body) {
        try (Rig rig = Rig.started()) {
            rig.sandbox().faults().add(Fault.status(200, LOAD).withBody(body));
            Shipment shipment = rig.ship(Rig.track("m-1", "{}"), Rig.track("m-2", "{}"));

            assertThat(shipment.send()).isInstanceOf(DeliveryResult.Unknown.class);
            assertThat(Rig.outcomes(shipment.send())).containsExactly("D", "D");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 504})
    void asksForTheSameBatchAgainWhenSomethingInFrontOfSmcLostPatience(int status) {
        try (Rig rig = Rig.started()) {
            rig.sandbox().faults().add(Fault.status(status, LOAD));
            Shipment shipment = rig.ship(Rig.track("m-1", "{}"));

            assertThat(shipment.send()).isInstanceOf(DeliveryResult.Unknown.class);
            assertThat(Rig.outcomes(shipment.send())).containsExactly("D");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 413})
    void sendsLessAtOnceWhenACallWasTooMuch(int status) {
        try (Rig rig = Rig.started("settle-time", "0s")) {
            Event[] events = IntStream.range(0, 40)
                    .mapToObj(i -> Rig.track("m-" + i, "{}"))
                    .toArray(Event[]::new);
            rig.sandbox().faults().add(Fault.status(status, LOAD).times(2));

            assertThat(rig.outcomes(events)).containsOnly("L");
            assertThat(rig.outcomes(events)).containsOnly("L");
            assertThat(rig.outcomes(events)).containsOnly("D");
            assertThat(rig.calls(LOAD)).as("40, 20 and then four of 10").hasSize(6);
        }
    }

    @Test
    void aRowThatIsRefusedForAMomentIsTakenAtTheSecondAttempt() {
        try (Rig rig = Rig.started()) {
            rig.sandbox().faults().add(Fault.status(400, LOAD));

            assertThat(rig.outcomes(Rig.track("m-1", "{}"))).containsExactly("D");
        }
    }

    @Test
    void aRowThatIsRefusedTwiceIsRejectedAndNotSentAgain() {
        try (Rig rig = Rig.started()) {
            rig.sandbox().faults().add(Fault.status(400, LOAD).times(2));

            assertThat(rig.outcomes(Rig.track("m-1", "{}"))).containsExactly("refused_by_smc[]");
            assertThat(rig.calls(LOAD)).hasSize(2);
        }
    }

    @Test
    void rejectsARowThatIsTooMuchByItself() {
        try (Rig rig = Rig.started()) {
            rig.sandbox().faults().add(Fault.status(413, LOAD));

            assertThat(rig.outcomes(Rig.track("m-1", "{}"))).containsExactly("refused_by_smc[]");
        }
    }

    @Test
    void comesBackWhenSmcSaysSo() {
        Clock still = Clock.fixed(Instant.parse("2026-03-01T10:20:30Z"), ZoneOffset.UTC);
        Map<String, Instant> told = Map.of(
                "7", still.instant().plusSeconds(7),
                "Sun, 01 Mar 2026 10:21:15 GMT", still.instant().plusSeconds(45));
        told.forEach((header, until) -> {
            try (Rig rig = Rig.started(still)) {
                rig.sandbox().faults().add(Fault.status(503, LOAD).withHeaders(Map.of("Retry-After", header)));
                Shipment shipment = rig.ship(Rig.track("m-1", "{}"));

                DeliveryResult.Throttled result = (DeliveryResult.Throttled) shipment.send();
                assertThat(result.until()).isEqualTo(until);
                assertThat(result.scope().toString()).isEqualTo("list segment_events");
            }
        });
    }

    @Test
    void cutsADrippingAnswer() {
        try (Rig rig = Rig.started("total-timeout", "700ms")) {
            rig.sandbox().faults().add(Fault.next(FaultKind.DRIP, LOAD).lasting(Duration.ofMillis(100)));
            Shipment shipment = rig.ship(Rig.track("m-1", "{}"));

            assertThat(shipment.send()).isInstanceOf(DeliveryResult.Unknown.class);
            assertThat(Rig.outcomes(shipment.send())).containsExactly("D");
        }
    }

    @Test
    void waitsAsLongAsAQuotaSays() {
        try (Rig rig = Rig.started()) {
            rig.sandbox()
                    .faults()
                    .add(Fault.status(429, LOAD)
                            .withBody("API calls quota exceeded! maximum admitted 2500 per Minute.")
                            .withHeaders(Map.of("X-RateLimit-Reset", "20")));
            Instant before = Instant.now();
            DeliveryResult.Throttled result = (DeliveryResult.Throttled) rig.deliver(Rig.track("m-1", "{}"));

            assertThat(result.until())
                    .isBetween(before.plusSeconds(20), Instant.now().plusSeconds(20));
            assertThat(result.scope().kind()).isEqualTo("key");
        }
    }

    @Test
    void keepsToTheRequestsThatTheKeyWasGiven() {
        // Time stands still, so that a slow machine does not fill the bucket again.
        Clock still = Clock.fixed(Instant.now(), ZoneOffset.UTC);
        try (Rig few = Rig.started(still, "requests-per-minute", "60");
                Rig usual = Rig.started(still)) {
            // A start asks SMC at once, which empties so small a bucket.
            assertThat(few.destination().sendableFrom()).isAfter(still.instant());
            assertThat(usual.destination().sendableFrom()).isEqualTo(Instant.MIN);
        }
    }

    @Test
    void comesBackSoonWhenTheListIsBusy() {
        try (Rig rig = Rig.started()) {
            rig.sandbox().faults().add(Fault.status(429, LOAD).withBody("another bulk operation is running"));
            Instant before = Instant.now();
            Shipment shipment = rig.ship(Rig.track("m-1", "{}"));
            DeliveryResult.Throttled result = (DeliveryResult.Throttled) shipment.send();

            assertThat(result.until())
                    .isBetween(before.plusMillis(250), Instant.now().plusMillis(1_001));
            assertThat(Rig.outcomes(shipment.send())).containsExactly("D");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 503})
    void triesAgainLaterWhenSmcIsUnwell(int status) {
        try (Rig rig = Rig.started()) {
            rig.sandbox().faults().add(Fault.status(status, LOAD));
            Shipment shipment = rig.ship(Rig.track("m-1", "{}"), Rig.track("m-2", "{}"));

            assertThat(Rig.outcomes(shipment.send())).containsExactly("L", "L");
            assertThat(Rig.outcomes(shipment.send())).containsExactly("D", "D");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 422})
    void halvesACallThatIsRefusedAsAWholeAndRejectsASingleEvent(int status) {
        try (Rig rig = Rig.started()) {
            rig.sandbox().faults().add(Fault.status(status, LOAD).times(3));

            assertThat(rig.outcomes(Rig.track("m-1", "{}"), Rig.track("m-2", "{}")))
                    .containsExactly("refused_by_smc[]", "D");
            assertThat(rig.calls(LOAD)).as("two, one twice, the other").hasSize(4);
        }
    }

    @Test
    void rowsWaitWhenAColumnWasTakenAwayAndItSaysWhatToAskFor() {
        try (Rig rig = Rig.open("columns", "EVENT_ID=messageId,OLD=anonymousId")) {
            rig.sandbox()
                    .faults()
                    .add(Fault.status(200, "segment_events/fields").withBody(WITH_OLD));
            assertThat(rig.destination().start().missing()).isEmpty();
            Reason reason = Rig.waitsFor("segment_events", rig.deliver(Rig.track("m-1", "{}")));

            assertThat(reason.code()).isEqualTo("columns_missing");
            assertThat(reason.text()).contains("OLD Text(255)");
        }
    }

    @Test
    void mapsAnewWhenAnOptionalColumnWasTakenAway() {
        try (Rig rig = Rig.open("columns", "EVENT_ID=messageId,OLD?=anonymousId")) {
            rig.sandbox()
                    .faults()
                    .add(Fault.status(200, "segment_events/fields").withBody(WITH_OLD));
            assertThat(rig.destination().start().missing()).isEmpty();

            assertThat(rig.outcomes(Rig.track("m-1", "{}"))).containsExactly("D");
            assertThat(rig.rows("segment_events")).hasSize(1);
        }
    }

    @Test
    void asksForTheReasonOnlyWhenASingleRowIsRefused() {
        try (Rig rig = Rig.started()) {
            rig.sandbox().faults().add(Fault.status(400, LOAD).times(4));
            rig.deliver(IntStream.range(0, 4)
                    .mapToObj(i -> Rig.track("m-" + i, "{}"))
                    .toArray(Event[]::new));

            assertThat(rig.calls(LOAD))
                    .as("four, two, one twice and one, the other two")
                    .hasSize(6);
            assertThat(rig.calls("segment_events/fields"))
                    .as("at the start, and for the single row")
                    .hasSize(2);
        }
    }

    @ParameterizedTest
    @MethodSource("unknownOutcomes")
    void letsTheListSettleAfterALostAnswerBeforeAnythingElseGoesThere(Fault fault) {
        try (Rig rig = Rig.started()) {
            rig.sandbox().faults().add(fault);
            Shipment lost = rig.ship(Rig.track("m-1", "{}"));
            lost.send();

            assertThat(Rig.outcomes(lost.send())).containsExactly("D");
            DeliveryResult.Throttled next = (DeliveryResult.Throttled) rig.deliver(Rig.track("m-2", "{}"));
            assertThat(next.scope().toString()).isEqualTo("list segment_events");
            assertThat(rig.calls(LOAD)).hasSize(2);
        }
    }

    static List<Fault> unknownOutcomes() {
        return List.of(
                Fault.next(FaultKind.LOST_ANSWER, LOAD),
                Fault.next(FaultKind.HTML, LOAD),
                Fault.status(408, LOAD),
                Fault.status(502, LOAD),
                Fault.status(504, LOAD));
    }

    @Test
    void takesTheNextKeyWhenTheFirstIsRefused() {
        try (Rig rig = Rig.started(
                "api-key", "old-key",
                "api-secret", "old-secret",
                "api-key-next", "sandbox-key",
                "api-secret-next", "sandbox-secret")) {
            assertThat(rig.outcomes(Rig.track("m-1", "{}"))).containsExactly("D");
            assertThat(rig.calls(LOAD)).hasSize(1);
        }
    }

    @Test
    void doesNotTake200WithFailedForSuccess() {
        try (Rig rig = Rig.started()) {
            rig.sandbox().faults().add(Fault.next(FaultKind.FAILED, LOAD));

            assertThat(rig.outcomes(Rig.track("m-1", "{}"), Rig.track("m-2", "{}")))
                    .containsExactly("D", "D");
            assertThat(rig.calls(LOAD)).as("all, then each half").hasSize(3);
        }
    }

    @Test
    void doesNotTakeSucceededWithoutCountersForSuccess() {
        try (Rig rig = Rig.started()) {
            rig.sandbox().faults().add(Fault.status(200, LOAD).withBody("{\"result_code\":\"Succeeded\"}"));

            assertThat(rig.deliver(Rig.track("m-1", "{}"))).isInstanceOf(DeliveryResult.Unknown.class);
        }
    }

    @Test
    void rowsWaitWhenTheRightToLoadIsMissing() {
        try (Rig rig = Rig.started()) {
            rig.sandbox().faults().add(Fault.status(401, LOAD).withBody("\"Unauthorized\""));
            Reason reason = Rig.waitsFor("segment_events", rig.deliver(Rig.track("m-1", "{}")));

            assertThat(reason.code()).isEqualTo("right_missing");
            assertThat(reason.text()).contains("List data load");
        }
    }

    @Test
    void pausesWhenTheKeyIsRefusedEverywhere() {
        try (Rig rig = Rig.started()) {
            rig.sandbox()
                    .faults()
                    .add(Fault.status(401, "/organizations/")
                            .withBody("\"Unauthorized\"")
                            .times(4));
            DeliveryResult.Paused result = (DeliveryResult.Paused) rig.deliver(Rig.track("m-1", "{}"));

            assertThat(result.reason().code()).isEqualTo("key_refused");
            assertThat(result.reason().text()).contains("mistyped key or secret, expired or rotated key");
        }
    }

    @Test
    void isNotReadyWithoutItsListAndSaysWhatToAskFor() {
        try (Rig rig = Rig.open("events-list", "nothing_here")) {
            Readiness readiness = rig.destination().start();

            assertThat(readiness.missing().orElseThrow().code()).isEqualTo("list_unknown");
        }
        try (Rig rig = Rig.open("columns", "EVENT_ID=messageId,VISITOR=anonymousId,MORE=context")) {
            Readiness readiness = rig.destination().start();

            assertThat(readiness.missing().orElseThrow().text())
                    .contains("VISITOR Text(255)", "MORE LongText", "segment_events");
        }
    }

    @Test
    void leavesOutAnOptionalColumnThatIsMissing() {
        try (Rig rig = Rig.started("columns", "EVENT_ID=messageId,VISITOR?=anonymousId")) {
            assertThat(rig.outcomes(Rig.track("m-1", "{}"))).containsExactly("D");
        }
    }

    @Test
    void letsThroughOnlyWhatIsAllowed() {
        try (Rig rig = Rig.open("allowed-events", "Order Completed, A\\,B", "send-page-events", "false")) {
            Event other = Rig.event(EventType.TRACK, "m-2", "u-1", "{}")
                    .name("order completed")
                    .build();
            Event page = Rig.event(EventType.PAGE, "m-3", "u-1", "{}").build();

            assertThat(rig.destination().admit(Rig.track("m-1", "{}"))).isSameAs(Admission.ADMITTED);
            assertThat(rig.destination().admit(other).filtered().orElseThrow().code())
                    .isEqualTo("event_not_allowed");
            assertThat(rig.destination().admit(page).filtered().orElseThrow().code())
                    .isEqualTo("type_switched_off");
        }
    }

    /** The last letters of the ids m-1 to m-4 that a call brought. */
    private static String idsIn(JournalEntry call) {
        return IntStream.rangeClosed(1, 4)
                .mapToObj(Integer::toString)
                .filter(number -> call.body().contains("\"m-" + number + "\""))
                .collect(java.util.stream.Collectors.joining());
    }

    private static org.eventgateway.sandbox.SandboxSettings base(Rig rig, int base) {
        var now = rig.sandbox().settings();
        return new org.eventgateway.sandbox.SandboxSettings(
                now.quota(),
                now.quotaWindow(),
                now.rateLimitHeadersOnAll(),
                now.bulkDuration(),
                now.indexGuardRows(),
                now.listWrapperSingular(),
                now.entryPointsAsObject(),
                now.missingParameterAs200(),
                base,
                now.statusNeedsKey(),
                now.keepRows());
    }
}
