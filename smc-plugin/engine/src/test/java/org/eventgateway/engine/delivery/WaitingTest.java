package org.eventgateway.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eventgateway.engine.delivery.DeliveryBench.SMC;
import static org.eventgateway.engine.delivery.DeliveryBench.batchesOf;
import static org.eventgateway.engine.fake.TestEvents.track;
import static org.eventgateway.engine.fake.TestEvents.tracks;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eventgateway.engine.fake.ScriptedDestination;
import org.eventgateway.engine.fake.VirtualClock;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.destination.DeliveryResult;
import org.eventgateway.plugin.destination.Readiness;
import org.eventgateway.plugin.destination.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WaitingTest {
    private static final Instant IN_42_SECONDS = VirtualClock.START.plusSeconds(42);
    private static final DeliveryResult THROTTLED =
            new DeliveryResult.Throttled(IN_42_SECONDS, new Scope("key", ""), Answers.QUOTA);
    private static final DeliveryResult PAUSED = Answers.PAUSED;

    @Test
    void aThrottleIsHonouredToTheSecond() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination.answer(THROTTLED);

        Instant due = bench.accept(tracks(1)).untilItWaits();
        bench.clock.advanceTo(due.minusMillis(1));
        bench.untilItWaits();

        assertThat(due).isEqualTo(IN_42_SECONDS);
        assertThat(bench.destination.sent()).hasSize(1);
        assertThat(bench.delivery.status().state()).isEqualTo(DeliveryState.THROTTLED);
    }

    @Test
    void aThrottledShipmentGoesOutAgainUnchangedAndItCostsNoAttempt() {
        DeliveryBench bench = new DeliveryBench(batchesOf(2));
        bench.destination.answer(THROTTLED).answer(batch -> Answers.rejectFirst(batch, "too_long"));

        bench.accept(tracks(4)).untilIdle();

        assertThat(bench.destination.shipments()).containsExactly(1, 1, 2);
        assertThat(bench.store.dead(SMC).get(0).attempts()).isEqualTo(1);
    }

    @Test
    void aThrottleUntilThePastMakesNoBusyLoop() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination.answer(new DeliveryResult.Throttled(Instant.EPOCH, Scope.CONNECTION, Answers.QUOTA));

        Instant due = bench.accept(tracks(1)).untilItWaits();

        assertThat(due).isEqualTo(VirtualClock.START.plusMillis(500));
    }

    @Test
    void aSmallBatchGrowsUntilItCanGoOut() {
        DeliveryBench bench = new DeliveryBench();
        Instant soon = VirtualClock.START.plusMillis(24);
        bench.destination.sendableFrom(() -> soon);

        Instant due = bench.accept(tracks(1)).untilItWaits();
        bench.clock.advanceTo(due.minusMillis(1));
        bench.accept(track("late", "u")).untilIdle();

        assertThat(due).isEqualTo(soon);
        assertThat(bench.destination.sent()).containsExactly(List.of("m1", "late"));
    }

    /** Others with the same key are quicker each time. */
    @Test
    void aBatchDoesNotGrowForEverBecauseItsTurnIsPutOffAgainAndAgain() {
        DeliveryBench bench = new DeliveryBench();
        List<Instant> sent = new ArrayList<>();
        bench.destination
                .sendableFrom(() -> bench.clock.instant().plusMillis(24))
                .answer(batch -> {
                    sent.add(bench.clock.instant());
                    return ScriptedDestination.allDelivered(batch);
                });

        bench.accept(tracks(1)).untilIdle();

        assertThat(sent).hasSize(1);
        assertThat(sent.get(0)).isBefore(VirtualClock.START.plusMillis(125));
        bench.clock.advance(Duration.ofHours(1));
        Instant later = bench.clock.instant();
        Instant due = bench.accept(track("m2", "u")).untilItWaits();
        assertThat(due).as("the next one may grow again").isEqualTo(later.plusMillis(24));
    }

    @Test
    void aDestinationThatCanSendNowIsNotAskedAgainForAsLongAsTheClockRuns() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination.sendableFrom(() -> {
            bench.clock.advanceTo(bench.clock.instant().plusNanos(1_000));
            return bench.clock.instant();
        });

        assertThat(bench.accept(tracks(1)).untilItWaits()).isEqualTo(Due.ON_EVENT.at());

        assertThat(bench.destination.sent()).hasSize(1);
    }

    @Test
    void aLongWaitIsNotSpentOnGrowingButShownWithItsReason() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination.sendableFrom(() -> IN_42_SECONDS).answer(THROTTLED);

        bench.accept(tracks(1)).untilItWaits();

        assertThat(bench.delivery.status().state()).isEqualTo(DeliveryState.THROTTLED);
    }

    @Test
    void aDestinationThatFailsToSayWhenItCanSendIsSentToAtOnce() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination.sendableFrom(() -> {
            throw new IllegalStateException("broken");
        });

        bench.accept(tracks(1)).untilIdle();

        assertThat(bench.destination.sent()).hasSize(1);
    }

    @Test
    void aPauseKeepsTheEventsAndSaysWhy() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination.answer(PAUSED);

        bench.accept(tracks(3)).untilItWaits();

        assertThat(bench.delivery.status().state()).isEqualTo(DeliveryState.PAUSED);
        assertThat(bench.delivery.status().reason()).contains(Answers.BAD_KEY);
        assertThat(bench.balance().pending()).isEqualTo(3);
    }

    @Test
    void aPausedConnectionIsLookedAtOnScheduleAndResumesWithTheSameShipment() {
        DeliveryBench bench = new DeliveryBench(batchesOf(2));
        bench.destination
                .start(Readiness.READY)
                .start(Readiness.notReady(Answers.BAD_KEY))
                .start(Readiness.notReady(Answers.BAD_KEY))
                .answer(PAUSED);

        bench.accept(tracks(3)).untilIdle();

        assertThat(bench.destination.calls())
                .containsExactly(
                        "start", "prepare 2", "send 2", "start", "start", "start", "send 2", "prepare 1", "send 1");
        assertThat(bench.clock.instant()).isEqualTo(VirtualClock.START.plusSeconds(90));
        assertThat(bench.delivery.status().state()).isEqualTo(DeliveryState.DELIVERING);
    }

    @Test
    void aPauseIsToldOnceHoweverOftenItIsLookedAt() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination.answer(PAUSED).answer(PAUSED).answer(PAUSED);

        bench.accept(tracks(1)).untilIdle();

        assertThat(bench.heard.stream().filter(each -> each.startsWith("PAUSED")))
                .hasSize(1);
    }

    @Test
    void aPauseOverAWeekendCostsNoEvent() {
        DeliveryBench bench = new DeliveryBench();
        for (int i = 0; i < 10_000; i++) {
            bench.destination.answer(PAUSED);
        }
        bench.destination.answer(new DeliveryResult.Unknown(Answers.TIMED_OUT));

        bench.accept(tracks(1)).untilIdle();

        assertThat(bench.clock.instant()).isAfter(VirtualClock.START.plus(Duration.ofHours(80)));
        assertThat(bench.balance().delivered()).isEqualTo(1);
    }

    @Test
    void aPauseThatEndsWithARestartCostsNoEvent() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination.answer(PAUSED).answer(new DeliveryResult.Unknown(Answers.TIMED_OUT));
        bench.accept(tracks(3)).untilItWaits();

        bench.clock.advance(Duration.ofHours(80));
        bench.untilIdle(bench.delivery(DeliveryBench.DEFAULTS, bench.destination));

        assertThat(bench.balance().delivered()).isEqualTo(3);
    }

    @Test
    void aThrottleThatIsShorterThanTheDeadlineCostsNoEvent() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination
                .answer(new DeliveryResult.Unknown(Answers.TIMED_OUT))
                .answer(throttledUntil(Duration.ofHours(70)))
                .answer(new DeliveryResult.Unknown(Answers.TIMED_OUT));

        bench.accept(tracks(1)).untilIdle();

        assertThat(bench.balance().delivered()).isEqualTo(1);
    }

    @Test
    void aRemoteSystemThatAsksToWaitForEverIsGivenUpAtTheDeadline() {
        DeliveryBench bench = new DeliveryBench();
        for (int hour = 1; hour <= 100; hour++) {
            bench.destination.answer(throttledUntil(Duration.ofHours(hour)));
        }

        bench.accept(tracks(2)).untilIdle();

        assertThat(bench.store.dead(SMC)).allSatisfy(letter -> {
            assertThat(letter.reason().code()).isEqualTo("deadline_passed");
            assertThat(letter.reason().text()).contains(Answers.QUOTA.code());
            assertThat(letter.lastAttempt()).isEqualTo(VirtualClock.START.plus(Duration.ofDays(3)));
        });
        assertThat(bench.balance().deadLettered()).isEqualTo(2);
    }

    private static DeliveryResult throttledUntil(Duration afterTheStart) {
        return new DeliveryResult.Throttled(VirtualClock.START.plus(afterTheStart), Scope.CONNECTION, Answers.QUOTA);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answersThatAreWaitedFor")
    void aWaitLastsNoLongerWhenTheClockIsSetBackMeanwhile(String name, DeliveryResult answer) {
        DeliveryBench bench = new DeliveryBench();
        bench.destination.answer(answer);
        Duration before =
                Duration.between(VirtualClock.START, bench.accept(tracks(1)).untilItWaits());

        bench.clock.advance(Duration.ofHours(-5));
        Duration after = Duration.between(bench.clock.instant(), bench.untilItWaits());

        assertThat(after).isEqualTo(before);
        assertThat(bench.destination.sent()).hasSize(1);
    }

    static Stream<Arguments> answersThatAreWaitedFor() {
        return Stream.of(
                arguments("backing off", new DeliveryResult.Unknown(Answers.TIMED_OUT)),
                arguments("throttled", THROTTLED),
                arguments("paused", PAUSED));
    }

    @Test
    void aStoreThatFailsIsAskedAgainNoLaterWhenTheClockIsSetBackMeanwhile() {
        DeliveryBench bench = new DeliveryBench().accept(tracks(1));
        bench.store.failNext(1);
        bench.untilItWaits();

        bench.clock.advance(Duration.ofHours(-5));

        assertThat(bench.untilItWaits()).isBefore(VirtualClock.START.minus(Duration.ofHours(4)));
    }

    @Test
    void whatWasMappedAheadIsMappedAnewAfterAPause() {
        DeliveryBench bench = new DeliveryBench(batchesOf(1));
        bench.destination.answer(batch -> {
            bench.delivery.prepareAhead();
            return PAUSED;
        });

        bench.accept(tracks(2)).untilIdle();

        assertThat(bench.destination.calls())
                .containsExactly("start", "prepare 1", "send 1", "prepare 1", "start", "send 1", "prepare 1", "send 1");
    }

    @Test
    void eventsWaitUntilTheDestinationIsReady() {
        DeliveryBench bench = new DeliveryBench();
        Reason down = Reason.remote("down", "It does not answer.");
        bench.destination.start(Readiness.notReady(down)).start(Readiness.notReady(down));

        bench.accept(tracks(1)).untilItWaits();
        DeliveryState before = bench.delivery.status().state();
        bench.untilIdle();

        assertThat(before).isEqualTo(DeliveryState.BACKING_OFF);
        assertThat(bench.destination.calls()).containsExactly("start", "start", "start", "prepare 1", "send 1");
    }

    @Test
    void aDestinationThatNeedsAnOperatorToStartIsPaused() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination.start(Readiness.notReady(Answers.BAD_KEY));

        Instant due = bench.untilItWaits();

        assertThat(due).isEqualTo(VirtualClock.START.plusSeconds(30));
        assertThat(bench.delivery.status().state()).isEqualTo(DeliveryState.PAUSED);
    }

    @Test
    void aFreshDeliveryIsStarting() {
        assertThat(new DeliveryBench().delivery.status().state()).isEqualTo(DeliveryState.STARTING);
    }

    @Test
    void remindsOnceAMinuteThoughThereIsNothingToDeliver() {
        DeliveryBench bench = new DeliveryBench().untilIdle();
        assertThat(bench.destination.reminded()).isEqualTo(1);

        for (int second = 0; second < 600; second++) {
            bench.clock.advance(Duration.ofSeconds(1));
            bench.untilIdle();
        }

        assertThat(bench.destination.reminded()).isEqualTo(11);
    }

    @Test
    void remindsWhileItIsPausedToo() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination.answer(PAUSED).answer(PAUSED).answer(PAUSED).answer(PAUSED);
        bench.accept(tracks(1)).untilItWaits();

        bench.clock.advance(Duration.ofMinutes(1));
        bench.untilItWaits();

        assertThat(bench.destination.reminded()).isEqualTo(2);
    }

    @Test
    void aReminderThatFailsStopsNothing() {
        DeliveryBench bench = new DeliveryBench();
        Delivery delivery = bench.delivery(DeliveryBench.DEFAULTS, new ForwardingDestination(bench.destination) {
            @Override
            public void remind() {
                throw new IllegalStateException("broken");
            }
        });
        bench.accept(tracks(1));

        while (!delivery.step(() -> {}).equals(Due.ON_EVENT)) {
            // goes on
        }

        assertThat(bench.balance().delivered()).isEqualTo(1);
    }
}
