package org.eventgateway.smc.destination;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CallSizesTest {
    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T00:00:00Z"));
    private final CallSizes sizes = new CallSizes(clock, 2_500);

    @Test
    void halvesWhatWasTooMuchForThatListAlone() {
        sizes.tooLarge("Users", 1_000);

        assertThat(sizes.of("USERS")).isEqualTo(500);
        assertThat(sizes.of("segment_events")).isEqualTo(2_500);
    }

    @Test
    void neverGetsLargerByARefusalNorSmallerThanOneRow() {
        sizes.tooLarge("users", 4);
        sizes.tooLarge("users", 2_500); // was under way with the size of before
        assertThat(sizes.of("users")).isEqualTo(1);

        sizes.tooLarge("users", 1);
        assertThat(sizes.of("users")).isEqualTo(1);
    }

    @Test
    void triesTwiceAsMuchEveryTenMinutes() {
        sizes.tooLarge("users", 1_400);
        clock.move(Duration.ofMinutes(10).minusMillis(1));
        assertThat(sizes.of("users")).isEqualTo(700);

        clock.move(Duration.ofMillis(1));
        assertThat(sizes.of("users")).isEqualTo(1_400);
        clock.move(Duration.ofMinutes(10));
        assertThat(sizes.of("users")).isEqualTo(2_500);
    }
}
