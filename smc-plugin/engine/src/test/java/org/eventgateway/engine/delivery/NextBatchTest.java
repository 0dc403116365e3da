package org.eventgateway.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eventgateway.engine.delivery.DeliveryBench.DEFAULTS;
import static org.eventgateway.engine.delivery.DeliveryBench.SMC;
import static org.eventgateway.engine.delivery.DeliveryBench.batchesOf;
import static org.eventgateway.engine.fake.TestEvents.ofSize;
import static org.eventgateway.engine.fake.TestEvents.track;
import static org.eventgateway.engine.fake.TestEvents.tracks;

import java.util.List;
import org.eventgateway.engine.fake.ScriptedDestination;
import org.eventgateway.engine.fake.VirtualClock;
import org.eventgateway.engine.log.Position;
import org.junit.jupiter.api.Test;

class NextBatchTest {

    @Test
    void aBatchThatGrewInBitesIsStillBoundedByItsEvents() {
        DeliveryBench bench = new DeliveryBench(batchesOf(10));
        whileTheFirstCallIsOut(bench, () -> {
            bench.accept(tracks(7).subList(1, 7));
            bench.delivery.prepareAhead();
            bench.accept(tracks(15).subList(7, 15));
        });

        bench.accept(track("m1", "u")).untilIdle();

        assertThat(bench.destination.sent()).extracting(List::size).containsExactly(1, 10, 4);
    }

    @Test
    void aBatchThatGrewInBitesIsStillBoundedByItsBytes() {
        DeliveryBench bench = new DeliveryBench(batchesOfBytes(1_000));
        whileTheFirstCallIsOut(bench, () -> {
            bench.accept(ofSize("a", 400));
            bench.delivery.prepareAhead();
            bench.accept(ofSize("b", 400), ofSize("c", 400));
        });

        bench.accept(track("m1", "u")).untilIdle();

        assertThat(bench.destination.sent()).containsExactly(List.of("m1"), List.of("a", "b"), List.of("c"));
    }

    @Test
    void anEventThatJustFitsGoesAlong() {
        DeliveryBench bench = new DeliveryBench(batchesOfBytes(1_000));
        whileTheFirstCallIsOut(bench, () -> {
            bench.accept(ofSize("a", 700));
            bench.delivery.prepareAhead();
            bench.accept(ofSize("b", 300), ofSize("c", 1));
        });

        bench.accept(track("m1", "u")).untilIdle();

        assertThat(bench.destination.sent()).containsExactly(List.of("m1"), List.of("a", "b"), List.of("c"));
    }

    @Test
    void aBatchThatIsFullByItsBytesIsMappedWhileACallIsOut() {
        DeliveryBench bench = new DeliveryBench(batchesOfBytes(1_000));
        bench.accept(ofSize("a", 900), ofSize("b", 400), ofSize("c", 400), ofSize("d", 400));
        whileTheFirstCallIsOut(bench, () -> {
            bench.delivery.prepareAhead();
            bench.destination.calls().add("back");
        });

        bench.untilIdle();

        assertThat(bench.destination.calls())
                .containsExactly("start", "prepare 1", "send 1", "prepare 2", "back", "send 2", "prepare 1", "send 1");
    }

    @Test
    void aFullBatchDoesNotWaitToGrow() {
        DeliveryBench bench = new DeliveryBench(batchesOf(2));
        whileTheFirstCallIsOut(bench, () -> {
            bench.delivery.prepareAhead();
            bench.destination.sendableFrom(() -> VirtualClock.START.plusMillis(24));
        });

        bench.accept(tracks(4)).untilItWaits();

        assertThat(bench.destination.sent()).hasSize(2);
        assertThat(bench.clock.instant()).isEqualTo(VirtualClock.START);
    }

    @Test
    void whatWasMappedAheadAndThenDeletedStaysOutThoughTheStoreFailsForAMoment() {
        DeliveryBench bench = new DeliveryBench(batchesOf(2));
        whileTheFirstCallIsOut(bench, () -> {
            bench.delivery.prepareAhead();
            bench.store.delete(SMC, 3);
            bench.store.failNextDeleted();
        });

        bench.accept(tracks(4)).untilIdle();

        assertThat(bench.destination.sent()).containsExactly(List.of("m1", "m2"), List.of("m4"));
        assertThat(bench.balance().addsUp()).isTrue();
    }

    @Test
    void whatWasReadAheadAndThenDeletedIsSettledThoughNothingFollows() {
        DeliveryBench bench = new DeliveryBench();
        whileTheFirstCallIsOut(bench, () -> {
            bench.accept(track("m2", "v"));
            bench.delivery.prepareAhead();
            bench.store.delete(SMC, 2);
        });

        bench.accept(track("m1", "u")).untilIdle();

        assertThat(bench.destination.sent()).containsExactly(List.of("m1"));
        assertThat(bench.store.committed(SMC)).isEqualTo(new Position(2));
        assertThat(bench.delivery.status().oldestReceived())
                .as("nothing grows old in hand")
                .isEmpty();
    }

    @Test
    void aRoundMapsAnewWhatWasMappedBeforeItBecauseItsStartMayFindOtherLists() {
        DeliveryBench bench = new DeliveryBench(batchesOf(1));
        bench.destination
                .answer(batch -> Answers.each(batch, id -> Answers.waitingForTheList()))
                .answer(batch -> {
                    bench.clock.advance(DEFAULTS.probeInterval());
                    bench.delivery.prepareAhead();
                    return ScriptedDestination.allDelivered(batch);
                });

        bench.accept(tracks(3)).untilIdle();

        assertThat(bench.destination.calls())
                .as("m3 is mapped ahead, and again after the start")
                .containsExactly(
                        "start",
                        "prepare 1",
                        "send 1",
                        "prepare 1",
                        "send 1",
                        "prepare 1",
                        "start",
                        "prepare 1",
                        "send 1",
                        "prepare 1",
                        "send 1");
    }

    @Test
    void aPauseInARoundMapsAnewWhatWasMappedBeforeItThoughNothingStarts() {
        DeliveryBench bench = new DeliveryBench(batchesOf(1));
        bench.destination.answer(batch -> Answers.each(batch, id -> Answers.waitingForTheList()));
        bench.accept(track("m1", "u")).untilItWaits();
        bench.destination.answer(batch -> {
            bench.accept(track("m2", "u"));
            bench.delivery.prepareAhead();
            return Answers.PAUSED;
        });
        bench.destination.calls().clear();

        bench.untilIdle();

        assertThat(bench.destination.calls())
                .containsExactly("start", "prepare 1", "send 1", "prepare 1", "send 1", "prepare 1", "send 1");
        assertThat(bench.destination.sent()).last().isEqualTo(List.of("m2"));
    }

    /** Does something while the first call is out; all that follow are delivered. */
    private static void whileTheFirstCallIsOut(DeliveryBench bench, Runnable action) {
        bench.destination.answer(batch -> {
            action.run();
            return ScriptedDestination.allDelivered(batch);
        });
    }

    private static DeliverySettings batchesOfBytes(long bytes) {
        return new DeliverySettings(
                100,
                bytes,
                DEFAULTS.retryFirstDelay(),
                DEFAULTS.retryLongestDelay(),
                DEFAULTS.deadline(),
                DEFAULTS.probeInterval());
    }
}
