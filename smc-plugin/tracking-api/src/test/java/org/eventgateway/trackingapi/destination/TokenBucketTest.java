package org.eventgateway.trackingapi.destination;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private final SteppedClock clock = new SteppedClock(Instant.parse("2026-11-22T10:00:00Z"));
    private final TokenBucket bucket = new TokenBucket(50, clock);

    @Test
    void neverGivesMoreThanTheRateAfterTheFirstSecondsWorth() {
        int given = 0;
        for (int step = 0; step < 10_000; step++) {
            if (bucket.take().isEmpty()) {
                given++;
            }
            clock.advance(Duration.ofMillis(1));
        }

        assertThat(given).isBetween(50 * 10, 50 * 11);
    }

    @Test
    void saysWhenTheNextIsThereAndHasItThen() {
        for (int i = 0; i < 50; i++) {
            assertThat(bucket.take()).isEmpty();
        }
        Instant next = bucket.take().orElseThrow();
        assertThat(next).isEqualTo(clock.instant().plusMillis(20));

        clock.advance(Duration.ofMillis(20));
        assertThat(bucket.take()).isEmpty();
    }

    @Test
    void survivesAClockThatIsSetBack() {
        for (int i = 0; i < 50; i++) {
            bucket.take();
        }
        clock.advance(Duration.ofHours(-1));
        assertThat(bucket.take()).hasValue(clock.instant().plusMillis(20));
    }
}
