package org.eventgateway.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eventgateway.engine.delivery.DeliveryBench.DEFAULTS;
import static org.eventgateway.engine.delivery.DeliveryBench.batchesOf;
import static org.eventgateway.engine.fake.TestEvents.delete;
import static org.eventgateway.engine.fake.TestEvents.track;
import static org.eventgateway.engine.fake.TestEvents.tracks;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.eventgateway.engine.fake.ScriptedDestination;
import org.eventgateway.engine.fake.VirtualClock;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.destination.DeliveryResult;
import org.eventgateway.plugin.destination.Erasure;
import org.eventgateway.plugin.destination.Readiness;
import org.junit.jupiter.api.Test;

/** After a long fault: the next one is a first one, and what is said of the delivery is true again. */
class RecoveryTest {
    private static final DeliveryResult UNKNOWN = new DeliveryResult.Unknown(Answers.TIMED_OUT);
    private static final Reason DOWN = Reason.remote("down", "It does not answer.");
    /** So many failures in a row draw their delay from minutes. */
    private static final int MANY = 12;

    private final DeliveryBench bench = new DeliveryBench(batchesOf(2));

    @Test
    void afterADeliveryTheNextFailureIsRetriedSoon() {
        manyTimes(UNKNOWN);
        bench.destination.answer(ScriptedDestination::allDelivered).otherwise(batch -> UNKNOWN);

        bench.accept(tracks(3));
        stepUntil(() -> bench.balance().delivered() == 2);

        assertThat(untilTheNextTry()).isLessThanOrEqualTo(DEFAULTS.retryFirstDelay());
    }

    @Test
    void afterARefusalTheNextFailureIsRetriedSoon() {
        manyTimes(UNKNOWN);
        bench.destination.answer(new DeliveryResult.Refused(Answers.BAD_BATCH)).otherwise(batch -> UNKNOWN);

        bench.accept(tracks(2));
        stepUntil(() -> bench.destination.sent().size() == MANY + 1);

        assertThat(untilTheNextTry()).isLessThanOrEqualTo(DEFAULTS.retryFirstDelay());
    }

    @Test
    void afterADeletionTheNextFailureIsRetriedSoon() {
        for (int i = 0; i < MANY; i++) {
            bench.destination.erasure(new Erasure(List.of(), Optional.of(Answers.TIMED_OUT)));
        }
        bench.destination.otherwise(batch -> UNKNOWN);

        bench.accept(delete("d", "u"), track("m1", "v"));
        stepUntil(() -> bench.balance().delivered() == 1);

        assertThat(untilTheNextTry()).isLessThanOrEqualTo(DEFAULTS.retryFirstDelay());
    }

    @Test
    void afterAStartTheNextFailureToStartIsRetriedSoon() {
        for (int i = 0; i < MANY; i++) {
            bench.destination.start(Readiness.notReady(DOWN));
        }
        bench.destination.start(Readiness.READY).start(Readiness.notReady(DOWN)).answer(Answers.PAUSED);

        bench.accept(tracks(1));
        stepUntil(() -> bench.destination.sent().size() == 1);
        bench.clock.advance(DEFAULTS.probeInterval());

        assertThat(untilTheNextTry()).isLessThanOrEqualTo(DEFAULTS.retryFirstDelay());
    }

    @Test
    void afterAReadTheNextFailureOfTheStoreIsRetriedSoon() {
        bench.accept(tracks(1)).store.failNext(MANY);
        stepUntil(() -> bench.destination.sent().size() == 1);

        bench.store.failNext(1);

        assertThat(untilTheNextTry()).isLessThanOrEqualTo(DEFAULTS.retryFirstDelay());
    }

    @Test
    void afterASettlementTheNextFailureOfTheStoreIsRetriedSoon() {
        bench.accept(tracks(3));
        stepUntil(() -> bench.destination.sent().size() == 1);
        bench.store.failNext(MANY);
        stepUntil(() -> bench.balance().delivered() == 2);

        bench.store.failNext(1);

        assertThat(untilTheNextTry()).isLessThanOrEqualTo(DEFAULTS.retryFirstDelay());
    }

    @Test
    void afterARoundWasReadTheNextFailureOfTheStoreIsRetriedSoon() {
        bench.destination.answer(batch -> Answers.each(batch, id -> Answers.waitingForTheList()));
        bench.accept(tracks(1)).untilItWaits();
        bench.clock.advance(DEFAULTS.probeInterval());
        bench.store.failNext(MANY);
        stepUntil(() -> bench.destination.sent().size() == 2);

        bench.store.failNext(1);

        assertThat(untilTheNextTry()).isLessThanOrEqualTo(DEFAULTS.retryFirstDelay());
    }

    @Test
    void aStepThatComesTooEarlyLeavesAFailingStoreAlone() {
        bench.accept(tracks(1)).store.failNext(1);
        Due due = Due.NOW;
        while (due.equals(Due.NOW)) {
            due = bench.delivery.step(() -> {});
        }

        assertThat(bench.delivery.step(() -> {}))
                .as("the store would answer now")
                .isEqualTo(due);
        assertThat(due.at()).isAfter(VirtualClock.START);
    }

    @Test
    void anIdleDeliveryWhoseStoreWorksAgainSaysSo() {
        bench.untilIdle();
        bench.store.failNext(1);
        bench.untilItWaits();
        DeliveryState failing = bench.delivery.status().state();

        bench.untilIdle();

        assertThat(failing).isEqualTo(DeliveryState.BACKING_OFF);
        assertThat(bench.delivery.status().state()).isEqualTo(DeliveryState.DELIVERING);
    }

    @Test
    void aRefusalIsToldAsASignOfLife() {
        bench.destination
                .answer(UNKNOWN)
                .answer(new DeliveryResult.Refused(Answers.BAD_BATCH))
                .answer(UNKNOWN);

        bench.accept(tracks(2)).untilIdle();

        assertThat(statesHeard())
                .containsExactly(
                        "DELIVERING", "BACKING_OFF timed_out", "DELIVERING", "BACKING_OFF timed_out", "DELIVERING");
    }

    @Test
    void aDeletionThatSucceedsIsToldAsASignOfLife() {
        bench.destination
                .erasure(new Erasure(List.of(), Optional.of(Answers.TIMED_OUT)))
                .answer(UNKNOWN);

        bench.accept(delete("d", "u"), track("m1", "v")).untilIdle();

        assertThat(statesHeard())
                .containsExactly(
                        "DELIVERING", "BACKING_OFF timed_out", "DELIVERING", "BACKING_OFF timed_out", "DELIVERING");
    }

    @Test
    void eventsThatMustBeSentAgainAreCountedWithTheirReason() {
        bench.destination.answer(batch -> Answers.laterOnly(batch, "m2"));

        bench.accept(tracks(2)).untilIdle();

        assertThat(bench.heard).contains("retried 1 busy");
    }

    @Test
    void theStatusTellsHowOldTheOldestEventInHandIs() {
        bench.destination.answer(Answers.PAUSED);

        bench.accept(tracks(1)).untilItWaits();

        assertThat(bench.delivery.status().oldestReceived()).contains(VirtualClock.START);
    }

    @Test
    void theStatusTellsHowOldTheOldestEventOfARoundIsToo() {
        bench.destination
                .answer(batch -> Answers.each(batch, id -> Answers.waitingForTheList()))
                .answer(Answers.PAUSED);
        bench.accept(tracks(1)).untilItWaits();

        bench.clock.advance(DEFAULTS.probeInterval());
        bench.untilItWaits();

        assertThat(bench.delivery.status().state()).isEqualTo(DeliveryState.PAUSED);
        assertThat(bench.delivery.status().oldestReceived()).contains(VirtualClock.START);
    }

    private void manyTimes(DeliveryResult answer) {
        for (int i = 0; i < MANY; i++) {
            bench.destination.answer(answer);
        }
    }

    private List<String> statesHeard() {
        return bench.heard.stream()
                .filter(each -> each.startsWith("DELIVERING") || each.startsWith("BACKING_OFF"))
                .toList();
    }

    /** Steps, moving the clock to when each step is due. */
    private void stepUntil(BooleanSupplier reached) {
        for (int steps = 0; !reached.getAsBoolean(); steps++) {
            assertThat(steps).as("steps").isLessThan(10_000);
            bench.clock.advanceTo(bench.delivery.step(() -> {}).at());
        }
    }

    private Duration untilTheNextTry() {
        return Duration.between(bench.clock.instant(), bench.untilItWaits());
    }
}
