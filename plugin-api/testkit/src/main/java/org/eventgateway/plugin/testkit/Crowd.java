package org.eventgateway.plugin.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntPredicate;

/** Many threads that do the same thing at once. */
final class Crowd {
    private Crowd() {}

    /** Tells whether every one of {@code threads} threads finds {@code holds} true in each of {@code rounds} rounds. */
    static boolean agrees(int threads, int rounds, IntPredicate holds) {
        AtomicBoolean agreed = new AtomicBoolean(true);
        CyclicBarrier start = new CyclicBarrier(threads);
        List<Thread> crowd = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int first = i;
            Thread thread = new Thread(() -> member(first, rounds, start, holds, agreed), "crowd-" + i);
            thread.setDaemon(true);
            crowd.add(thread);
            thread.start();
        }
        for (Thread thread : crowd) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return agreed.get();
    }

    private static void member(int first, int rounds, CyclicBarrier start, IntPredicate holds, AtomicBoolean agreed) {
        try {
            start.await();
            for (int round = 0; round < rounds && agreed.get(); round++) {
                if (!holds.test(first + round)) {
                    agreed.set(false);
                }
            }
        } catch (InterruptedException | BrokenBarrierException | RuntimeException e) {
            agreed.set(false);
        }
    }
}
