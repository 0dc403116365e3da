package org.eventgateway.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
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

    @Test
    void looksAtTheLedgerAtTheStartAndEachHour() {
        VirtualClock clock = new VirtualClock();
        List<String> done = new ArrayList<>();
        Store store = store((method, time) -> done.add(method + " " + time));
        Housekeeping housekeeping = new Housekeeping(store, clock, this::thread);

        assertThat(housekeeping.tidyUp()).contains(Duration.ofHours(1));
        clock.advance(Duration.ofHours(1));
        assertThat(housekeeping.tidyUp()).contains(Duration.ofHours(1));

        Instant later = VirtualClock.START.plus(Duration.ofHours(1));
        assertThat(done)
                .containsExactly(
                        "check " + VirtualClock.START,
                        "expire " + VirtualClock.START,
                        "check " + later,
                        "expire " + later);
    }

    @Test
    void discardsOldLettersThoughTheLedgerCannotBeChecked() {
        List<String> done = new ArrayList<>();
        Store store = store((method, time) -> {
            done.add(method);
            if (method.equals("check")) {
                throw new IllegalStateException("made up");
            }
        });

        assertThat(new Housekeeping(store, new VirtualClock(), this::thread).tidyUp())
                .contains(Duration.ofHours(1));

        assertThat(done).containsExactly("check", "expire");
    }

    private Thread thread(Runnable task) {
        Thread thread = new Thread(task);
        threads.add(thread);
        return thread;
    }

    private static Store failingStore() {
        return store((method, time) -> {
            throw new OutOfMemoryError("made up");
        });
    }

    private static Store store(BiConsumer<String, Object> called) {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (self, method, arguments) -> {
                    called.accept(method.getName(), arguments[0]);
                    return method.getReturnType() == int.class ? (Object) 0 : null;
                });
    }
}
