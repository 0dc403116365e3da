package org.eventgateway.plugin.testkit;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

/** Runs one thing in the middle of another, on two threads. */
record TwoAtOnce(Duration patience) {

    /**
     * Starts the first, and the second when the first has come halfway; the first goes on when the second has ended, or after
     * some patience, for one that lets only one in is slow but not wrong.
     */
    List<List<String>> read(Function<Runnable, List<String>> first, Supplier<List<String>> second)
            throws InterruptedException {
        CountDownLatch halfway = new CountDownLatch(1);
        CountDownLatch secondEnded = new CountDownLatch(1);
        AtomicReference<List<String>> found = new AtomicReference<>(List.of());
        Thread reader = new Thread(
                () -> {
                    found.set(first.apply(() -> {
                        halfway.countDown();
                        await(secondEnded);
                    }));
                    halfway.countDown();
                },
                "first-input");
        reader.setDaemon(true);
        reader.start();
        halfway.await();
        List<String> other = second.get();
        secondEnded.countDown();
        reader.join();
        return List.of(found.get(), other);
    }

    private void await(CountDownLatch latch) {
        try {
            // The answer does not matter: either way the first goes on.
            boolean ignored = latch.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
