package org.eventgateway.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JitteredBackOffTest {

    @Test
    void theLongestPossibleDelayDoublesUpToTheLimit() {
        List<Long> longest = IntStream.range(0, 6)
                .mapToObj(failures ->
                        many(failures).mapToLong(Duration::toMillis).max().orElseThrow())
                .toList();

        assertThat(longest).containsExactly(10L, 20L, 40L, 80L, 100L, 100L);
    }

    @Test
    void aDelayMayBeZeroSoThatSendersSpread() {
        assertThat(many(3)).contains(Duration.ZERO);
    }

    @Test
    void afterASuccessItStartsSmallAgain() {
        JitteredBackOff backOff = backOff(1);
        IntStream.range(0, 10).forEach(i -> backOff.next());

        backOff.reset();

        assertThat(backOff.next()).isLessThanOrEqualTo(Duration.ofMillis(10));
    }

    /** The delay after so many failures, drawn with many seeds. */
    private static Stream<Duration> many(int failures) {
        return IntStream.range(0, 5_000).mapToObj(seed -> {
            JitteredBackOff backOff = backOff(seed);
            IntStream.range(0, failures).forEach(i -> backOff.next());
            return backOff.next();
        });
    }

    private static JitteredBackOff backOff(long seed) {
        return new JitteredBackOff(Duration.ofMillis(10), Duration.ofMillis(100), new SplittableRandom(seed));
    }
}
