package org.eventgateway.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WriteQueueTest {
    private static final long NEVER = TimeUnit.HOURS.toNanos(1);
    private static final Duration SOON = Duration.ofSeconds(20);

    private final WriteQueue queue = new WriteQueue();
    private final List<Thread> takers = new ArrayList<>();

    @AfterEach
    void stop() throws InterruptedException {
        for (Thread taker : takers) {
            taker.interrupt();
            taker.join();
        }
    }

    @Test
    void givesWhatWaitsInTheOrderInWhichItCame() throws InterruptedException {
        List<Write<?>> writes = List.of(append(1), other(), append(1));
        writes.forEach(queue::add);

        assertThat(take(0, NEVER)).containsExactlyElementsOf(writes);
        assertThat(queue.size()).isZero();
    }

    @Test
    void whoAbandonsItGetsAllThatWaitsAndNothingComesIn() {
        List<Write<?>> writes = List.of(append(1), other(), append(1));
        writes.forEach(queue::add);
        List<Write<?>> left = new ArrayList<>();

        queue.abandon(left);

        assertThat(left).containsExactlyElementsOf(writes);
        assertThat(queue.size()).isZero();
        assertThat(queue.add(append(1))).isFalse();
    }

    @Test
    void waitsForAFirstOneHoweverLittleItIsPatient() {
        CompletableFuture<List<Write<?>>> taken = takeElsewhere(5, 0);
        await().until(() -> takers.get(0).getState() == Thread.State.WAITING);
        Write<?> write = append(1);

        queue.add(write);

        assertThat(taken).succeedsWithin(SOON).isEqualTo(List.of(write));
    }

    @Test
    void waitsForAsManyAsAreExpected() {
        CompletableFuture<List<Write<?>>> taken = takeElsewhere(3, NEVER);
        queue.add(append(1));
        queue.add(append(1));
        await().until(() -> takers.get(0).getState() == Thread.State.TIMED_WAITING);
        assertThat(taken).isNotDone();

        queue.add(append(1));

        assertThat(taken.thenApply(List::size)).succeedsWithin(SOON).isEqualTo(3);
    }

    @Test
    void waitsNoLongerThanItIsPatient() {
        queue.add(append(1));

        CompletableFuture<List<Write<?>>> taken = takeElsewhere(3, 1_000);

        assertThat(taken.thenApply(List::size)).succeedsWithin(SOON).isEqualTo(1);
    }

    @Test
    void whatMakesRoomEndsTheWait() {
        CompletableFuture<List<Write<?>>> taken = takeElsewhere(3, NEVER);
        queue.add(append(1));
        await().until(() -> takers.get(0).getState() == Thread.State.TIMED_WAITING);

        queue.add(other());

        assertThat(taken.thenApply(List::size)).succeedsWithin(SOON).isEqualTo(2);
    }

    @Test
    void onceItIsTakenWhatMakesRoomHurriesNobody() throws InterruptedException {
        queue.add(other());
        take(0, 0);
        queue.add(append(1));

        CompletableFuture<List<Write<?>>> taken = takeElsewhere(2, NEVER);
        await().until(() -> takers.get(0).getState() == Thread.State.TIMED_WAITING);
        queue.add(append(1));

        assertThat(taken.thenApply(List::size)).succeedsWithin(SOON).isEqualTo(2);
    }

    @Test
    void closingEndsTheWaitAndRefusesTheRest() {
        Write<?> waiting = append(1);
        queue.add(waiting);
        CompletableFuture<List<Write<?>>> taken = takeElsewhere(3, NEVER);
        await().until(() -> takers.get(0).getState() == Thread.State.TIMED_WAITING);
        Write<?> last = other();

        queue.close(last);
        queue.close(other());

        assertThat(taken).succeedsWithin(SOON).isEqualTo(List.of(waiting, last));
        assertThat(queue.add(append(1))).isFalse();
        assertThat(queue.size()).isZero();
    }

    @Test
    void aGroupHasABoundInWrites() throws InterruptedException {
        for (int i = 0; i < 4_500; i++) {
            queue.add(append(1));
        }

        assertThat(take(5_000, NEVER)).hasSize(4_096);
        assertThat(take(0, NEVER)).hasSize(404);
    }

    @Test
    void aGroupHasABoundInBytes() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            queue.add(append(2 << 20));
        }

        assertThat(take(9, NEVER)).hasSize(2);
        assertThat(take(9, NEVER)).hasSize(2);
        assertThat(take(9, 0)).hasSize(1);
    }

    @Test
    void aWaitEndsWhenTheGroupIsFullInBytes() {
        queue.add(append(2 << 20));
        CompletableFuture<List<Write<?>>> taken = takeElsewhere(9, NEVER);
        await().until(() -> takers.get(0).getState() == Thread.State.TIMED_WAITING);

        queue.add(append(2 << 20));

        assertThat(taken.thenApply(List::size)).succeedsWithin(SOON).isEqualTo(2);
    }

    @Test
    void tellsHowTheWaitEnded() throws InterruptedException {
        queue.add(append(1));
        assertThat(queue.take(new ArrayList<>(), 2, 0)).isEqualTo(WriteQueue.Wait.IN_VAIN);
        queue.add(append(1));
        queue.add(append(1));
        assertThat(queue.take(new ArrayList<>(), 2, 0)).isEqualTo(WriteQueue.Wait.COMPLETE);
        queue.add(append(4 << 20));
        assertThat(queue.take(new ArrayList<>(), 2, 0)).isEqualTo(WriteQueue.Wait.COMPLETE);
        queue.add(append(1));
        queue.add(other());
        assertThat(queue.take(new ArrayList<>(), 3, 0)).isEqualTo(WriteQueue.Wait.CUT_SHORT);
        queue.add(append(1));
        assertThat(queue.take(new ArrayList<>(), 0, 0)).isEqualTo(WriteQueue.Wait.COMPLETE);
    }

    @Test
    void anInterruptedWaitTakesNothing() throws InterruptedException {
        Write<?> write = append(1);
        queue.add(write);
        CompletableFuture<List<Write<?>>> taken = takeElsewhere(2, NEVER);
        await().until(() -> takers.get(0).getState() == Thread.State.TIMED_WAITING);

        takers.get(0).interrupt();

        assertThat(taken).failsWithin(SOON).withThrowableThat().withCauseInstanceOf(InterruptedException.class);
        assertThat(take(0, 0)).isEqualTo(List.of(write));
    }

    private List<Write<?>> take(int expected, long nanos) throws InterruptedException {
        List<Write<?>> group = new ArrayList<>();
        queue.take(group, expected, nanos);
        return group;
    }

    private CompletableFuture<List<Write<?>>> takeElsewhere(int expected, long nanos) {
        CompletableFuture<List<Write<?>>> taken = new CompletableFuture<>();
        Thread taker = new Thread(() -> {
            try {
                taken.complete(take(expected, nanos));
            } catch (InterruptedException e) {
                taken.completeExceptionally(e);
            }
        });
        takers.add(taker);
        taker.start();
        return taken;
    }

    private static Write<Boolean> append(long bytes) {
        return new Write<>(session -> true, bytes, true);
    }

    private static Write<Boolean> other() {
        return new Write<>(session -> true, 0, false);
    }
}
