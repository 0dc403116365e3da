package org.eventgateway.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many seeds. {@code -Dsimulation.seeds=10000} runs more of them, {@code -Dsimulation.seed=123} one alone.
 */
class SimulationTest {
    private static final int ON_THE_REAL_LOG = 20;
    private static final int SHOWN = 5;

    @TempDir
    private Path folder;

    @Test
    void whateverHappensEachEventTakesEffectOnceAndInOrder() throws Exception {
        TreeMap<Long, List<String>> failed = new TreeMap<>();
        long seeds = Long.getLong("simulation.seeds", 1_000);
        AtomicLong events = new AtomicLong();
        AtomicLong requests = new AtomicLong();
        AtomicLong crashes = new AtomicLong();
        AtomicLong quotaRefusals = new AtomicLong();
        ConcurrentSkipListMap<Long, Simulation.Result> results = new ConcurrentSkipListMap<>();
        Long alone = Long.getLong("simulation.seed");
        LongStream chosen = alone == null ? LongStream.rangeClosed(1, seeds) : LongStream.of(alone);
        chosen.parallel().forEach(seed -> {
            Simulation.Result result = run(seed);
            events.addAndGet(result.events());
            requests.addAndGet(result.requests());
            crashes.addAndGet(result.crashes());
            quotaRefusals.addAndGet(result.quotaRefusals());
            results.put(seed, result);
        });
        results.forEach((seed, result) -> {
            if (!result.problems().isEmpty() && failed.size() < SHOWN) {
                failed.put(seed, result.problems());
            }
        });

        System.out.printf(
                "simulated %d seeds: %d events, %d requests, %d crashes, quota used up %d times%n",
                results.size(), events.get(), requests.get(), crashes.get(), quotaRefusals.get());
        assertThat(failed)
                .as(() -> "to run one of these seeds alone: mvn -pl it-tests/simulation test -Dsimulation.seed="
                        + failed.firstKey())
                .isEmpty();
    }

    private Simulation.Result run(long seed) {
        if (seed % ON_THE_REAL_LOG != 0) {
            return Simulation.run(seed);
        }
        try {
            Path own = Files.createDirectory(folder.resolve("seed-" + seed));
            return Simulation.run(seed, Optional.of(own), destination -> destination);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
