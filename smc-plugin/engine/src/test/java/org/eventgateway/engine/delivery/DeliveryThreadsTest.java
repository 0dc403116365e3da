package org.eventgateway.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.eventgateway.engine.delivery.DeliveryBench.SMC;
import static org.eventgateway.engine.delivery.DeliveryBench.batchesOf;
import static org.eventgateway.engine.fake.TestEvents.track;
import static org.eventgateway.engine.fake.TestEvents.tracks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.eventgateway.engine.fake.ScriptedDestination;
import org.eventgateway.plugin.destination.DeliveryResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeliveryThreadsTest {
    private final DeliveryBench bench = new DeliveryBench(batchesOf(10));
    private final List<Thread> made = new ArrayList<>();
    private final DeliveryThreads threads = new DeliveryThreads(SMC, bench.delivery, bench.clock, this::thread);

    @AfterEach
    void end() {
        threads.stop();
        threads.awaitEnd(Duration.ofSeconds(5));
    }

    @Test
    void noEventIsOverlookedWhoeverAppendsWhen() {
        bench.store.onAppend(SMC, threads::eventsArrived);
        threads.start();

        IntStream.range(0, 2_000).parallel().forEach(i -> bench.store.append(SMC, List.of(track("m" + i, "u"))));

        await().until(() -> bench.balance().delivered() == 2_000);
        assertThat(bench.balance().addsUp()).isTrue();
    }

    @Test
    void nothingIsSentBeforeWhatComesFirstIsDoneAndWhoStartsDoesNotWaitForIt() {
        CountDownLatch first = new CountDownLatch(1);
        bench.accept(tracks(1));

        threads.start(() -> await().until(() -> first.getCount() == 0));

        assertThat(bench.destination.calls()).isEmpty();
        first.countDown();
        await().until(() -> bench.balance().delivered() == 1);
    }

    @Test
    void whatComesFirstIsTriedAgainUntilItIsDone() {
        AtomicInteger tries = new AtomicInteger();
        bench.accept(tracks(1));

        threads.start(() -> {
            if (tries.incrementAndGet() < 2) {
                throw new IllegalStateException("the store does not answer");
            }
        });

        await().until(() -> bench.balance().delivered() == 1);
        assertThat(tries).hasValue(2);
    }

    @Test
    void neverMoreThanOneCallIsOutAndNeverMoreThanTwoThreads() {
        AtomicInteger out = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        bench.destination.otherwise(batch -> {
            most.accumulateAndGet(out.incrementAndGet(), Math::max);
            out.decrementAndGet();
            return ScriptedDestination.allDelivered(batch);
        });
        bench.accept(tracks(1_000));

        threads.start();

        await().until(() -> bench.balance().delivered() == 1_000);
        assertThat(most).hasValue(1);
        assertThat(made).hasSize(2);
    }

    @Test
    void theNextBatchIsMappedByTheOtherThreadWhileACallIsOut() {
        CountDownLatch mapped = new CountDownLatch(2);
        bench.destination.whenPreparing(batch -> mapped.countDown()).answer(batch -> {
            await().until(() -> mapped.getCount() == 0);
            return ScriptedDestination.allDelivered(batch);
        });
        bench.accept(tracks(20));

        threads.start();

        await().until(() -> bench.balance().delivered() == 20);
    }

    @Test
    void aCallIsOnItsWayBeforeTheNextBatchIsMapped() {
        List<Long> prepared = new CopyOnWriteArrayList<>();
        bench.destination
                .whenPreparing(batch -> prepared.add(System.nanoTime()))
                .answer(batch -> {
                    await().until(() -> prepared.size() == 2);
                    return ScriptedDestination.allDelivered(batch);
                });
        bench.accept(tracks(20));

        threads.start();

        await().until(() -> bench.balance().delivered() == 20);
        assertThat(prepared.get(1) - prepared.get(0)).isGreaterThanOrEqualTo(DeliveryThreads.HEAD_START.toNanos());
    }

    @Test
    void stoppingInterruptsACallThatDoesNotComeBack() {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch called = new CountDownLatch(1);
        bench.destination.answer(batch -> {
            called.countDown();
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new DeliveryResult.Unknown(Answers.TIMED_OUT);
        });
        bench.accept(tracks(1));
        threads.start();
        await().until(() -> called.getCount() == 0);

        threads.stop();
        threads.awaitEnd(Duration.ofMillis(50));

        await().until(() -> made.stream().noneMatch(Thread::isAlive));
        assertThat(bench.delivery.status().state()).isEqualTo(DeliveryState.STOPPED);
        assertThat(bench.balance().pending()).isEqualTo(1);
    }

    @Test
    void anErrorThatComesAgainWhileTheDeliveryStartsAnewDoesNotEndIt() {
        FailingLog log = new FailingLog(bench.store);
        Delivery failing = bench.delivery(batchesOf(10), bench.destination, log);
        log.failNext(2); // in the step that settles, and in the restart after it
        bench.accept(tracks(20));

        run(failing, () -> await().until(() -> bench.balance().delivered() == 20));

        assertThat(bench.balance().addsUp()).isTrue();
    }

    @Test
    void aDeliveryThatCannotStartAnewSaysSo() {
        FailingLog log = new FailingLog(bench.store);
        Delivery failing = bench.delivery(batchesOf(10), bench.destination, log);
        log.failNext(Integer.MAX_VALUE);
        bench.accept(tracks(20));

        run(
                failing,
                () -> await().until(() -> failing.status()
                        .reason()
                        .filter(reason -> reason.code().equals("delivery_failed"))
                        .isPresent()));
    }

    private void run(Delivery delivery, Runnable meanwhile) {
        DeliveryThreads others = new DeliveryThreads(SMC, delivery, bench.clock, this::thread);
        others.start();
        try {
            meanwhile.run();
        } finally {
            others.stop();
            others.awaitEnd(Duration.ofSeconds(5));
        }
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work);
        made.add(thread);
        return thread;
    }
}
