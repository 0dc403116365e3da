package org.eventgateway.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.eventgateway.engine.fake.TestEvents.event;
import static org.eventgateway.engine.fake.TestEvents.track;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eventgateway.engine.fake.VirtualClock;
import org.eventgateway.engine.log.Attempts;
import org.eventgateway.engine.log.LoggedEvent;
import org.eventgateway.engine.log.Position;
import org.eventgateway.engine.log.Settlement;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.destination.Batch;
import org.eventgateway.plugin.destination.DeliveryResult;
import org.eventgateway.plugin.destination.Outcome;
import org.eventgateway.plugin.destination.Shipment;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final Instant NOW = VirtualClock.START;
    private static final Reason WRONG = Reason.event("wrong", "It is wrong.");

    private static final Duration DEADLINE = Duration.ofDays(3);

    private final FailingTime failing = new FailingTime(DEADLINE);
    private final Outbox outbox = new Outbox(failing);
    private final List<Parcel> parcels = new ArrayList<>();

    @Test
    void theOldestEventIsTheFirstWithoutAnEnd() {
        add(received("m1", NOW.minusSeconds(60)), received("m2", NOW.minusSeconds(30)));
        assertThat(outbox.oldestReceived()).contains(NOW.minusSeconds(60));

        outbox.answered(Map.of(1L, Outcome.DELIVERED), NOW);
        outbox.settleFront(NOW);

        assertThat(outbox.oldestReceived()).contains(NOW.minusSeconds(30));
    }

    @Test
    void aSendWithUnknownFateIsAnAttemptOfEachOfItsEvents() {
        add(track("m1", "u"), track("m2", "u"));

        outbox.unanswered(WRONG, NOW);
        outbox.refused(WRONG, NOW.plusSeconds(1));
        outbox.refused(WRONG, NOW.plusSeconds(2));
        outbox.refused(WRONG, NOW.plusSeconds(3));

        assertThat(settled().rejected())
                .extracting(Settlement.Rejected::attempts, Settlement.Rejected::firstAttemptMillis)
                .containsExactly(tuple(3, NOW.toEpochMilli()), tuple(3, NOW.toEpochMilli()));
    }

    @Test
    void aSettlementNamesTheDeliveredTraitsOfPersonsAndNothingElse() {
        add(identify("m1"), track("m2", "u"), identify("m3"));

        outbox.answered(Map.of(1L, Outcome.DELIVERED, 2L, Outcome.DELIVERED, 3L, Outcome.rejected(WRONG)), NOW);

        assertThat(settled().identified())
                .extracting(logged -> logged.event().messageId())
                .containsExactly("m1");
    }

    @Test
    void whatWentWithItsPersonIsNeitherDeliveredNorRejected() {
        add(track("m1", "gone"), track("m2", "u"));

        assertThat(outbox.drop(Set.of(new Position(1)))).isTrue();
        outbox.answered(Map.of(2L, Outcome.DELIVERED), NOW);

        Settlement settlement = settled();
        assertThat(settlement.deleted()).isEqualTo(1);
        assertThat(settlement.delivered()).isEqualTo(1);
        assertThat(settlement.rejected()).isEmpty();
    }

    @Test
    void nothingIsSettledBehindAnOpenEvent() {
        add(track("m1", "u"), track("m2", "u"));

        outbox.answered(Map.of(2L, Outcome.DELIVERED), NOW);

        assertThat(outbox.settleFront(NOW)).isEmpty();
    }

    @Test
    void whatIsToldInPartLeavesTheHeadAndTheRestStaysMapped() {
        add(track("m1", "u"), track("m2", "u"), track("m3", "u"), track("m4", "u"));
        Shipment shipment = () -> new DeliveryResult.Unknown(WRONG);
        head().prepared(shipment);

        Outbox.Round round = outbox.inPart(
                Map.of(
                        1L, Outcome.DELIVERED,
                        2L, Answers.waitingForTheList(),
                        3L, Outcome.retryLater(WRONG, Set.of("row"))),
                WRONG,
                NOW);

        assertThat(round.progress()).isTrue();
        assertThat(round.waiting()).hasSize(1);
        assertThat(head().shipment()).isSameAs(shipment);
        assertThat(head().batch().items())
                .extracting(Batch.Item::id, Batch.Item::doneEffects)
                .containsExactly(tuple(3L, Set.of("row")), tuple(4L, Set.of()));
        assertThat(attempts()).containsExactly(1, 0, 0, 0);
        assertThat(settled().waiting()).hasSize(1);
    }

    @Test
    void whenAllIsToldThereIsNoHeadAnyMore() {
        add(track("m1", "u"));

        outbox.inPart(Map.of(1L, Outcome.rejected(WRONG)), WRONG, NOW);
        outbox.attemptedHead(NOW);

        assertThat(outbox.head()).isNull();
        assertThat(settled().rejected())
                .extracting(Settlement.Rejected::attempts)
                .containsExactly(1);
    }

    @Test
    void whenNothingIsToldTheHeadStaysAsItIs() {
        add(track("m1", "u"));
        Consignment head = head();

        assertThat(outbox.inPart(Map.of(), WRONG, NOW).progress()).isFalse();
        assertThat(outbox.head()).isSameAs(head);
    }

    @Test
    void thoseInFrontAreTheOnesSentEquallyOften() {
        assertThat(outbox.front()).isEmpty();
        add(track("m1", "u"), track("m2", "u"), track("m3", "u"));
        assertThat(outbox.front()).contains(new Outbox.Front(new Position(3), Attempts.NONE));
        outbox.attemptedHead(NOW);
        outbox.inPart(Map.of(3L, Outcome.DELIVERED), WRONG, NOW);

        assertThat(outbox.front()).contains(new Outbox.Front(new Position(2), new Attempts(1, NOW.toEpochMilli())));
    }

    @Test
    void anAnswerToWhatStandsInFrontEndsAnOutage() {
        failing.failed(NOW.minus(DEADLINE));
        add(track("m1", "u"));

        outbox.answered(Map.of(1L, Outcome.rejected(WRONG)), NOW);
        settled();

        assertThat(failing.hasEnded()).isTrue();
    }

    @Test
    void whoWaitsForAnOperatorStopsTheClockAndEndsNoOutage() {
        Instant begun = NOW.minus(DEADLINE).plusSeconds(60);
        failing.failed(begun);
        add(track("m1", "u"));

        outbox.hold(parcel -> Optional.of((Outcome.Waiting) Answers.waitingForTheList()));
        settled();
        failing.failed(NOW.plusSeconds(3_600));

        assertThat(failing.isLong(NOW.plusSeconds(3_659))).isFalse();
        assertThat(failing.isLong(NOW.plusSeconds(3_660))).isTrue();
    }

    @Test
    void whatWentWithItsPersonSaysNothingOfAnOutage() {
        failing.failed(NOW.minus(DEADLINE));
        add(track("m1", "gone"));

        outbox.drop(Set.of(new Position(1)));
        settled();

        assertThat(failing.isLong(NOW)).isTrue();
    }

    @Test
    void aNeighbourThatGotThroughGivesARespite() {
        failing.failed(NOW.minus(DEADLINE));
        add(track("m1", "u"), track("m2", "u"));
        assertThat(failing.isLong(NOW)).isTrue();

        outbox.answered(Map.of(2L, Outcome.DELIVERED), NOW);

        assertThat(failing.isLong(NOW)).isFalse();
    }

    private Consignment head() {
        return Objects.requireNonNull(outbox.head());
    }

    private List<Integer> attempts() {
        return parcels.stream().map(parcel -> parcel.attempts().count()).toList();
    }

    private Settlement settled() {
        return outbox.settleFront(NOW).orElseThrow();
    }

    private void add(Event... events) {
        for (Event event : events) {
            parcels.add(new Parcel(new LoggedEvent(new Position(parcels.size() + 1), event, Set.of())));
        }
        outbox.add(new Consignment(List.copyOf(parcels), null, 0));
    }

    private static Event received(String messageId, Instant at) {
        return event(EventType.TRACK, messageId, "u", at);
    }

    private static Event identify(String messageId) {
        return event(EventType.IDENTIFY, messageId, "u", NOW);
    }
}
