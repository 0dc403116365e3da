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
import java.util.Set;
import org.eventgateway.engine.fake.VirtualClock;
import org.eventgateway.engine.log.LoggedEvent;
import org.eventgateway.engine.log.Position;
import org.eventgateway.engine.log.Settlement;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.destination.Outcome;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final Instant NOW = VirtualClock.START;
    private static final Reason WRONG = Reason.event("wrong", "It is wrong.");

    private final Outbox outbox = new Outbox(new FailingTime(Duration.ofDays(3)));

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

    private Settlement settled() {
        return outbox.settleFront(NOW).orElseThrow();
    }

    private void add(Event... events) {
        List<Parcel> parcels = new ArrayList<>();
        for (Event event : events) {
            parcels.add(new Parcel(new LoggedEvent(new Position(parcels.size() + 1), event, Set.of())));
        }
        outbox.add(new Consignment(parcels, null, 0));
    }

    private static Event received(String messageId, Instant at) {
        return event(EventType.TRACK, messageId, "u", at);
    }

    private static Event identify(String messageId) {
        return event(EventType.IDENTIFY, messageId, "u", NOW);
    }
}
