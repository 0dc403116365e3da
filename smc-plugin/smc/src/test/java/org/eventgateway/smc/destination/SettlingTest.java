package org.eventgateway.smc.destination;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SettlingTest {
    private static final Duration SETTLE_TIME = Duration.ofSeconds(30);

    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T08:00:00Z"));
    private final Settling settling = new Settling(clock, SETTLE_TIME);

    @Test
    void holdsBackWhatFollowsOnTheListUntilSettleTimeHasPassed() {
        settling.lost("USERS", "first");

        assertThat(settling.before("USERS", "second")).isEqualTo(SETTLE_TIME);
        clock.move(Duration.ofSeconds(29));
        assertThat(settling.before("USERS", "second")).isEqualTo(Duration.ofSeconds(1));
        clock.move(Duration.ofSeconds(1));
        assertThat(settling.before("USERS", "second")).isZero();
    }

    @Test
    void letsTheSameCallGoAtOnceForOnlyThatTellsWhatBecameOfIt() {
        settling.lost("USERS", "first");

        assertThat(settling.before("USERS", "first")).isZero();
    }

    @Test
    void aClockThatIsSetBackLetsNothingWaitForHours() {
        settling.crashed();
        settling.lost("USERS", "first");
        clock.move(Duration.ofHours(-2));

        assertThat(settling.before("USERS", "second")).isEqualTo(SETTLE_TIME);
        clock.move(SETTLE_TIME);
        assertThat(settling.before("USERS", "second")).isZero();
        assertThat(settling.isOpen()).isFalse();
    }

    @Test
    void countsFromTheLastCut() {
        settling.lost("USERS", "first");
        clock.move(Duration.ofSeconds(20));
        settling.lost("USERS", "first");

        assertThat(settling.before("USERS", "second")).isEqualTo(SETTLE_TIME);
    }

    @Test
    void knowsAListInAnyCaseAndLeavesOthersAlone() {
        settling.lost("USERS", "first");

        assertThat(settling.before("users", "second")).isEqualTo(SETTLE_TIME);
        assertThat(settling.before("segment_events", "second")).isZero();
    }

    @Test
    void afterACrashEveryListWaitsForSettleTimeAndThenNoneDoes() {
        settling.crashed();

        assertThat(settling.before("USERS", "any")).isEqualTo(SETTLE_TIME);
        assertThat(settling.before("segment_events", "any")).isEqualTo(SETTLE_TIME);
        clock.move(SETTLE_TIME);
        assertThat(settling.before("USERS", "any")).isZero();
    }

    @Test
    void isOpenAsLongAsSomethingMayStillTakeEffect() {
        assertThat(settling.isOpen()).isFalse();
        settling.lost("USERS", "first");
        assertThat(settling.isOpen()).isTrue();
        clock.move(SETTLE_TIME);
        assertThat(settling.isOpen()).isFalse();
        settling.crashed();
        assertThat(settling.isOpen()).isTrue();
    }
}
