package org.eventgateway.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eventgateway.engine.delivery.DeliveryBench.SMC;
import static org.eventgateway.engine.fake.TestEvents.tracks;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eventgateway.engine.fake.ScriptedDestination;
import org.eventgateway.engine.fake.VirtualClock;
import org.eventgateway.plugin.destination.Batch;
import org.eventgateway.plugin.destination.DeliveryResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HalvingTest {

    static Stream<Arguments> poisons() {
        return Stream.of(
                Arguments.of("alone", 1, Set.of("m1")),
                Arguments.of("first", 8, Set.of("m1")),
                Arguments.of("last", 8, Set.of("m8")),
                Arguments.of("odd number", 7, Set.of("m4")),
                Arguments.of("full batch", 2_500, Set.of("m1777")),
                Arguments.of("two neighbours", 100, Set.of("m50", "m51")),
                Arguments.of("two far apart", 1_000, Set.of("m3", "m999")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("poisons")
    void findsThePoisonAtTheCostOfABinarySearch(String name, int events, Set<String> poison) {
        DeliveryBench bench = refusing(poison);

        bench.accept(tracks(events)).untilIdle();

        double bound = poison.size() * (2 * Math.ceil(Math.log(events) / Math.log(2)) + 2);
        assertThat(bench.destination.sent().size() - 1).as("extra calls").isLessThanOrEqualTo((int) bound);
        assertThat(bench.store.dead(SMC))
                .extracting(letter -> letter.event().orElseThrow().messageId())
                .containsExactlyInAnyOrderElementsOf(poison);
        assertThat(bench.balance().delivered()).isEqualTo(events - poison.size());
    }

    @Test
    void theHalvesGoOutInOrderAndAtOnce() {
        DeliveryBench bench = refusing(Set.of("m2"));

        bench.accept(tracks(4)).untilIdle();

        assertThat(bench.destination.sent())
                .containsExactly(
                        List.of("m1", "m2", "m3", "m4"),
                        List.of("m1", "m2"),
                        List.of("m1"),
                        List.of("m2"),
                        List.of("m3", "m4"));
        assertThat(bench.clock.instant()).isEqualTo(VirtualClock.START);
    }

    @Test
    void theDeadLetterKeepsTheReasonAndTheAttempts() {
        DeliveryBench bench = refusing(Set.of("m1"));

        bench.accept(tracks(2)).untilIdle();

        assertThat(bench.store.dead(SMC)).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo(Answers.BAD_BATCH);
            assertThat(letter.attempts()).isEqualTo(2);
        });
    }

    @Test
    void theSecondHalfWaitsForTheFirst() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination
                .answer(new DeliveryResult.Refused(Answers.BAD_BATCH))
                .answer(new DeliveryResult.Unknown(Answers.TIMED_OUT));

        bench.accept(tracks(2)).untilIdle();

        assertThat(bench.destination.sent())
                .containsExactly(List.of("m1", "m2"), List.of("m1"), List.of("m1"), List.of("m2"));
    }

    private static DeliveryBench refusing(Set<String> poison) {
        DeliveryBench bench = new DeliveryBench();
        bench.destination.otherwise(batch -> holds(batch, poison)
                ? new DeliveryResult.Refused(Answers.BAD_BATCH)
                : ScriptedDestination.allDelivered(batch));
        return bench;
    }

    private static boolean holds(Batch batch, Set<String> poison) {
        return batch.items().stream()
                .anyMatch(item -> poison.contains(item.event().messageId()));
    }
}
