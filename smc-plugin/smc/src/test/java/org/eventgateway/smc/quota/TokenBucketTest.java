package org.eventgateway.smc.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private Instant now = Instant.parse("2026-03-01T00:00:00Z");
    private final Clock virtual = new Clock() {
        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    @Test
    void staysBelowTheLimitInEveryMinute() {
        TokenBucket bucket = new TokenBucket(virtual);
        Deque<Instant> lastMinute = new ArrayDeque<>();
        int most = 0;
        for (int step = 0; step < 60_000; step++) {
            // Bursts after pauses of several lengths, as fast as the bucket lets through.
            if (step % 16_000 == 15_999) {
                now = now.plusSeconds(step % 90);
            }
            Duration pause = bucket.take();
            if (!pause.isZero()) {
                now = now.plus(pause);
                continue;
            }
            lastMinute.addLast(now);
            while (lastMinute.getFirst().isBefore(now.minusSeconds(60))) {
                lastMinute.removeFirst();
            }
            most = Math.max(most, lastMinute.size());
        }

        assertThat(most).isBetween(2_400, 2_500);
    }

    @Test
    void letsNobodyThroughBeforeTheTimeThatSmcNamed() {
        TokenBucket bucket = new TokenBucket(virtual);
        bucket.closeUntil(now.plusSeconds(20));

        assertThat(bucket.take()).isEqualTo(Duration.ofSeconds(20));
        now = now.plusSeconds(20);
        assertThat(bucket.take()).isZero();
    }

    @Test
    void sharesTheBucketOfAKeyAmongConnections() {
        Quotas quotas = new Quotas();

        assertThat(quotas.of("key", virtual)).isSameAs(quotas.of("key", virtual));
        assertThat(quotas.of("key", virtual)).isNotSameAs(quotas.of("other", virtual));
    }
}
