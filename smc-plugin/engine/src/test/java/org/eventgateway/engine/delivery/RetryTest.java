package org.eventgateway.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eventgateway.engine.delivery.DeliveryBench.SMC;
import static org.eventgateway.engine.delivery.DeliveryBench.batchesOf;
import static org.eventgateway.engine.fake.TestEvents.event;
import static org.eventgateway.engine.fake.TestEvents.track;
import static org.eventgateway.engine.fake.TestEvents.tracks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.eventgateway.engine.fake.ScriptedDestination;
import org.eventgateway.engine.fake.VirtualClock;
import org.eventgateway.engine.log.DeadLetters.DeadLetter;
import org.eventgateway.plugin.destination.Batch;
import org.eventgateway.plugin.destination.DeliveryResult;
import org.eventgateway.plugin.destination.Outcome;
import org.eventgateway.plugin.destination.Readiness;
import org.eventgateway.plugin.destination.Scope;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest {

    @Test
    void sendsOnlyWhatIsOpenAgain() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination.answer(batch -> Answers.laterOnly(batch, "m2", "m4"));

        bench.accept(tracks(4)).untilIdle();

        assertThat(bench.destination.sent()).containsExactly(List.of("m1", "m2", "m3", "m4"), List.of("m2", "m4"));
        assertThat(bench.balance().delivered()).isEqualTo(4);
    }

    @Test
    void sendsWhatWasNotMentionedAgain() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination.answer(
                batch -> new DeliveryResult.Settled(Map.of(batch.items().get(0).id(), Outcome.DELIVERED)));

        bench.accept(tracks(2)).untilIdle();

        assertThat(bench.destination.sent()).containsExactly(List.of("m1", "m2"), List.of("m2"));
    }

    @Test
    void nothingLaterGoesOutBeforeWhatMustBeSentAgain() {
        DeliveryBench bench = new DeliveryBench(batchesOf(2));
        bench.destination
                .answer(batch -> Answers.laterOnly(batch, "m2"))
                .answer(batch -> Answers.laterOnly(batch, "m2"));

        bench.accept(tracks(3)).untilIdle();

        assertThat(bench.destination.sent())
                .containsExactly(List.of("m1", "m2"), List.of("m2"), List.of("m2"), List.of("m3"));
    }

    @Test
    void tellsTheNextAttemptWhatIsDone() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination.answer(batch -> Answers.each(batch, id -> Outcome.retryLater(Answers.BUSY, Set.of("row"))));

        bench.accept(tracks(1)).untilIdle();

        assertThat(bench.destination.batches().get(1).items().get(0).doneEffects())
                .containsExactly("row");
    }

    @Test
    void settlesTheFrontWhileTheRestIsOpen() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination.otherwise(batch -> Answers.laterOnly(batch, "m3"));

        bench.accept(tracks(4)).untilItWaits();

        assertThat(bench.balance().delivered()).isEqualTo(2);
        assertThat(bench.balance().pending()).isEqualTo(2);
    }

    @Test
    void theSameShipmentGoesOutAgainWhenNobodyKnowsWhatBecameOfIt() {
        DeliveryBench bench = new DeliveryBench(batchesOf(2));
        bench.destination
                .answer(new DeliveryResult.Unknown(Answers.TIMED_OUT))
                .answer(new DeliveryResult.Unknown(Answers.TIMED_OUT));

        bench.accept(tracks(4)).untilIdle();

        assertThat(bench.destination.shipments()).containsExactly(1, 1, 1, 2);
    }

    @Test
    void delaysGrowAndNeverPassTheLongest() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination.otherwise(batch -> new DeliveryResult.Unknown(Answers.TIMED_OUT));
        bench.accept(tracks(1));

        List<Duration> delays = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Instant due = bench.untilItWaits();
            delays.add(Duration.between(bench.clock.instant(), due));
            bench.clock.advanceTo(due);
        }

        assertThat(delays).allMatch(delay -> delay.compareTo(Duration.ofMinutes(5)) <= 0);
        assertThat(delays.subList(100, 200)).anyMatch(delay -> delay.compareTo(Duration.ofMinutes(3)) > 0);
        assertThat(delays.get(0)).isLessThanOrEqualTo(Duration.ofMillis(500));
    }

    @Test
    void saysThatItBacksOffUntilSomethingWorks() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination.answer(new DeliveryResult.Unknown(Answers.TIMED_OUT));

        bench.accept(tracks(1)).untilItWaits();
        DeliveryStatus failing = bench.delivery.status();
        bench.untilIdle();

        assertThat(failing.state()).isEqualTo(DeliveryState.BACKING_OFF);
        assertThat(failing.reason()).contains(Answers.TIMED_OUT);
        assertThat(bench.delivery.status().state()).isEqualTo(DeliveryState.DELIVERING);
    }

    @Test
    void anEventPastItsDeadlineBecomesADeadLetterInsteadOfBeingSentAgain() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination.otherwise(batch -> Answers.laterOnly(batch, "m1"));
        Event young = event(EventType.TRACK, "m2", "u", VirtualClock.START.plus(Duration.ofHours(1)));

        bench.accept(track("m1", "u"), young).untilIdle();

        DeadLetter letter = bench.store.dead(SMC).get(0);
        assertThat(letter.reason().code()).isEqualTo("deadline_passed");
        assertThat(letter.attempts()).isGreaterThan(100);
        assertThat(Duration.between(letter.firstAttempt(), letter.lastAttempt()))
                .isBetween(Duration.ofDays(3), Duration.ofDays(3).plusMinutes(5));
        assertThat(bench.balance().delivered()).isEqualTo(1);
    }

    @Test
    void timeInWhichTheConnectionCannotEvenStartCountsToo() {
        DeliveryBench bench = new DeliveryBench();
        for (int i = 0; i < 2_000; i++) {
            bench.destination.start(Readiness.notReady(Answers.TIMED_OUT));
        }

        bench.accept(tracks(1)).untilIdle();

        assertThat(bench.destination.sent()).isEmpty();
        assertThat(bench.store.dead(SMC))
                .extracting(letter -> letter.reason().code())
                .containsExactly("deadline_passed");
    }

    @Test
    void anEventWithUnknownFateIsGivenUpAtItsDeadlineToo() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination.otherwise(batch -> new DeliveryResult.Unknown(Answers.TIMED_OUT));

        bench.accept(tracks(2)).untilIdle();

        assertThat(bench.store.dead(SMC))
                .extracting(letter -> letter.reason().code())
                .containsOnly("deadline_passed");
        assertThat(bench.balance().deadLettered()).isEqualTo(2);
    }

    @Test
    void onlyTheExpiredEventsOfAnUnknownShipmentAreGivenUp() {
        DeliveryBench bench = new DeliveryBench();
        Event young = event(EventType.TRACK, "m2", "u", VirtualClock.START.plus(Duration.ofHours(100)));
        bench.destination.otherwise(batch -> batch.items().size() > 1
                ? new DeliveryResult.Unknown(Answers.TIMED_OUT)
                : ScriptedDestination.allDelivered(batch));

        bench.accept(track("m1", "u"), young).untilIdle();

        assertThat(bench.balance().deadLettered()).isEqualTo(1);
        assertThat(bench.balance().delivered()).isEqualTo(1);
    }

    @Test
    void aBrokenRemoteSystemIsNotHammeredWithABacklogPastItsDeadline() {
        DeliveryBench bench = new DeliveryBench(batchesOf(1));
        bench.destination.otherwise(batch -> new DeliveryResult.Unknown(Answers.TIMED_OUT));
        bench.clock.advance(Duration.ofHours(100));

        bench.accept(tracks(50)).untilIdle();

        // The first is given up 72 hours after the start; the others one by one.
        assertThat(bench.clock.instant()).isAfter(VirtualClock.START.plus(Duration.ofHours(173)));
    }

    @Test
    void aReplayedEventIsNotGivenUpAtTheFirstFailureHoweverOldItIs() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination
                .answer(batch -> Answers.rejectAll(batch, "too_long"))
                .answer(new DeliveryResult.Unknown(Answers.TIMED_OUT));
        bench.accept(tracks(1)).untilIdle();

        bench.clock.advance(Duration.ofDays(5));
        bench.store.replay(SMC, List.of(bench.store.dead(SMC).get(0).id()), "an operator");
        bench.untilIdle();

        assertThat(bench.balance().delivered()).isEqualTo(1);
    }

    @Test
    void aReplayAfterAnOutageThatCostEventsIsNoPartOfIt() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination.otherwise(batch -> new DeliveryResult.Unknown(Answers.TIMED_OUT));
        bench.accept(tracks(1)).untilIdle();

        bench.clock.advance(Duration.ofHours(1));
        bench.destination
                .otherwise(ScriptedDestination::allDelivered)
                .answer(new DeliveryResult.Unknown(Answers.TIMED_OUT));
        bench.store.replay(SMC, List.of(bench.store.dead(SMC).get(0).id()), "an operator");
        bench.untilIdle();

        assertThat(bench.balance().delivered()).isEqualTo(1);
    }

    @Test
    void anEventThatAlwaysFailsIsGivenUpThoughTheServerIsStartedAnewEveryNight() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination.otherwise(batch -> Answers.laterOnly(batch, "m1"));
        bench.accept(tracks(3));

        for (int night = 1; night <= 4; night++) {
            Instant nextStart = VirtualClock.START.plus(Duration.ofDays(night));
            bench.until(nextStart, bench.delivery(DeliveryBench.DEFAULTS, bench.destination));
        }

        assertThat(bench.balance().deadLettered()).isEqualTo(1);
        assertThat(bench.balance().delivered()).isEqualTo(2);
    }

    @Test
    void anEventIsGivenUpAtItsDeadlineHoweverOftenTheServerIsStartedAnew() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination.otherwise(batch -> new DeliveryResult.Unknown(Answers.TIMED_OUT));
        bench.accept(tracks(1));

        for (int hour = 1; hour <= 72; hour++) {
            startedAnewUntil(VirtualClock.START.plus(Duration.ofHours(hour)), bench);
        }
        assertThat(bench.balance().deadLettered()).isZero();
        for (int hour = 73; hour <= 90; hour++) {
            startedAnewUntil(VirtualClock.START.plus(Duration.ofHours(hour)), bench);
        }

        DeadLetter letter = bench.store.dead(SMC).get(0);
        assertThat(letter.reason().code()).isEqualTo("deadline_passed");
        assertThat(letter.reason().text()).contains(Answers.TIMED_OUT.code());
        assertThat(letter.attempts())
                .isBetween(
                        bench.destination.sent().size() - 1,
                        bench.destination.sent().size());
        assertThat(letter.firstAttempt()).isEqualTo(VirtualClock.START);
        assertThat(bench.outages.find(SMC)).isEmpty();
    }

    @Test
    void theTimeInWhichTheServerIsDownDoesNotCount() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination.otherwise(batch -> new DeliveryResult.Unknown(Answers.TIMED_OUT));
        bench.accept(tracks(1));
        startedAnewUntil(VirtualClock.START.plus(Duration.ofHours(1)), bench);

        bench.clock.advance(Duration.ofHours(100));
        startedAnewUntil(VirtualClock.START.plus(Duration.ofHours(171)), bench);
        assertThat(bench.balance().deadLettered()).isZero();
        startedAnewUntil(VirtualClock.START.plus(Duration.ofHours(175)), bench);

        assertThat(bench.balance().deadLettered()).isEqualTo(1);
    }

    @Test
    void whatWasSettledAfterTheLastNoteBeginsADeadlineAnew() {
        DeliveryBench bench = new DeliveryBench(batchesOf(1));
        bench.destination.otherwise(batch -> new DeliveryResult.Unknown(Answers.TIMED_OUT));
        bench.accept(tracks(2));
        startedAnewUntil(VirtualClock.START.plus(Duration.ofHours(60)), bench);
        bench.destination.answer(ScriptedDestination::allDelivered);
        Delivery killed = bench.delivery(batchesOf(1), bench.destination);
        while (bench.balance().delivered() == 0) {
            bench.clock.advanceTo(killed.step(() -> {}).at());
        }

        startedAnewUntil(VirtualClock.START.plus(Duration.ofHours(131)), bench);

        assertThat(bench.balance().deadLettered()).isZero();
    }

    @Test
    void aShortFailureIsNotNoted() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination.answer(new DeliveryResult.Unknown(Answers.TIMED_OUT));

        bench.accept(tracks(1)).untilIdle();

        assertThat(bench.outages.writes()).isZero();
    }

    @Test
    void anOutageThatCannotBeNotedIsNotedAfterAMoment() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination.otherwise(batch -> new DeliveryResult.Unknown(Answers.TIMED_OUT));
        bench.outages.failNext(3);

        bench.accept(tracks(1));
        bench.until(VirtualClock.START.plus(Duration.ofMinutes(10)), bench.delivery);

        assertThat(bench.outages.find(SMC)).isPresent();
        assertThat(bench.balance().pending()).isEqualTo(1);
    }

    @Test
    void somethingThatWaitsForAnOperatorKeepsNoOtherEventForEver() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination.otherwise(batch -> Answers.each(
                batch, id -> id.equals("m1") ? Answers.waitingForTheList() : Outcome.retryLater(Answers.TIMED_OUT)));
        bench.accept(tracks(2));

        for (int night = 1; night <= 5; night++) {
            startedAnewUntil(VirtualClock.START.plus(Duration.ofDays(night)), bench);
        }

        assertThat(bench.balance().deadLettered()).isEqualTo(1);
        assertThat(bench.balance().pending()).isEqualTo(1);
    }

    @Test
    void aSystemThatDoesNotLetStartEitherKeepsNoEventForEver() {
        DeliveryBench bench = new DeliveryBench(batchesOf(2));
        bench.destination.otherwise(batch -> new DeliveryResult.Unknown(Answers.TIMED_OUT));
        Event young = event(EventType.TRACK, "m4", "u", VirtualClock.START.plus(Duration.ofHours(70)));
        bench.accept(tracks(3)).accept(young);
        bench.minuteByMinute(VirtualClock.START.plus(Duration.ofHours(1)), bench.delivery);
        int sent = bench.destination.sent().size();
        for (int i = 0; i < 10_000; i++) {
            bench.destination.start(Readiness.notReady(Answers.TIMED_OUT));
        }

        for (int hour = 2; hour <= 80; hour++) {
            Delivery started = bench.delivery(batchesOf(2), bench.destination);
            bench.minuteByMinute(VirtualClock.START.plus(Duration.ofHours(hour)), started);
        }

        assertThat(bench.destination.sent()).hasSize(sent);
        assertThat(bench.store.dead(SMC))
                .extracting(letter -> letter.event().orElseThrow().messageId())
                .containsExactly("m1", "m2", "m3");
        assertThat(bench.balance().pending()).isEqualTo(1);
        DeadLetter letter = bench.store.dead(SMC).get(0);
        assertThat(letter.attempts()).isBetween(sent - 1, sent);
        assertThat(letter.firstAttempt()).isEqualTo(VirtualClock.START);
    }

    @Test
    void aSystemThatOnlyEverAsksToWaitBeforeAStartKeepsNoEventForEver() {
        DeliveryBench bench = new DeliveryBench();
        for (int i = 0; i < 10_000; i++) {
            bench.destination.start(Readiness.notReady(Answers.QUOTA));
        }
        bench.accept(tracks(2));
        while (bench.balance().deadLettered() == 0) {
            bench.clock.advanceTo(bench.delivery.step(() -> {}).at());
        }

        assertThat(bench.clock.instant())
                .isBetween(
                        VirtualClock.START.plus(Duration.ofDays(3)),
                        VirtualClock.START.plus(Duration.ofDays(3)).plusSeconds(600));
        assertThat(bench.balance().deadLettered()).isEqualTo(2);
    }

    @Test
    void aDestinationThatHoldsItsStartBackGivesNothingUp() {
        DeliveryBench bench = new DeliveryBench();
        Instant end = VirtualClock.START.plus(Duration.ofDays(4));
        bench.destination.sendableFrom(() -> bench.clock.instant().isBefore(end) ? end : Instant.MIN);
        bench.destination.start(Readiness.notReady(Answers.QUOTA));

        bench.accept(tracks(2)).untilIdle();

        assertThat(bench.clock.instant()).isAfterOrEqualTo(end);
        assertThat(bench.balance().delivered()).isEqualTo(2);
    }

    @Test
    void whatIsGivenUpBeforeTheStartOfARoundLeavesWhatIsSetAside() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination.answer(batch -> Answers.each(batch, id -> Answers.waitingForTheList()));
        bench.accept(tracks(1)).untilItWaits();
        for (int i = 0; i < 2_000; i++) {
            bench.destination.start(Readiness.notReady(Answers.TIMED_OUT));
        }
        bench.clock.advance(Duration.ofSeconds(31));
        bench.untilItWaits();
        bench.accept(event(EventType.TRACK, "m2", "u", bench.clock.instant()));

        bench.untilIdle();

        assertThat(bench.store.dead(SMC))
                .extracting(letter -> letter.event().orElseThrow().messageId())
                .containsExactly("m2");
        assertThat(bench.balance().delivered()).as("what was set aside").isEqualTo(1);
        assertThat(bench.balance().addsUp()).isTrue();
    }

    @Test
    void afterSomeWereGivenUpBeforeAStartTheOthersGoOut() {
        DeliveryBench bench = new DeliveryBench();
        Event young = event(EventType.TRACK, "m2", "u", VirtualClock.START.plus(Duration.ofHours(70)));
        for (int i = 0; i < 2_000; i++) {
            bench.destination.start(Readiness.notReady(Answers.TIMED_OUT));
        }

        bench.accept(track("m1", "u"), young).untilIdle();

        assertThat(bench.balance().deadLettered()).isEqualTo(1);
        assertThat(bench.balance().delivered()).isEqualTo(1);
    }

    @Test
    void oneWaitOfADayInEachRunCountsToo() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination.otherwise(batch -> new DeliveryResult.Throttled(
                bench.clock.instant().plus(Duration.ofDays(1)), Scope.CONNECTION, Answers.QUOTA));
        bench.accept(tracks(1));

        for (int run = 1; run <= 4; run++) {
            Delivery started = bench.delivery(DeliveryBench.DEFAULTS, bench.destination);
            bench.minuteByMinute(VirtualClock.START.plus(Duration.ofHours(23L * run)), started);
        }
        assertThat(bench.balance().deadLettered()).isZero();
        bench.untilIdle(bench.delivery(DeliveryBench.DEFAULTS, bench.destination));

        assertThat(bench.balance().deadLettered()).isEqualTo(1);
    }

    @Test
    void whatHasGotThroughIsNotGivenUpWithTheRestOfItsShipment() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination
                .answer(throttledFor(Duration.ofHours(73)))
                .answer(throttledFor(Duration.ofHours(74)).with(Map.of(1L, Outcome.DELIVERED)))
                .answer(batch -> Answers.each(batch, id -> Outcome.DELIVERED));

        bench.accept(tracks(2)).untilIdle();

        assertThat(bench.balance().delivered()).isEqualTo(2);
        assertThat(bench.destination.calls()).containsExactly("start", "prepare 2", "send 2", "send 2", "send 2");
    }

    @Test
    void whatHasGotThroughBeforeAnAnswerWasLostIsNotGivenUpEither() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination
                .answer(throttledFor(Duration.ofHours(73)))
                .answer(new DeliveryResult.Unknown(Answers.TIMED_OUT).with(Map.of(2L, Outcome.DELIVERED)))
                .answer(batch -> Answers.each(batch, id -> Outcome.DELIVERED));

        bench.accept(tracks(2)).untilIdle();

        assertThat(bench.balance().delivered()).isEqualTo(2);
        assertThat(bench.destination.calls()).containsExactly("start", "prepare 2", "send 2", "send 2", "send 2");
    }

    @Test
    void aDestinationThatHoldsItselfBackGivesNothingUp() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination
                .answer(throttledFor(Duration.ofHours(73)))
                .answer(DeliveryResult.Throttled.byItself(
                        VirtualClock.START.plus(Duration.ofHours(74)), Scope.CONNECTION, Answers.QUOTA));

        bench.accept(tracks(2)).untilIdle();

        assertThat(bench.balance().delivered()).isEqualTo(2);
    }

    @Test
    void whatStillFailsIsNotGivenUpRightAfterItsNeighboursGotThrough() {
        DeliveryBench bench = new DeliveryBench();
        Duration end = Duration.ofDays(3);
        bench.destination
                .answer(throttledFor(end.minusMinutes(2)))
                .answer(throttledFor(end).with(Map.of(2L, Outcome.DELIVERED)))
                .answer(throttledFor(end.plusMinutes(5)));

        bench.accept(tracks(2)).untilIdle();

        assertThat(bench.balance().delivered()).isEqualTo(2);
    }

    @Test
    void aBatchThatIsGivenUpBeforeAStartKeepsTheOutageOverARestart() {
        DeliveryBench bench = new DeliveryBench(batchesOf(1));
        for (int i = 0; i < 20_000; i++) {
            bench.destination.start(Readiness.notReady(Answers.TIMED_OUT));
        }
        bench.accept(tracks(3));
        while (bench.balance().deadLettered() == 0) {
            bench.clock.advanceTo(bench.delivery.step(() -> {}).at());
        }

        Delivery started = bench.delivery(batchesOf(1), bench.destination);
        bench.minuteByMinute(bench.clock.instant().plus(Duration.ofHours(1)), started);

        assertThat(bench.balance().deadLettered()).isEqualTo(3);
    }

    @Test
    void aNeighbourThatCameLaterIsNotSaidToHaveBeenSentBefore() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination.otherwise(batch -> new DeliveryResult.Unknown(Answers.TIMED_OUT));
        bench.accept(track("m1", "u"));
        startedAnewUntil(VirtualClock.START.plus(Duration.ofHours(1)), bench);
        bench.accept(event(EventType.TRACK, "m2", "u", bench.clock.instant()));
        for (int hour = 2; hour <= 80; hour++) {
            startedAnewUntil(VirtualClock.START.plus(Duration.ofHours(hour)), bench);
        }

        DeadLetter later = bench.store.dead(SMC).get(1);
        assertThat(later.firstAttempt()).isAfterOrEqualTo(VirtualClock.START.plus(Duration.ofHours(1)));
        assertThat(later.attempts()).isLessThan(bench.store.dead(SMC).get(0).attempts());
    }

    @Test
    void anEndThatCannotBeNotedIsNotedAfterAMoment() {
        DeliveryBench bench = new DeliveryBench();
        for (int i = 0; i < 30; i++) {
            bench.destination.answer(new DeliveryResult.Unknown(Answers.TIMED_OUT));
        }
        bench.destination.answer(batch -> {
            bench.outages.failNext(2);
            return Answers.each(batch, id -> Outcome.DELIVERED);
        });

        bench.accept(tracks(1)).untilIdle();

        assertThat(bench.outages.find(SMC)).isEmpty();
        assertThat(bench.balance().delivered()).isEqualTo(1);
    }

    private static DeliveryResult.Throttled throttledFor(Duration afterTheStart) {
        return new DeliveryResult.Throttled(VirtualClock.START.plus(afterTheStart), Scope.CONNECTION, Answers.QUOTA);
    }

    private static void startedAnewUntil(Instant end, DeliveryBench bench) {
        bench.until(end, bench.delivery(DeliveryBench.DEFAULTS, bench.destination));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void keepsTheOrderOfOneUserAcrossRetries(long seed) {
        DeliveryBench bench = new DeliveryBench(batchesOf(7));
        RemoteSystem remote = new RemoteSystem(seed);
        bench.destination.otherwise(remote::answer);

        List<Event> events = tracks(60);
        bench.accept(events).untilIdle();

        Map<String, List<String>> accepted = new HashMap<>();
        events.forEach(each -> accepted.computeIfAbsent(each.person(), person -> new ArrayList<>())
                .add(each.messageId()));
        assertThat(remote.doneOfPerson).as("seed %d", seed).isEqualTo(accepted);
    }

    /** Answers at random, but does what it says it did; an unknown call was done or not. */
    private static final class RemoteSystem {
        private final SplittableRandom random;
        private final Map<String, List<String>> doneOfPerson = new LinkedHashMap<>();

        RemoteSystem(long seed) {
            this.random = new SplittableRandom(seed);
        }

        DeliveryResult answer(Batch batch) {
            return switch (random.nextInt(5)) {
                case 0 -> new DeliveryResult.Unknown(Answers.TIMED_OUT);
                case 1 -> new DeliveryResult.Paused(Scope.CONNECTION, Answers.BAD_KEY);
                case 2 ->
                    batch.items().size() > 1
                            ? new DeliveryResult.Refused(Answers.BAD_BATCH)
                            : ScriptedDestination.allDelivered(doAll(batch));
                case 3 -> doUpTo(batch, random.nextInt(batch.items().size() + 1));
                default -> ScriptedDestination.allDelivered(doAll(batch));
            };
        }

        /** Does the first few; the others must come again. */
        private DeliveryResult doUpTo(Batch batch, int count) {
            Map<Long, Outcome> outcomes = new HashMap<>();
            for (Batch.Item item : batch.items().subList(0, count)) {
                perform(item.event());
                outcomes.put(item.id(), Outcome.DELIVERED);
            }
            return new DeliveryResult.Settled(outcomes);
        }

        private Batch doAll(Batch batch) {
            batch.items().forEach(item -> perform(item.event()));
            return batch;
        }

        private void perform(Event event) {
            doneOfPerson
                    .computeIfAbsent(event.person(), person -> new ArrayList<>())
                    .add(event.messageId());
        }
    }
}
