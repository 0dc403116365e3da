package org.eventgateway.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eventgateway.engine.delivery.DeliveryBench.SMC;
import static org.eventgateway.engine.fake.TestEvents.delete;
import static org.eventgateway.engine.fake.TestEvents.track;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.eventgateway.engine.fake.VirtualClock;
import org.eventgateway.engine.log.DeadLetters.DeadLetter;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.destination.Erasure;
import org.eventgateway.plugin.destination.Readiness;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.plugin.event.Person;
import org.junit.jupiter.api.Test;

class ErasureTest {

    @Test
    void whatStandsBeforeADeletionIsSettledBeforeItAndTheRestComesAfter() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination.answer(batch -> Answers.laterOnly(batch, "m2"));

        bench.accept(track("m1", "u"), track("m2", "u"), delete("d", "u"), track("m3", "u"))
                .untilIdle();

        assertThat(bench.destination.calls())
                .containsExactly("start", "prepare 2", "send 2", "prepare 1", "send 1", "erase", "prepare 1", "send 1");
        assertThat(bench.balance().delivered()).isEqualTo(4);
    }

    @Test
    void deletionsThatFollowEachOtherAreDoneOneByOne() {
        DeliveryBench bench = new DeliveryBench();

        bench.accept(delete("d1", "u"), delete("d2", "v"), track("m1", "w")).untilIdle();

        assertThat(bench.destination.calls()).containsExactly("start", "erase", "erase", "prepare 1", "send 1");
    }

    @Test
    void aDeletionThatIsNotFinishedIsTriedAgainBeforeAnythingElse() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination.erasure(open(Answers.TIMED_OUT)).erasure(open(Answers.QUOTA));

        bench.accept(delete("d", "u"), track("m1", "u")).untilIdle();

        assertThat(bench.destination.calls())
                .containsExactly("start", "erase", "erase", "erase", "prepare 1", "send 1");
    }

    @Test
    void aDeletionThatIsThrottledWaitsUntilTheDestinationMaySendAgain() {
        DeliveryBench bench = new DeliveryBench();
        Instant later = VirtualClock.START.plusSeconds(40);
        bench.destination.erasure(open(Answers.QUOTA)).sendableFrom(() -> later);

        bench.accept(delete("d", "u")).untilItWaits();

        assertThat(bench.delivery.status().state()).isEqualTo(DeliveryState.THROTTLED);
        assertThat(bench.delivery.step(() -> {})).isEqualTo(Due.at(later));
        bench.untilIdle();
        assertThat(bench.clock.instant()).isEqualTo(later);
        assertThat(bench.balance().delivered()).isEqualTo(1);
    }

    @Test
    void aStartThatIsThrottledWaitsUntilTheDestinationMaySendAgain() {
        DeliveryBench bench = new DeliveryBench();
        Instant later = VirtualClock.START.plusSeconds(40);
        bench.destination.start(Readiness.notReady(Answers.QUOTA)).sendableFrom(() -> later);

        bench.accept(track("m", "u")).untilIdle();

        assertThat(bench.destination.calls()).containsExactly("start", "start", "prepare 1", "send 1");
        assertThat(bench.clock.instant()).isEqualTo(later);
    }

    @Test
    void aDeletionThatNeedsAnOperatorPausesTheConnection() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination.erasure(open(Answers.BAD_KEY));

        bench.accept(delete("d", "u")).untilItWaits();
        DeliveryStatus waiting = bench.delivery.status();
        bench.untilIdle();

        assertThat(waiting.state()).isEqualTo(DeliveryState.PAUSED);
        assertThat(waiting.reason()).contains(Answers.BAD_KEY);
        assertThat(bench.destination.calls()).containsExactly("start", "erase", "start", "erase");
        assertThat(bench.clock.instant()).isEqualTo(VirtualClock.START.plusSeconds(30));
    }

    @Test
    void aDeletionThatCanNeverWorkBecomesADeadLetter() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination.erasure(open(Reason.event("bad_user", "The user id cannot be a key.")));

        bench.accept(delete("d", "u")).untilIdle();

        assertThat(bench.store.dead(SMC))
                .extracting(letter -> letter.reason().code())
                .containsExactly("bad_user");
    }

    @Test
    void theDeadLetterOfADeletionTellsHowOftenItWasTried() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination
                .erasure(open(Answers.TIMED_OUT))
                .erasure(open(Reason.event("bad_user", "The user id cannot be a key.")));

        bench.accept(delete("d", "u")).untilIdle();

        assertThat(bench.store.dead(SMC).get(0).attempts()).isEqualTo(2);
    }

    @Test
    void aDeletionThatThrowsIsTriedAgain() {
        DeliveryBench bench = new DeliveryBench();
        Deque<RuntimeException> failures = new ArrayDeque<>(List.of(new IllegalStateException("broken")));
        Delivery delivery = bench.delivery(DeliveryBench.DEFAULTS, new ForwardingDestination(bench.destination) {
            @Override
            public Erasure erase(Person person) {
                if (!failures.isEmpty()) {
                    throw failures.remove();
                }
                return super.erase(person);
            }
        });
        bench.accept(delete("d", "u"));

        for (Due due = Due.NOW; !due.equals(Due.ON_EVENT); due = delivery.step(() -> {})) {
            bench.clock.advanceTo(due.at());
        }

        assertThat(bench.destination.calls()).containsExactly("start", "erase");
        assertThat(bench.balance().delivered()).isEqualTo(1);
    }

    @Test
    void aDeletionThatNamesNobodyBecomesADeadLetter() {
        DeliveryBench bench = new DeliveryBench();
        Event nobody = Event.builder(EventType.DELETE, "d", VirtualClock.START).build();

        bench.accept(nobody).untilIdle();

        assertThat(bench.store.dead(SMC))
                .extracting(letter -> letter.reason().code())
                .containsExactly("no_user_id");
    }

    @Test
    void aDeletionThatFailsPastItsDeadlineBecomesADeadLetter() {
        DeliveryBench bench = new DeliveryBench();
        for (int i = 0; i < 10_000; i++) {
            bench.destination.erasure(open(Answers.TIMED_OUT));
        }

        bench.accept(delete("d", "u")).untilIdle();

        assertThat(bench.store.dead(SMC))
                .extracting(letter -> letter.reason().code())
                .containsExactly("deadline_passed");
    }

    @Test
    void aDeletionThatIsOnlyEverAskedToWaitBecomesADeadLetterToo() {
        DeliveryBench bench = new DeliveryBench();
        for (int i = 0; i < 10_000; i++) {
            bench.destination.erasure(open(Answers.QUOTA));
        }

        bench.accept(delete("d", "u")).untilIdle();

        assertThat(bench.store.dead(SMC))
                .extracting(letter -> letter.reason().code())
                .containsExactly("deadline_passed");
    }

    @Test
    void aDeletionThatIsAskedToWaitIsNoAttempt() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination
                .erasure(open(Answers.QUOTA))
                .erasure(open(Answers.QUOTA))
                .erasure(open(Answers.TIMED_OUT))
                .erasure(open(Answers.BAD_BATCH));

        bench.accept(delete("d", "u")).untilIdle();

        assertThat(bench.store.dead(SMC)).extracting(DeadLetter::attempts).containsExactly(2);
    }

    @Test
    void thePersonsDeadLettersGoToo() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination.answer(batch -> Answers.rejectAll(batch, "too_long"));

        bench.accept(track("m1", "u"), track("m2", "v"), delete("d", "u")).untilIdle();

        assertThat(bench.store.dead(SMC))
                .extracting(letter -> letter.event().orElseThrow().messageId())
                .containsExactly("m2");
        assertThat(bench.balance().addsUp()).isTrue();
    }

    @Test
    void whatWasDeletedAfterItWasReadIsNotSentAgain() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination.answer(batch -> Answers.laterOnly(batch, "m1", "m2", "m3"));
        bench.accept(track("m1", "u"), track("m2", "v"), track("m3", "u")).untilItWaits();

        bench.store.delete(SMC, 1);
        bench.store.delete(SMC, 3);
        bench.untilIdle();

        assertThat(bench.destination.sent()).containsExactly(List.of("m1", "m2", "m3"), List.of("m2"));
        assertThat(bench.balance().delivered()).isEqualTo(1);
        assertThat(bench.balance().deleted()).isEqualTo(2);
    }

    @Test
    void whatIsDeletedWhileItIsOnItsWayCountsAsDeletedWhateverBecomesOfIt() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination.answer(batch -> {
            bench.store.delete(SMC, 1);
            bench.store.delete(SMC, 2);
            return Answers.rejectFirst(batch, "too_long");
        });

        bench.accept(track("m1", "u"), track("m2", "u"), track("m3", "v")).untilIdle();

        assertThat(bench.store.dead(SMC)).isEmpty();
        assertThat(bench.balance().delivered()).isEqualTo(1);
        assertThat(bench.balance().deleted()).isEqualTo(2);
        assertThat(bench.balance().addsUp()).isTrue();
    }

    @Test
    void aBatchOfWhichNothingIsLeftIsNotMapped() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination.answer(batch -> Answers.laterOnly(batch, "m1"));
        bench.accept(track("m1", "u")).untilItWaits();

        bench.store.delete(SMC, 1);
        bench.untilIdle();

        assertThat(bench.destination.calls()).containsExactly("start", "prepare 1", "send 1");
        assertThat(bench.balance().pending()).isZero();
    }

    @Test
    void aReplayedDeletionIsDoneLikeAnyOther() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination.erasure(open(Reason.event("bad_user", "The user id cannot be a key.")));
        bench.accept(delete("d", "u")).untilIdle();

        bench.store.replay(SMC, List.of(bench.store.dead(SMC).get(0).id()), "an operator");
        bench.untilIdle();

        assertThat(bench.balance().delivered()).isEqualTo(1);
    }

    private static Erasure open(Reason reason) {
        return new Erasure(List.of(new Erasure.Store("USERS", 0, 0)), Optional.of(reason));
    }
}
