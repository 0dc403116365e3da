package org.eventgateway.smc.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenBucketTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    /** So much of a window is over at the start, where windows follow the clock. */
    private static final int PAST = 37;

    private Instant now = START;
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
    void saysHowLongItIsEmptyWithoutTakingAnything() {
        TokenBucket bucket = new TokenBucket(virtual, TokenBucket.STANDARD);
        assertThat(bucket.emptyFor()).isZero();
        IntStream.range(0, 59).forEach(any -> assertThat(bucket.take()).isZero());

        Duration empty = bucket.emptyFor();
        assertThat(empty).isPositive().isEqualTo(bucket.emptyFor());
        now = now.plus(empty);
        assertThat(bucket.emptyFor()).isZero();
        assertThat(bucket.take()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 1_000, 2_500, 60_000})
    void staysBelowTheLimitInEveryMinute(int perMinute) {
        TokenBucket bucket = new TokenBucket(virtual, perMinute);
        Deque<Instant> lastMinute = new ArrayDeque<>();
        int most = 0;
        int pauses = 6 * perMinute;
        for (int step = 0; step < 4 * pauses; step++) {
            // Bursts after pauses of several lengths, as fast as the bucket lets through.
            if (step % pauses == pauses - 1) {
                now = now.plusSeconds(30L * (step / pauses));
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

        assertThat(most).isBetween(perMinute * 96 / 100, perMinute);
    }

    @Test
    void letsNobodyThroughBeforeTheTimeThatSmcNamed() {
        TokenBucket bucket = new TokenBucket(virtual, TokenBucket.STANDARD);
        bucket.refusedUntil(now.plusSeconds(20));

        assertThat(bucket.take()).isEqualTo(Duration.ofSeconds(20));
        now = now.plusSeconds(20);
        assertThat(bucket.take()).isZero();
    }

    @ParameterizedTest
    @MethodSource("hiddenLimits")
    void settlesAtALowerLimitWithinAMinuteAndIsHardlyRefusedFromThenOn(Supplier<Window> windows, int hidden) {
        TokenBucket bucket = new TokenBucket(virtual, TokenBucket.STANDARD);
        Window window = windows.get();
        Instant start = now;
        int sent = 0;
        int refused = 0;
        int[] taken = new int[12];
        int limitAfterAMinute = 0;
        while (now.isBefore(start.plus(Duration.ofMinutes(12)))) {
            Duration pause = bucket.take();
            now = now.plus(pause);
            int minute = (int) Duration.between(start, now).toMinutes();
            if (limitAfterAMinute == 0 && !now.isBefore(window.firstWhole().plusSeconds(60))) {
                limitAfterAMinute = bucket.limit();
            }
            if (!pause.isZero()) {
                continue;
            }
            boolean allowed = window.allows(now);
            if (allowed) {
                taken[minute]++;
            } else {
                bucket.refusedUntil(window.end(now));
            }
            if (minute >= 1) {
                sent++;
                refused += allowed ? 0 : 1;
            }
        }

        assertThat((double) refused / sent).isLessThan(0.01);
        assertThat(limitAfterAMinute).isBetween((int) (hidden * 0.9), (int) (hidden * 1.1));
        assertThat(bucket.limit()).isBetween((int) (hidden * 0.9), (int) (hidden * 1.1));
        assertThat(IntStream.of(taken).skip(2)).allMatch(each -> each >= hidden * 0.9 - 1 && each <= hidden * 1.1);
    }

    static Stream<Arguments> hiddenLimits() {
        return IntStream.of(60, 300, 600, 1_200, 2_000)
                .boxed()
                .flatMap(hidden -> Stream.of(
                        Arguments.of(
                                named("from the first call", (Supplier<Window>)
                                        () -> new FixedWindow(hidden, Instant.MIN)),
                                hidden),
                        Arguments.of(
                                named("of the clock", (Supplier<Window>)
                                        () -> new FixedWindow(hidden, START.minusSeconds(PAST))),
                                hidden),
                        Arguments.of(named("sliding", (Supplier<Window>) () -> new SlidingWindow(hidden)), hidden)));
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 120})
    void learnsFromTheLastMinuteWhenTheWindowsEndIsNotTold(int seconds) {
        TokenBucket bucket = new TokenBucket(virtual, TokenBucket.STANDARD);
        for (int taken = 0; taken <= 400; taken += bucket.take().isZero() ? 1 : 0) {
            now = now.plusMillis(20);
        }

        bucket.refusedUntil(now.plusSeconds(seconds));

        assertThat(bucket.limit()).isBetween(399, 401);
    }

    @Test
    void isClosedUntilTheWindowThatSmcNamedHasEndedAndNotWhenItIsOnlyEmpty() {
        TokenBucket bucket = new TokenBucket(virtual, TokenBucket.STANDARD);
        while (bucket.take().isZero()) {
            // until it is empty
        }
        assertThat(bucket.closedFor()).isZero();

        bucket.refusedUntil(now.plusSeconds(30));

        assertThat(bucket.closedFor()).isEqualTo(Duration.ofSeconds(30));
        now = now.plusSeconds(30);
        assertThat(bucket.closedFor()).isZero();
    }

    @Test
    void triesMoreAgainWhenTheLimitIsLifted() {
        TokenBucket bucket = new TokenBucket(virtual, TokenBucket.STANDARD);
        for (int i = 0; i < 60; i++) {
            bucket.take();
        }
        bucket.refusedUntil(now.plusSeconds(30));

        assertThat(bucket.limit()).isEqualTo(60);
        now = now.plusSeconds(30 + 61 + 61);
        assertThat(bucket.limit()).as("the first step is small").isEqualTo(63);
        for (int minute = 0; minute < 10; minute++) {
            now = now.plusSeconds(61);
            bucket.take();
        }
        assertThat(bucket.limit()).isEqualTo(2_480);
    }

    /** How SMC counts. */
    private interface Window {
        boolean allows(Instant now);

        /** When SMC says that a call will be allowed again. */
        Instant end(Instant now);

        /** When the first window began of which the bucket saw all calls: in less than one it may not get to the limit. */
        default Instant firstWhole() {
            return START;
        }
    }

    /** A window begins with the first call after the last one ended, or with each minute of a clock. */
    private static final class FixedWindow implements Window {
        private final int limit;
        private final boolean ofTheClock;
        private Instant began;
        private int used;

        FixedWindow(int limit, Instant began) {
            this.limit = limit;
            this.began = began;
            this.ofTheClock = !began.equals(Instant.MIN);
        }

        @Override
        public boolean allows(Instant now) {
            if (began.equals(Instant.MIN) || !now.isBefore(end(now))) {
                began = ofTheClock
                        ? began.plusSeconds(Duration.between(began, now).toMinutes() * 60)
                        : now;
                used = 0;
            }
            return ++used <= limit;
        }

        @Override
        public Instant end(Instant now) {
            return began.plusSeconds(60);
        }

        @Override
        public Instant firstWhole() {
            return ofTheClock ? START.plusSeconds(60 - PAST) : START;
        }
    }

    /** Any minute counts. */
    private static final class SlidingWindow implements Window {
        private final int limit;
        private final ArrayDeque<Instant> calls = new ArrayDeque<>();

        SlidingWindow(int limit) {
            this.limit = limit;
        }

        @Override
        public boolean allows(Instant now) {
            while (!calls.isEmpty() && !calls.getFirst().isAfter(now.minusSeconds(60))) {
                calls.removeFirst();
            }
            boolean allowed = calls.size() < limit;
            if (allowed) {
                calls.addLast(now);
            }
            return allowed;
        }

        @Override
        public Instant end(Instant now) {
            return calls.getFirst().plusSeconds(60);
        }
    }

    @Test
    void sharesTheBucketOfAKeyAmongConnections() {
        Quotas quotas = new Quotas();

        assertThat(quotas.of("key", 2_500, virtual)).isSameAs(quotas.of("key", 2_500, virtual));
        assertThat(quotas.of("key", 2_500, virtual)).isNotSameAs(quotas.of("other", 2_500, virtual));
    }

    @Test
    void takesTheLowestWordOfThoseWhoShareAKey() {
        Quotas quotas = new Quotas();
        TokenBucket bucket = quotas.of("key", 2_500, virtual);

        quotas.of("key", 600, virtual);
        quotas.of("key", 60_000, virtual);

        assertThat(bucket.limit()).isEqualTo(596);
        now = now.plus(Duration.ofMinutes(20));
        assertThat(bucket.limit()).as("nothing above it is tried").isEqualTo(596);
        assertThat(takenIn(bucket, Duration.ofMinutes(3))).isBetween(3 * 580, 3 * 600);
    }

    private int takenIn(TokenBucket bucket, Duration time) {
        Instant end = now.plus(time);
        int taken = 0;
        while (now.isBefore(end)) {
            Duration pause = bucket.take();
            taken += pause.isZero() ? 1 : 0;
            now = now.plus(pause);
        }
        return taken;
    }
}
