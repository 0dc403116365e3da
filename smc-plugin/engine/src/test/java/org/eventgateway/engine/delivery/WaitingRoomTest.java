package org.eventgateway.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eventgateway.engine.delivery.DeliveryBench.SMC;
import static org.eventgateway.engine.delivery.DeliveryBench.batchesOf;

import java.time.Duration;
import java.util.stream.IntStream;
import org.eventgateway.engine.fake.VirtualClock;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;
import org.junit.jupiter.api.Test;

class WaitingRoomTest {
    private final TwoLists lists = new TwoLists();
    private final DeliveryBench bench = new DeliveryBench(batchesOf(3));
    private Delivery delivery = bench.delivery(batchesOf(3), lists);

    @Test
    void onlyWhatNeedsTheMissingRightWaits() {
        lists.revoke("a");
        bench.accept(to("a", 1), to("b", 2), to("ab", 3), to("b", 4));

        untilItWaits();

        assertThat(lists.in("b")).containsExactly("m2", "m3", "m4");
        assertThat(bench.balance().delivered()).isEqualTo(2);
        assertThat(bench.balance().pending()).isEqualTo(2);
        assertThat(bench.balance().addsUp()).isTrue();
    }

    @Test
    void saysWhyInItsStatusUntilItIsRepaired() {
        lists.revoke("a");
        bench.accept(to("a", 1));
        untilItWaits();
        assertThat(delivery.status().state()).isEqualTo(DeliveryState.PARTLY_PAUSED);
        assertThat(delivery.status().reason()).map(Reason::code).hasValue("right_missing");

        lists.grant("a");
        untilIdle();

        assertThat(delivery.status().state()).isEqualTo(DeliveryState.DELIVERING);
        assertThat(delivery.status().reason()).isEmpty();
    }

    @Test
    void goesOnByItselfAndInOrderOnceItIsRepaired() {
        lists.revoke("a");
        bench.accept(to("a", 1), to("ab", 2), to("a", 3), to("a", 4));
        untilItWaits();
        bench.accept(to("ab", 5));
        untilItWaits();

        lists.grant("a");
        bench.accept(to("a", 6)); // comes before anybody has looked again
        untilIdle();

        assertThat(lists.in("a")).containsExactly("m1", "m2", "m3", "m4", "m5", "m6");
        assertThat(lists.in("b")).as("done effects are not repeated").containsExactly("m2", "m5");
        assertThat(bench.balance().delivered()).isEqualTo(6);
        assertThat(bench.balance().addsUp()).isTrue();
    }

    @Test
    void aPauseOfAllLetsNobodyOvertakeThoseWhoWait() {
        lists.revoke("a");
        bench.accept(to("a", 1));
        untilItWaits();

        lists.grant("a");
        lists.pauseOnce();
        bench.accept(to("a", 2));
        untilIdle();

        assertThat(lists.in("a")).containsExactly("m1", "m2");
    }

    @Test
    void afterACrashWhatWasSetAsideStillGoesFirst() {
        lists.revoke("a");
        bench.accept(to("ab", 1), to("a", 2));
        untilItWaits();

        lists.grant("a");
        bench.accept(to("a", 3));
        delivery = bench.delivery(batchesOf(3), lists);
        untilIdle();

        assertThat(lists.in("a")).containsExactly("m1", "m2", "m3");
        assertThat(lists.in("b")).containsExactly("m1");
    }

    @Test
    void afterADeliveryStartedAnewWhatWasSetAsideStillGoesFirst() {
        lists.revoke("a");
        bench.accept(to("a", 1), to("a", 2));
        untilItWaits();

        lists.grant("a");
        bench.accept(to("a", 3));
        delivery.restart();
        untilIdle();

        assertThat(lists.in("a")).containsExactly("m1", "m2", "m3");
    }

    @Test
    void whoWaitsIsNotTriedAgainBeforeTheNextLook() {
        lists.revoke("a");
        bench.accept(to("a", 1));
        untilItWaits();

        bench.clock.advance(DeliveryBench.DEFAULTS.probeInterval().minusMillis(1));
        untilItWaits();

        assertThat(lists.batches()).isEqualTo(1);
    }

    @Test
    void aCommitWhoseAnswerWasLostDoesNotCountTwice() {
        lists.revoke("a");
        bench.accept(to("a", 1), to("a", 2));
        untilItWaits();

        lists.grant("a");
        bench.store.loseNextAnswer();
        untilIdle();

        assertThat(lists.in("a")).containsExactly("m1", "m2");
        assertThat(bench.balance().delivered()).isEqualTo(2);
        assertThat(bench.balance().addsUp()).isTrue();
    }

    @Test
    void whoWaitsIsLookedAtNoLaterWhenTheClockIsSetBackMeanwhile() {
        lists.revoke("a");
        bench.accept(to("a", 1));
        untilItWaits();

        bench.clock.advance(Duration.ofHours(-5));

        assertThat(untilItWaits().at()).isEqualTo(bench.clock.instant().plus(DeliveryBench.DEFAULTS.probeInterval()));
    }

    @Test
    void whoWaitedOverAWeekendIsNotGivenUpAtTheFirstFailure() {
        lists.revoke("a");
        bench.accept(to("a", 1), to("b", 2));
        untilItWaits();
        bench.clock.advance(Duration.ofHours(80));
        untilItWaits();

        lists.grant("a");
        lists.failOnce();
        untilIdle();

        assertThat(lists.in("a")).containsExactly("m1");
        assertThat(bench.store.dead(SMC)).isEmpty();
    }

    @Test
    void aFailureBeforeTheWaitDoesNotCountForWhoWaited() {
        lists.revoke("a");
        lists.failOnce();
        bench.accept(to("a", 1));
        bench.until(VirtualClock.START.plus(Duration.ofHours(80)), delivery);

        lists.grant("a");
        lists.failOnce();
        untilIdle();

        assertThat(lists.in("a")).containsExactly("m1");
    }

    @Test
    void looksWithOneBatchHoweverManyWait() {
        lists.revoke("a");
        bench.accept(
                IntStream.rangeClosed(1, 30).mapToObj(each -> to("a", each)).toList());
        untilItWaits();
        int before = lists.batches();

        bench.clock.advance(DeliveryBench.DEFAULTS.probeInterval());
        untilItWaits();

        assertThat(lists.batches() - before).isEqualTo(1);
    }

    @Test
    void ofTwoListsOneMayOpenWhileTheOtherStaysClosed() {
        lists.revoke("a");
        lists.revoke("b");
        bench.accept(IntStream.rangeClosed(1, 6).mapToObj(each -> to("a", each)).toList());
        bench.accept(to("ab", 7), to("b", 8));
        untilItWaits();

        lists.grant("b");
        bench.clock.advance(DeliveryBench.DEFAULTS.probeInterval());
        untilItWaits();
        bench.accept(to("b", 9));
        untilItWaits();

        assertThat(lists.in("a")).isEmpty();
        assertThat(lists.in("b")).containsExactly("m7", "m8", "m9");
        assertThat(bench.balance().pending()).isEqualTo(7);
    }

    @Test
    void anEventWakesADeliveryOfWhichSomeWait() {
        lists.revoke("a");
        bench.accept(to("a", 1));

        Due due = untilItWaits();

        assertThat(due.onEvent()).isTrue();
        assertThat(due.at()).isEqualTo(bench.clock.instant().plus(DeliveryBench.DEFAULTS.probeInterval()));
    }

    @Test
    void aDeletionTakesWhatThePersonLeftThereAlong() {
        lists.revoke("a");
        bench.accept(to("a", 1), to("b", 2));
        untilItWaits();
        bench.accept(Event.builder(EventType.DELETE, "d", VirtualClock.START)
                .userId("u1")
                .build());
        untilItWaits();

        lists.grant("a");
        untilIdle();

        assertThat(lists.in("a")).isEmpty();
        assertThat(bench.balance().deleted()).isEqualTo(1);
        assertThat(bench.balance().addsUp()).isTrue();
        assertThat(bench.store.dead(SMC)).isEmpty();
    }

    @Test
    void whoWentWithItsPersonAfterItWasReadIsNotSent() {
        lists.revoke("a");
        bench.accept(to("a", 1), to("a", 2), to("a", 3));
        untilItWaits();

        lists.grant("a");
        bench.clock.advance(DeliveryBench.DEFAULTS.probeInterval());
        delivery.step(() -> {}); // begins the round
        delivery.step(() -> {}); // starts the destination
        delivery.step(() -> {}); // reads
        bench.store.deleteAside(SMC, 2);
        untilIdle();

        assertThat(lists.in("a")).containsExactly("m1", "m3");
        assertThat(bench.balance().deleted()).isEqualTo(1);
        assertThat(bench.balance().addsUp()).isTrue();
    }

    private static Event to(String listNames, int number) {
        return Event.builder(EventType.TRACK, "m" + number, VirtualClock.START)
                .userId("u" + number % 2)
                .name(listNames)
                .build();
    }

    private Due untilItWaits() {
        Due due = Due.NOW;
        while (!due.at().isAfter(bench.clock.instant())) {
            due = delivery.step(() -> {});
            assertThat(bench.balance().addsUp()).isTrue();
        }
        return due;
    }

    private void untilIdle() {
        for (Due due = untilItWaits(); !due.equals(Due.ON_EVENT); due = untilItWaits()) {
            bench.clock.advanceTo(due.at());
        }
    }
}
