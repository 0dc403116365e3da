package org.eventgateway.smc.destination;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.IntStream;
import org.eventgateway.plugin.Category;
import org.eventgateway.plugin.destination.CheckReport;
import org.eventgateway.plugin.destination.DeliveryResult;
import org.eventgateway.plugin.destination.Destination;
import org.eventgateway.plugin.destination.Erasure;
import org.eventgateway.plugin.destination.Outcome;
import org.eventgateway.plugin.destination.Readiness;
import org.eventgateway.plugin.destination.Shipment;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.Person;
import org.eventgateway.sandbox.fault.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SMC, or what stands before it, refuses a call and says when to come back: whatever the call, nothing is sent before. */
class AskedToWaitTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:20:30Z");
    private static final Instant THEN = NOW.plusSeconds(120);
    private static final Clock STILL = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String LOAD = "segment_events/data/load";

    @Test
    void aStartWaits() {
        try (Rig rig = Rig.started(STILL)) {
            refuse(rig, 503, "segment_events/fields");
            rig.destination().start();
            int before = rig.calls("").size();

            Readiness readiness = rig.destination().start();

            assertThat(readiness.missing().orElseThrow().category()).isEqualTo(Category.THROTTLED);
            assertThat(rig.destination().sendableFrom()).isEqualTo(THEN);
            assertThat(rig.calls("")).hasSize(before);
        }
    }

    @Test
    void aQuotaWhoseEndIsNotToldEndsInAMinute() {
        try (Rig rig = Rig.started(STILL)) {
            rig.sandbox().faults().add(Fault.status(429, LOAD).withBody("API calls quota exceeded!"));
            DeliveryResult.Throttled result = (DeliveryResult.Throttled) rig.deliver(Rig.track("m-1", "{}"));

            assertThat(result.until()).isEqualTo(NOW.plusSeconds(60));
            assertThat(rig.destination().sendableFrom()).isEqualTo(NOW.plusSeconds(60));
        }
    }

    @Test
    void anAnswerThatIsNoRefusalByItsStatusIsHeededToo() {
        try (Rig rig = Rig.started(STILL)) {
            rig.sandbox()
                    .faults()
                    .add(Fault.status(200, LOAD)
                            .withBody("{\"result_code\":\"ServiceUnavailable\"}")
                            .withHeaders(Map.of("Retry-After", "120")));
            DeliveryResult.Throttled result = (DeliveryResult.Throttled) rig.deliver(Rig.track("m-1", "{}"));

            assertThat(result.until()).isEqualTo(THEN);
            assertThat(rig.destination().sendableFrom()).isEqualTo(THEN);
        }
    }

    @Test
    void aDeletionWaits() {
        try (Rig rig = Rig.started(STILL)) {
            refuse(rig, 503, "data/search$");
            rig.destination().erase(new Person("u-1"));

            Erasure erasure = rig.destination().erase(new Person("u-1"));

            assertThat(erasure.open().orElseThrow().category()).isEqualTo(Category.THROTTLED);
            assertThat(rig.destination().sendableFrom()).isEqualTo(THEN);
            assertThat(rig.calls("data/search")).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 413, 502, 503, 504})
    void aLoadWaits(int status) {
        try (Rig rig = Rig.started(STILL, "settle-time", "0s")) {
            refuse(rig, status, LOAD);
            Shipment shipment = rig.ship(Rig.track("m-1", "{}"), Rig.track("m-2", "{}"));
            shipment.send();

            DeliveryResult.Throttled again =
                    (DeliveryResult.Throttled) rig.deliver(Rig.track("m-1", "{}"), Rig.track("m-2", "{}"));

            assertThat(again.until()).isEqualTo(THEN);
            assertThat(rig.calls(LOAD)).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 502})
    void whatIsDoneAlreadyIsToldAtOnceAndTheRestLater(int status) {
        MovableClock clock = new MovableClock(NOW);
        try (Rig rig =
                Rig.started(clock, "user-list", "USERS_SEGMENT", "business-key", "CUSTOMER_ID", "settle-time", "0s")) {
            rig.sandbox().faults().add(Fault.status(status, "USERS_SEGMENT/data/load"));
            Shipment shipment = rig.ship(Rig.track("m-1", "{}"), Rig.identify("m-2", "u-7", "{\"firstname\":\"Ann\"}"));

            DeliveryResult first = shipment.send();
            Map<Long, Outcome> already = first instanceof DeliveryResult.Throttled throttled
                    ? throttled.outcomes()
                    : ((DeliveryResult.Unknown) first).outcomes();
            assertThat(already).hasSize(2).containsEntry(1L, Outcome.DELIVERED);
            assertThat(already.get(2L))
                    .isInstanceOfSatisfying(
                            Outcome.RetryLater.class,
                            later -> assertThat(later.doneEffects()).hasSize(1));
            assertThat(rig.rows("segment_events")).hasSize(2);

            clock.move(Duration.ofSeconds(2));
            assertThat(shipment.send()).isEqualTo(new DeliveryResult.Settled(Map.of(2L, Outcome.DELIVERED)));
            assertThat(rig.calls(LOAD)).as("of rows").hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502})
    void whatWasDecidedHereDoesNotLookAsIfSomethingWorked(int status) {
        try (Rig rig = Rig.started(STILL, "settle-time", "0s")) {
            rig.sandbox().faults().add(Fault.status(status, LOAD));

            DeliveryResult result = rig.deliver(Rig.track("m-1", "{}"), Rig.group("m-2", "u", "B", "{}"));

            if (result instanceof DeliveryResult.Settled settled) {
                assertThat(settled.outcomes().values()).hasSize(2).allMatch(Outcome.RetryLater.class::isInstance);
            } else if (result instanceof DeliveryResult.Throttled throttled) {
                assertThat(throttled.outcomes()).isEmpty();
            } else {
                assertThat(((DeliveryResult.Unknown) result).outcomes()).isEmpty();
            }
        }
    }

    @Test
    void othersWithTheSameKeyGoOnSinceTheyMayWriteElsewhere() {
        try (Rig rig = Rig.started(STILL);
                Destination another = rig.another()) {
            assertThat(another.start().missing()).isEmpty();
            refuse(rig, 429, LOAD);
            DeliveryResult.Throttled busy = (DeliveryResult.Throttled) rig.deliver(Rig.track("m-1", "{}"));

            assertThat(busy.until()).isEqualTo(THEN);
            assertThat(Rig.outcomes(another.deliver(Rig.batch(Rig.track("m-2", "{}")))))
                    .containsExactly("D");
        }
    }

    @Test
    void aCheckSaysWhyItDoesNotLook() {
        try (Rig rig = Rig.started(STILL)) {
            refuse(rig, 503, LOAD);
            rig.deliver(Rig.track("m-1", "{}"));

            CheckReport report = rig.destination().check();

            assertThat(report.passed()).isFalse();
            assertThat(report.steps().get(0).text()).contains("said when to come back");
        }
    }

    @Test
    void aBatchThatWasMappedBeforeACallWasTooMuchIsSentInSmallerCallsToo() {
        try (Rig rig = Rig.started("settle-time", "0s")) {
            Event[] first = events(0, 40);
            Shipment ahead = rig.ship(events(40, 80));
            rig.sandbox().faults().add(Fault.status(408, LOAD));
            rig.deliver(first);
            int before = rig.calls(LOAD).size();

            assertThat(Rig.outcomes(ahead.send())).containsOnly("D");

            assertThat(rig.calls(LOAD)).as("two of 20").hasSize(before + 2);
        }
    }

    private static Event[] events(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> Rig.track("m-" + i, "{}"))
                .toArray(Event[]::new);
    }

    private static void refuse(Rig rig, int status, String path) {
        rig.sandbox().faults().add(Fault.status(status, path).withHeaders(Map.of("Retry-After", "120")));
    }
}
