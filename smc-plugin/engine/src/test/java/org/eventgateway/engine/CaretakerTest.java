package org.eventgateway.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CaretakerTest {
    private final AtomicInteger failuresLeft = new AtomicInteger();
    private final Semaphore rounds = new Semaphore(0);
    private final CountDownLatch inAFile = new CountDownLatch(1);
    private final CountDownLatch fileRead = new CountDownLatch(1);

    @Test
    @Timeout(60)
    void goesOnWithTheStoreWhileALargeFileIsRead() throws InterruptedException {
        try (Caretaker caretaker = new Caretaker(Thread::new)) {
            caretaker.start(store());
            inAFile.await();
            // The first round may have been before the file.
            rounds.acquire();

            caretaker.wake();

            assertThat(rounds.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
            fileRead.countDown();
        }
    }

    @Test
    @Timeout(60)
    void goesOnAfterAnError() throws InterruptedException {
        failuresLeft.set(1);
        try (Caretaker caretaker = new Caretaker(Thread::new)) {
            caretaker.start(store());

            assertThat(rounds.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
            fileRead.countDown();
        }
    }

    private Store store() {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (self, method, any) -> {
                    switch (method.getName()) {
                        case "care" -> {
                            if (failuresLeft.getAndDecrement() > 0) {
                                throw new OutOfMemoryError("made up");
                            }
                            rounds.release();
                        }
                        case "careForFiles" -> {
                            inAFile.countDown();
                            fileRead.await();
                        }
                        default -> throw new UnsupportedOperationException(method.getName());
                    }
                    return false;
                });
    }
}
