package org.eventgateway.plugin.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;

/** Makes threads and remembers them, to see which are left. Safe for any thread. */
final class ThreadLedger implements ThreadFactory {
    private final List<Thread> made = new CopyOnWriteArrayList<>();

    @Override
    public Thread newThread(Runnable task) {
        Thread thread = new Thread(task, "plugin-kit-" + made.size());
        thread.setDaemon(true);
        made.add(thread);
        return thread;
    }

    /** The names of the threads that still run when each was given {@code patience} to end. */
    List<String> left(Duration patience) {
        List<String> left = new ArrayList<>();
        for (Thread thread : made) {
            // One that does not end is enough to fail: the others are not waited for.
            if (!ends(thread, left.isEmpty() ? patience : Duration.ofMillis(1))) {
                left.add(thread.getName());
            }
        }
        return left;
    }

    /** Asks those that still run to end, so that one case does not burden the next. */
    void interrupt() {
        made.forEach(Thread::interrupt);
    }

    private static boolean ends(Thread thread, Duration patience) {
        try {
            thread.join(patience.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }
}
