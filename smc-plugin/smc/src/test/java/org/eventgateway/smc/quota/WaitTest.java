package org.eventgateway.smc.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WaitTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:20:30Z");
    private final Wait wait = new Wait();

    @Test
    void lastsAsLongAsTheLongestThatWasAskedFor() {
        assertThat(wait.left(NOW)).isZero();
        wait.atLeast(Duration.ofSeconds(30), NOW);
        wait.atLeast(Duration.ofSeconds(10), NOW.plusSeconds(5));

        assertThat(wait.left(NOW.plusSeconds(5))).isEqualTo(Duration.ofSeconds(25));
        assertThat(wait.left(NOW.plusSeconds(30))).isZero();
        assertThat(wait.left(NOW.plusSeconds(31))).isZero();
    }

    @Test
    void whatIsOverDoesNotBeginAnewWhenTheClockIsSetBack() {
        wait.atLeast(Duration.ofDays(1), NOW);
        Instant over = NOW.plus(Duration.ofDays(1));

        assertThat(wait.left(over)).isZero();
        assertThat(wait.left(over.minusSeconds(3_600))).isZero();
    }

    @Test
    void aClockThatIsSetBackLetsItBeginAnewButNotLastLonger() {
        wait.atLeast(Duration.ofSeconds(30), NOW);
        Instant earlier = NOW.minusSeconds(7_200);

        assertThat(wait.left(earlier)).isEqualTo(Duration.ofSeconds(30));
        assertThat(wait.left(earlier.plusSeconds(29))).isEqualTo(Duration.ofSeconds(1));
        assertThat(wait.left(earlier.plusSeconds(30))).isZero();
    }
}
