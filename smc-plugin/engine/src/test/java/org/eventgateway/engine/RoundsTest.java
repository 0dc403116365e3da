package org.eventgateway.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private final BlockingQueue<Integer> done = new ArrayBlockingQueue<>(100);
    private final AtomicInteger count = new AtomicInteger();

    @Test
    void theFirstRoundIsAtOnceAndTheNextWhenItIsWoken() throws InterruptedException {
        try (Rounds rounds = rounds(Optional.empty())) {
            rounds.start();
            assertThat(next()).isEqualTo(1);

            rounds.wake();

            assertThat(next()).isEqualTo(2);
        }
    }

    @Test
    void aRoundThatAsksForAPauseIsFollowedByAnother() throws InterruptedException {
        try (Rounds rounds = rounds(Optional.of(Duration.ofNanos(1)))) {
            rounds.start();

            assertThat(next()).isEqualTo(1);
            assertThat(next()).isEqualTo(2);
        }
    }

    @Test
    void whoIsWokenDoesNotWaitForTheEndOfThePause() throws InterruptedException {
        try (Rounds rounds = rounds(Optional.of(Duration.ofDays(1)))) {
            rounds.start();
            assertThat(next()).isEqualTo(1);

            rounds.wake();

            assertThat(next()).isEqualTo(2);
        }
    }

    @Test
    void aCallWhileARoundIsUnderWayIsNotLost() throws InterruptedException {
        AtomicInteger calls = new AtomicInteger();
        Rounds[] self = new Rounds[1];
        self[0] = new Rounds("test", Thread::new, () -> {
            if (calls.incrementAndGet() == 1) {
                self[0].wake();
            }
            done.add(calls.get());
            return Optional.empty();
        });
        try (Rounds rounds = self[0]) {
            rounds.start();

            assertThat(next()).isEqualTo(1);
            assertThat(next()).isEqualTo(2);
        }
    }

    @Test
    void aRoundIsFollowedByAnotherWhateverBecameOfIt() throws InterruptedException {
        Rounds rounds = new Rounds("test", Thread::new, () -> {
            round();
            throw new OutOfMemoryError("no room for a round");
        });
        try (rounds) {
            rounds.start();
            assertThat(next()).isEqualTo(1);

            rounds.wake();

            assertThat(next()).isEqualTo(2);
        }
    }

    @Test
    void noRoundBeginsAfterTheEnd() throws InterruptedException {
        Thread[] made = new Thread[1];
        Rounds rounds = new Rounds("test", task -> made[0] = new Thread(task), this::round);
        rounds.start();
        assertThat(next()).isEqualTo(1);

        rounds.close();
        rounds.wake();

        assertThat(made[0].isAlive()).isFalse();
        assertThat(made[0].getName()).isEqualTo("event-gateway test");
        assertThat(done).isEmpty();
    }

    private Rounds rounds(Optional<Duration> pause) {
        return new Rounds("test", Thread::new, () -> {
            round();
            return pause;
        });
    }

    private Optional<Duration> round() {
        done.offer(count.incrementAndGet());
        return Optional.empty();
    }

    private Integer next() throws InterruptedException {
        Integer round = done.poll(30, TimeUnit.SECONDS);
        assertThat(round).as("a round").isNotNull();
        return round;
    }
}
