package org.eventgateway.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eventgateway.engine.delivery.DeliveryBench.SMC;
import static org.eventgateway.engine.delivery.DeliveryBench.batchesOf;
import static org.eventgateway.engine.fake.TestEvents.track;
import static org.eventgateway.engine.fake.TestEvents.tracks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.eventgateway.engine.fake.ScriptedDestination;
import org.eventgateway.plugin.destination.Batch;
import org.eventgateway.plugin.destination.DeliveryResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CrashTest {
    private static final int BATCH = 4;

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aCrashAtAnyStepLosesNothingAndRepeatsAtMostTheBatchInHand(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        DeliveryBench bench = new DeliveryBench(batchesOf(BATCH));
        Remote remote = new Remote(random);
        bench.destination.otherwise(remote::answer);
        bench.accept(tracks(40));

        Delivery running = bench.delivery;
        int crashes = 0;
        Due due = Due.NOW;
        while (!due.equals(Due.ON_EVENT)) {
            if (random.nextInt(12) == 0) {
                running = bench.delivery(batchesOf(BATCH), bench.destination);
                crashes++;
            }
            Delivery current = running;
            due = current.step(() -> {
                if (random.nextBoolean()) {
                    current.prepareAhead();
                }
            });
            if (!due.equals(Due.ON_EVENT)) {
                bench.clock.advanceTo(due.at());
            }
        }

        assertThat(bench.balance().delivered()).as("seed %d", seed).isEqualTo(40);
        assertThat(remote.times).as("seed %d", seed).hasSize(40);
        assertThat(remote.repeats).as("repeats by crashes, seed %d", seed).isLessThanOrEqualTo(crashes * BATCH);
    }

    @Test
    void aRestartForgetsWhatIsNotSettled() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination.answer(new DeliveryResult.Unknown(Answers.TIMED_OUT));
        bench.accept(track("m1", "u")).untilItWaits();

        bench.delivery.restart();
        bench.untilIdle();

        assertThat(bench.destination.shipments()).containsExactly(1, 2);
        assertThat(bench.balance().delivered()).isEqualTo(1);
        assertThat(bench.store.dead(SMC)).isEmpty();
    }

    @Test
    void aRestartDoesNotWaitForWhatWasWaitedForBefore() {
        DeliveryBench bench = new DeliveryBench();
        bench.destination.answer(Answers.PAUSED);
        bench.accept(track("m1", "u")).untilItWaits();

        bench.delivery.restart();
        bench.untilItWaits();

        assertThat(bench.destination.sent()).hasSize(2);
    }

    /** Delivers, sometimes only the first few, and counts what it got twice. */
    private static final class Remote {
        private final SplittableRandom random;
        private final Map<String, Integer> times = new HashMap<>();
        private int repeats;

        Remote(SplittableRandom random) {
            this.random = random;
        }

        DeliveryResult answer(Batch batch) {
            List<Batch.Item> done =
                    batch.items().subList(0, random.nextInt(batch.items().size() + 1));
            for (Batch.Item item : done) {
                if (times.merge(item.event().messageId(), 1, Integer::sum) > 1) {
                    repeats++;
                }
            }
            return done.isEmpty()
                    ? new DeliveryResult.Unknown(Answers.TIMED_OUT)
                    : ScriptedDestination.allDelivered(new Batch(done));
        }
    }
}
