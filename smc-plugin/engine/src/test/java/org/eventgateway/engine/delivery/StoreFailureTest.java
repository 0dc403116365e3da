package org.eventgateway.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eventgateway.engine.delivery.DeliveryBench.batchesOf;
import static org.eventgateway.engine.fake.TestEvents.tracks;

import org.eventgateway.engine.fake.ScriptedDestination;
import org.junit.jupiter.api.Test;

class StoreFailureTest {

    @Test
    void aSettlementThatCannotBeWrittenIsWrittenLater() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination.answer(batch -> {
            bench.store.failNext(5);
            return ScriptedDestination.allDelivered(batch);
        });

        bench.accept(tracks(3)).untilIdle();

        assertThat(bench.destination.sent()).hasSize(1);
        assertThat(bench.balance().delivered()).isEqualTo(3);
    }

    @Test
    void nothingMoreGoesOutBeforeASettlementIsWritten() {
        DeliveryBench bench = new DeliveryBench(batchesOf(1));
        bench.destination.answer(batch -> {
            bench.store.failNext(1_000);
            return ScriptedDestination.allDelivered(batch);
        });

        bench.accept(tracks(2)).untilItWaits();

        assertThat(bench.destination.sent()).hasSize(1);
        assertThat(bench.delivery.status().reason().orElseThrow().code()).isEqualTo("store_unavailable");
    }

    @Test
    void aSettlementWhoseAnswerWasLostDoesNotCountTwice() {
        DeliveryBench bench = new DeliveryBench();
        bench.store.loseNextAnswer();

        bench.accept(tracks(3)).untilIdle();

        assertThat(bench.store.commits()).isEqualTo(1);
        assertThat(bench.balance().delivered()).isEqualTo(3);
        assertThat(bench.balance().addsUp()).isTrue();
    }

    @Test
    void aLogThatCannotBeReadIsReadLater() {
        DeliveryBench bench = new DeliveryBench().accept(tracks(3));
        bench.store.failNext(4);

        bench.untilIdle();

        assertThat(bench.balance().delivered()).isEqualTo(3);
        assertThat(bench.delivery.status().state()).isEqualTo(DeliveryState.DELIVERING);
    }
}
