package org.eventgateway.benchmarks.endtoend;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Connections that work side by side. */
final class Together {
    private Together() {}

    /** Runs the work of all connections and waits for it; fails if one of them does. */
    static void run(ExecutorService threads, List<Callable<Void>> work) throws IOException {
        try {
            for (Future<Void> each : threads.invokeAll(work)) {
                each.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IOException("a connection failed", e.getCause());
        }
    }
}
