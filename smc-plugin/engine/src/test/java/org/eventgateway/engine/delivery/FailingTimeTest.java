package org.eventgateway.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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
    void aStartGoesOnWithWhatWasNoted() {
        failing.failed(START);
        failing.failed(hour(70));
        FailingTime afterAStart = new FailingTime(Duration.ofDays(3));
        afterAStart.resume(noted(failing));
        afterAStart.failed(hour(170));

        assertThat(afterAStart.isOver(START, hour(172).minusMillis(1))).isFalse();
        assertThat(afterAStart.isOver(START, hour(172))).isTrue();
    }

    @Test
    void whatWasWaitedBeforeAStartDoesNotCountAfterIt() {
        failing.failed(START);
        failing.waits(hour(10));
        failing.failed(hour(60));
        FailingTime afterAStart = new FailingTime(Duration.ofDays(3));
        afterAStart.resume(noted(failing));
        afterAStart.failed(hour(61));

        assertThat(afterAStart.isOver(START, hour(123).minusMillis(1))).isFalse();
        assertThat(afterAStart.isOver(START, hour(123))).isTrue();
    }

    @Test
    void aMinuteIsNotedAndThenEachMinute() {
        failing.failed(START);
        assertThat(toNote(null)).isEmpty();
        failing.failed(second(59));
        assertThat(toNote(null)).isEmpty();
        failing.failed(second(60));
        Outage first = toNote(null).orElseThrow();
        failing.failed(second(119));
        assertThat(toNote(first)).isEmpty();
        failing.failed(second(120));

        assertThat(first)
                .isEqualTo(new Outage(
                        new Position(3), START, Duration.ZERO, second(60), new Position(5), new Attempts(2, 7)));
        assertThat(toNote(first).map(Outage::last)).contains(second(120));
    }

    @Test
    void whatWasSettledSinceIsNotedAtOnce() {
        failing.failed(START);
        failing.failed(second(60));
        Outage before =
                new Outage(new Position(2), START, Duration.ZERO, second(60), new Position(5), new Attempts(2, 7));

        assertThat(toNote(before).map(Outage::behind)).contains(new Position(3));
    }

    @Test
    void aClockThatIsSetBackIsNoted() {
        failing.failed(hour(2));
        failing.failed(hour(4));
        Outage before = toNote(null).orElseThrow();
        failing.failed(hour(3));

        assertThat(toNote(before).map(Outage::last)).contains(hour(3));
    }

    @Test
    void whatHasEndedIsNotNoted() {
        failing.failed(START);
        failing.failed(second(60));
        failing.ended();

        assertThat(failing.hasEnded()).isTrue();
        assertThat(toNote(null)).isEmpty();
    }

    private static Outage noted(FailingTime failing) {
        return failing.toNote(null, Position.START, Position.START, Attempts.NONE)
                .orElseThrow();
    }

    private Optional<Outage> toNote(@Nullable Outage noted) {
        return failing.toNote(noted, new Position(3), new Position(5), new Attempts(2, 7));
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
