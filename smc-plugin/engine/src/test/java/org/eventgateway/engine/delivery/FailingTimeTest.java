package org.eventgateway.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.eventgateway.engine.fake.VirtualClock;
import org.junit.jupiter.api.Test;

class FailingTimeTest {
    private static final Instant START = VirtualClock.START;

    private final FailingTime failing = new FailingTime(Duration.ofDays(3));

    @Test
    void anEventIsGivenUpWhenItFailedForTheDeadline() {
        failing.worked();
        failing.failed(START);

        assertThat(failing.isOver(START, hour(72).minusMillis(1))).isFalse();
        assertThat(failing.isOver(START, hour(72))).isTrue();
    }

    @Test
    void anEventThatCameLaterHasItsDeadlineFromThenOn() {
        failing.worked();
        failing.failed(START);

        assertThat(failing.isOver(hour(10), hour(81))).isFalse();
        assertThat(failing.isOver(hour(10), hour(82))).isTrue();
    }

    @Test
    void anOldEventHasAWholeDeadlineOfFailing() {
        failing.worked();
        failing.failed(START);

        assertThat(failing.isOver(hour(-500), hour(71))).isFalse();
    }

    @Test
    void afterAStartAQuarterIsEnoughForAnOldEventUntilSomethingWorks() {
        failing.failed(START);

        assertThat(failing.isOver(hour(-500), hour(17))).isFalse();
        assertThat(failing.isOver(hour(-500), hour(18))).isTrue();
        assertThat(failing.isOver(START, hour(18))).isFalse();
    }

    @Test
    void whatIsWaitedForDoesNotCount() {
        failing.worked();
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
        failing.worked();
        failing.failed(hour(71));

        assertThat(failing.isOver(START, hour(80))).isFalse();
    }

    @Test
    void aClockThatIsSetBackLetsNothingFailForAsMuchLonger() {
        failing.worked();
        failing.failed(hour(1_000));
        failing.failed(START);

        assertThat(failing.isOver(START, hour(72))).isTrue();
    }

    private static Instant hour(int hour) {
        return START.plus(Duration.ofHours(hour));
    }
}
