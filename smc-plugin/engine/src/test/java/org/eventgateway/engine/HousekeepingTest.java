package org.eventgateway.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eventgateway.engine.fake.VirtualClock;
import org.junit.jupiter.api.Test;

class HousekeepingTest {
    private static final Set<Thread.State> ENDED_OR_PAUSING =
            EnumSet.of(Thread.State.TERMINATED, Thread.State.TIMED_WAITING);

    private final List<Thread> threads = new ArrayList<>();

    @Test
    void waitsForItsNextHourAfterAnError() {
        try (Housekeeping housekeeping = new Housekeeping(failingStore(), new VirtualClock(), this::thread)) {
            housekeeping.start();

            await().until(() -> ENDED_OR_PAUSING.contains(threads.get(0).getState()));

            assertThat(threads.get(0).getState()).isEqualTo(Thread.State.TIMED_WAITING);
        }
    }

    private Thread thread(Runnable task) {
        Thread thread = new Thread(task);
        threads.add(thread);
        return thread;
    }

    private static Store failingStore() {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (self, method, any) -> {
                    throw new OutOfMemoryError("made up");
                });
    }
}
