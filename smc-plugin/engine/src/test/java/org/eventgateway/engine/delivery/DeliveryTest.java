package org.eventgateway.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eventgateway.engine.delivery.DeliveryBench.DEFAULTS;
import static org.eventgateway.engine.delivery.DeliveryBench.batchesOf;
import static org.eventgateway.engine.fake.TestEvents.ofSize;
import static org.eventgateway.engine.fake.TestEvents.track;
import static org.eventgateway.engine.fake.TestEvents.tracks;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eventgateway.engine.fake.ScriptedDestination;
import org.eventgateway.engine.fake.VirtualClock;
import org.eventgateway.plugin.destination.Batch;
import org.eventgateway.plugin.destination.DeliveryResult;
import org.eventgateway.plugin.destination.Outcome;
import org.junit.jupiter.api.Test;

class DeliveryTest {

    @Test
    void deliversInTheOrderOfTheLog() {
        DeliveryBench bench = new DeliveryBench(batchesOf(3)).accept(tracks(7)).untilIdle();

        assertThat(bench.destination.sent())
                .containsExactly(List.of("m1", "m2", "m3"), List.of("m4", "m5", "m6"), List.of("m7"));
    }

    @Test
    void everyAcceptedEventIsAccountedFor() {
        DeliveryBench bench = new DeliveryBench().accept(tracks(5)).untilIdle();

        assertThat(bench.balance().delivered()).isEqualTo(5);
        assertThat(bench.balance().addsUp()).isTrue();
    }

    @Test
    void aSingleEventGoesOutAtOnce() {
        DeliveryBench bench = new DeliveryBench().accept(track("m1", "u")).untilIdle();

        assertThat(bench.destination.sent()).containsExactly(List.of("m1"));
        assertThat(bench.clock.instant()).isEqualTo(VirtualClock.START);
    }

    @Test
    void aBatchIsBoundedByItsBytes() {
        DeliverySettings settings = new DeliverySettings(
                100,
                1_000,
                DEFAULTS.retryFirstDelay(),
                DEFAULTS.retryLongestDelay(),
                DEFAULTS.deadline(),
                DEFAULTS.probeInterval());
        DeliveryBench bench = new DeliveryBench(settings)
                .accept(ofSize("a", 400), ofSize("b", 400), ofSize("c", 400), ofSize("d", 5_000), ofSize("e", 10))
                .untilIdle();

        assertThat(bench.destination.sent())
                .containsExactly(List.of("a", "b"), List.of("c"), List.of("d"), List.of("e"));
    }

    @Test
    void theNextBatchGrowsWhileACallIsOut() {
        DeliveryBench bench = new DeliveryBench(batchesOf(10));
        bench.destination.answer(batch -> {
            bench.accept(tracks(9).subList(1, 6));
            bench.delivery.prepareAhead();
            bench.accept(tracks(9).subList(6, 9));
            return ScriptedDestination.allDelivered(batch);
        });

        bench.accept(track("m1", "u")).untilIdle();

        assertThat(bench.destination.calls()).containsExactly("start", "prepare 1", "send 1", "prepare 8", "send 8");
    }

    @Test
    void aFullNextBatchIsMappedWhileACallIsOut() {
        DeliveryBench bench = new DeliveryBench(batchesOf(2));
        bench.destination.answer(batch -> {
            bench.delivery.prepareAhead();
            bench.destination.calls().add("back");
            return ScriptedDestination.allDelivered(batch);
        });

        bench.accept(tracks(4)).untilIdle();

        assertThat(bench.destination.calls())
                .containsExactly("start", "prepare 2", "send 2", "prepare 2", "back", "send 2");
    }

    @Test
    void saysWhetherACallIsOut() {
        DeliveryBench bench = new DeliveryBench();
        List<Boolean> whileSending = new ArrayList<>();
        bench.destination.answer(batch -> {
            whileSending.add(bench.delivery.sendIsOut());
            return ScriptedDestination.allDelivered(batch);
        });

        bench.accept(tracks(1)).untilIdle();

        assertThat(whileSending).containsExactly(true);
        assertThat(bench.delivery.sendIsOut()).isFalse();
    }

    @Test
    void nothingIsPreparedAheadWhileNoCallIsOut() {
        DeliveryBench bench = new DeliveryBench(batchesOf(2)).accept(tracks(2));

        bench.delivery.prepareAhead();

        assertThat(bench.destination.calls()).isEmpty();
    }

    @Test
    void tellsWhatAReplayedEventHadAlreadyDone() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination.answer(batch -> Answers.rejectAll(batch, "no_contact", "row"));
        bench.accept(track("m1", "u")).untilIdle();

        bench.store.replay(
                DeliveryBench.SMC,
                List.of(bench.store.dead(DeliveryBench.SMC).get(0).id()),
                "an operator");
        bench.untilIdle();

        Batch replayed = bench.destination.batches().get(1);
        assertThat(replayed.items().get(0).doneEffects()).containsExactly("row");
        assertThat(bench.balance().addsUp()).isTrue();
    }

    @Test
    void aReplayTriesTheEffectsAgainThatARejectionDoesNotNameAsDone() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination
                .answer(batch -> Answers.each(batch, id -> Outcome.retryLater(Answers.BUSY, Set.of("row", "mail"))))
                .answer(batch -> Answers.rejectAll(batch, "no_contact", "row"));

        bench.accept(track("m1", "u")).untilIdle();

        assertThat(bench.store.dead(DeliveryBench.SMC).get(0).doneEffects()).containsExactly("row");
    }

    @Test
    void listenersHearWhatHappens() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination
                .answer(new DeliveryResult.Unknown(Answers.TIMED_OUT))
                .answer(batch -> Answers.rejectFirst(batch, "too_long"));

        bench.accept(tracks(2)).untilIdle();

        assertThat(bench.heard)
                .containsExactly(
                        "DELIVERING",
                        "sent 2",
                        "retried 2 timed_out",
                        "BACKING_OFF timed_out",
                        "sent 2",
                        "DELIVERING",
                        "delivered 1",
                        "dead too_long");
    }

    @Test
    void theStatusTellsWhenItLastDelivered() {
        DeliveryBench bench = new DeliveryBench().accept(tracks(1)).untilIdle();

        assertThat(bench.delivery.status().lastDelivered()).contains(VirtualClock.START);
        assertThat(bench.delivery.status().oldestReceived()).isEmpty();
    }
}
