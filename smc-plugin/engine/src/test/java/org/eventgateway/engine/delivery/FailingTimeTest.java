package org.eventgateway.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.eventgateway.engine.fake.VirtualClock;
import org.eventgateway.engine.log.Attempts;
import org.eventgateway.engine.log.Outages.Outage;
import org.eventgateway.engine.log.Position;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FailingTimeTest {
    private static final Instant START = VirtualClock.START;

    private final FailingTime failing = new FailingTime(Duration.ofDays(3));

    @Test
    void anEventIsGivenUpWhenItFailedForTheDeadline() {
        failing.failed(START);

        assertThat(failing.isOver(START, hour(72).minusMillis(1))).isFalse();
        assertThat(failing.isOver(START, hour(72))).isTrue();
    }

    @Test
    void anEventThatCameLaterHasItsDeadlineFromThenOn() {
        failing.failed(START);

        assertThat(failing.isOver(hour(10), hour(81))).isFalse();
        assertThat(failing.isOver(hour(10), hour(82))).isTrue();
    }

    @Test
    void anOldEventHasAWholeDeadlineOfFailing() {
        failing.failed(START);

        assertThat(failing.isOver(hour(-500), hour(71))).isFalse();
    }

    @Test
    void aClockThatIsSetBackForgetsWhatWasWaited() {
        failing.failed(hour(1_000));
        failing.waits(hour(1_000));
        failing.failed(hour(1_500));
        failing.failed(START);

        assertThat(failing.isOver(START, hour(72))).isTrue();
    }

    @Test
    void onlyWhatIsOldEnoughIsOverHoweverLongItFails() {
        failing.failed(START);

        assertThat(failing.isLong(hour(72).minusMillis(1))).isFalse();
        assertThat(failing.isLong(hour(72))).isTrue();
        assertThat(failing.isOver(hour(1), hour(72))).isFalse();
    }

    @Test
    void aStartGoesOnWithWhatWasNoted() {
        failing.failed(START);
        FailingTime afterAStart = new FailingTime(Duration.ofDays(3));
        afterAStart.resume(failing.note(Position.START, Position.START, Attempts.NONE, hour(70)));
        afterAStart.failed(hour(170));

        assertThat(afterAStart.isOver(START, hour(172).minusMillis(1))).isFalse();
        assertThat(afterAStart.isOver(START, hour(172))).isTrue();
    }

    @Test
    void whatWasWaitedBeforeAStartDoesNotCountAfterIt() {
        failing.failed(START);
        failing.waits(hour(10));
        failing.failed(hour(60));
        failing.waits(hour(61));
        FailingTime afterAStart = new FailingTime(Duration.ofDays(3));
        afterAStart.resume(failing.note(Position.START, Position.START, Attempts.NONE, hour(90)));
        afterAStart.failed(hour(100));

        assertThat(afterAStart.isOver(START, hour(161).minusMillis(1))).isFalse();
        assertThat(afterAStart.isOver(START, hour(161))).isTrue();
    }

    @Test
    void aMinuteIsNotedAndThenEachMinute() {
        failing.failed(START);
        Outage first = noted(second(60));

        assertThat(isToBeNoted(null, second(59))).isFalse();
        assertThat(isToBeNoted(null, second(60))).isTrue();
        assertThat(isToBeNoted(first, second(119))).isFalse();
        assertThat(isToBeNoted(first, second(120))).isTrue();
        assertThat(first)
                .isEqualTo(new Outage(
                        new Position(3), START, Duration.ZERO, second(60), new Position(5), new Attempts(2, 7)));
    }

    @Test
    void aPauseIsNotNotedMinuteByMinute() {
        failing.failed(START);
        failing.waits(second(90));
        Outage first = noted(second(120));

        assertThat(first.last()).isEqualTo(second(90));
        assertThat(isToBeNoted(first, hour(9))).isFalse();
    }

    @Test
    void whatWasSettledSinceIsNotedAtOnce() {
        failing.failed(START);
        Outage before =
                new Outage(new Position(2), START, Duration.ZERO, second(60), new Position(5), new Attempts(2, 7));

        assertThat(isToBeNoted(before, second(61))).isTrue();
    }

    @Test
    void aClockThatIsSetBackIsNoted() {
        failing.failed(hour(2));
        Outage before = noted(hour(4));

        assertThat(isToBeNoted(before, hour(3))).isTrue();
    }

    @Test
    void whatHasEndedIsNotNoted() {
        failing.failed(START);
        failing.ended();

        assertThat(failing.hasEnded()).isTrue();
        assertThat(isToBeNoted(null, hour(1))).isFalse();
    }

    private Outage noted(Instant now) {
        return failing.note(new Position(3), new Position(5), new Attempts(2, 7), now);
    }

    private boolean isToBeNoted(@Nullable Outage noted, Instant now) {
        return failing.isToBeNoted(noted, new Position(3), now);
    }

    private static Instant second(int second) {
        return START.plusSeconds(second);
    }

    @Test
    void whatIsWaitedForDoesNotCount() {
        failing.failed(START);
        failing.waits(hour(10));
        failing.waits(hour(50));
        failing.failed(hour(60));

        assertThat(failing.isOver(START, hour(121))).isFalse();
        assertThat(failing.isOver(START, hour(122))).isTrue();
    }

    @Test
    void nothingIsGivenUpForAWhileAfterOthersGotThrough() {
        failing.failed(START);
        failing.progress(hour(72).minusSeconds(1));

        assertThat(failing.isOver(START, hour(72))).isFalse();
        assertThat(failing.isOver(START, hour(72).plus(Duration.ofMinutes(9)))).isFalse();
        assertThat(failing.isOver(START, hour(72).plus(Duration.ofMinutes(10)))).isTrue();
    }

    @Test
    void whatGotThroughByAClockThatWasSetBackSinceSaysNothing() {
        failing.failed(START);
        failing.progress(hour(100));

        assertThat(failing.isOver(START, hour(72))).isTrue();
    }

    @Test
    void aSuccessBeginsAnew() {
        failing.failed(START);
        failing.ended();
        failing.failed(hour(71));

        assertThat(failing.isOver(START, hour(80))).isFalse();
    }

    @Test
    void aClockThatIsSetBackLetsNothingFailForAsMuchLonger() {
        failing.failed(hour(1_000));
        failing.failed(START);

        assertThat(failing.isOver(START, hour(72))).isTrue();
    }

    private static Instant hour(int hour) {
        return START.plus(Duration.ofHours(hour));
    }
}
