package org.eventgateway.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.ToIntFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many seeds. {@code -Dsimulation.seeds=10000} runs more of them, {@code -Dsimulation.seed=123} one alone.
 */
class SimulationTest {
    private static final int ON_THE_REAL_LOG = 20;
    private static final int SHOWN = 5;

    /** With so many seeds each thing that can go wrong must have gone wrong. */
    private static final int ENOUGH_FOR_EVERYTHING = 1_000;

    @TempDir
    private Path folder;

    @Test
    void whateverHappensEachEventTakesEffectOnceAndInOrder() throws Exception {
        TreeMap<Long, List<String>> failed = new TreeMap<>();
        long seeds = Long.getLong("simulation.seeds", 1_000);
        ConcurrentSkipListMap<Long, Simulation.Result> results = new ConcurrentSkipListMap<>();
        Long alone = Long.getLong("simulation.seed");
        LongStream chosen = alone == null ? LongStream.rangeClosed(1, seeds) : LongStream.of(alone);
        chosen.parallel().forEach(seed -> results.put(seed, run(seed)));
        Coverage coverage = new Coverage();
        results.forEach((seed, result) -> {
            coverage.add(result.coverage());
            if (!result.problems().isEmpty() && failed.size() < SHOWN) {
                failed.put(seed, result.problems());
            }
        });

        System.out.printf(
                "simulated %d seeds: %d events, %d requests, %d crashes, %s%n",
                results.size(),
                sum(results, Simulation.Result::events),
                sum(results, Simulation.Result::requests),
                sum(results, Simulation.Result::crashes),
                coverage);
        assertThat(failed)
                .as(() -> "to run one of these seeds alone: mvn -pl it-tests/simulation -am test -Dtest=SimulationTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dsimulation.seed=" + failed.firstKey())
                .isEmpty();
        if (results.size() >= ENOUGH_FOR_EVERYTHING) {
            assertThat(coverage.missing())
                    .as("what never went wrong in " + coverage)
                    .isEmpty();
        }
    }

    private static long sum(Map<Long, Simulation.Result> results, ToIntFunction<Simulation.Result> of) {
        return results.values().stream().mapToInt(of).asLongStream().sum();
    }

    private Simulation.Result run(long seed) {
        if (seed % ON_THE_REAL_LOG != 0) {
            return Simulation.run(seed);
        }
        try {
            Path own = Files.createDirectory(folder.resolve("seed-" + seed));
            return Simulation.run(seed, Optional.of(own), Map.of(), (destination, clock) -> destination);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
