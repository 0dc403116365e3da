package org.eventgateway.war.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** One thread sends all, as long as no reply holds it up. */
class ReplyThreadsTest {
    private static final int MANY = 10_000;

    @Test
    void oneThreadSendsRepliesThatGoOut() throws InterruptedException {
        Set<Thread> senders = ConcurrentHashMap.newKeySet();
        CountDownLatch sent = new CountDownLatch(100);
        try (ReplyThreads threads = new ReplyThreads(Executors.defaultThreadFactory(), Runnable::run)) {
            for (int i = 0; i < 100; i++) {
                threads.execute(() -> {
                    senders.add(Thread.currentThread());
                    sent.countDown();
                });
            }
            assertThat(sent.await(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(senders).hasSize(1).doesNotContain(Thread.currentThread());
    }

    @Test
    void aReplyThatIsHeldUpHoldsUpNoOther() throws InterruptedException {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch others = new CountDownLatch(MANY);
        ReplyThreads threads = new ReplyThreads(Executors.defaultThreadFactory(), Runnable::run);
        threads.execute(() -> await(stuck));
        for (int i = 0; i < MANY; i++) {
            threads.execute(others::countDown);
        }
        assertThat(others.await(30, TimeUnit.SECONDS)).isTrue();
        stuck.countDown();
        threads.close();
    }

    @Test
    void aFewRepliesBehindOneThatIsHeldUpGoOutAfterTwoLooks() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch other = new CountDownLatch(1);
        ReplyThreads threads = new ReplyThreads(Executors.defaultThreadFactory(), Runnable::run);
        threads.execute(() -> {
            begun.countDown();
            await(stuck);
        });
        begun.await();
        threads.execute(other::countDown);

        threads.look();
        threads.look();

        assertThat(other.await(30, TimeUnit.SECONDS)).isTrue();
        stuck.countDown();
        threads.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
