package org.eventgateway.trackingapi.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends the waiting for a call at its total time-out. A cut call may hang on in its thread until its socket gives up; at most
 * {@link #MOST_THREADS} can, then new calls are cut at once instead of piling up.
 */
final class Watchdog implements AutoCloseable {
    static final int MOST_THREADS = 4;

    private final ThreadPoolExecutor threads;

    Watchdog(ThreadFactory factory) {
        threads = new ThreadPoolExecutor(0, MOST_THREADS, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
    }

    /** Runs a call; empty when it was cut. */
    <T> Optional<T> call(Callable<T> call, Duration limit) throws ExecutionException, InterruptedException {
        Future<T> future;
        try {
            future = threads.submit(call);
        } catch (RejectedExecutionException e) {
            return Optional.empty();
        }
        try {
            return Optional.of(future.get(limit.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            future.cancel(true);
            return Optional.empty();
        } catch (InterruptedException e) {
            future.cancel(true);
            throw e;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
