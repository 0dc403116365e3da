package org.eventgateway.war.rest;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Sends replies, so that the thread that writes events for all never waits for one slow reader. Thread-safe.
 *
 * <p>Usually one thread sends the replies of a whole commit one after the other: waking it once costs less than a managed task for each
 * reply. Further threads come when replies pile up, or when {@link #look} finds one held up by a sender that does not read.
 */
final class ReplyThreads implements Executor, AutoCloseable {
    private static final int MOST_THREADS = 16;
    private static final int PILE = 512;

    private final ThreadPoolExecutor pool;
    private long sentBefore = -1;

    /**
     * @param threads makes its threads
     * @param overflow takes what is too much for them
     */
    ReplyThreads(ThreadFactory threads, Executor overflow) {
        this.pool = new ThreadPoolExecutor(
                1,
                MOST_THREADS,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(PILE),
                threads,
                (reply, full) -> overflow.execute(reply));
    }

    @Override
    public void execute(Runnable reply) {
        pool.execute(reply);
    }

    /** Adds a thread if replies wait and none was sent since the last look. By one thread, about once a second. */
    void look() {
        long sent = pool.getCompletedTaskCount();
        boolean held = !pool.getQueue().isEmpty() && sent == sentBefore;
        sentBefore = sent;
        pool.setCorePoolSize(held ? Math.min(MOST_THREADS, pool.getPoolSize() + 1) : 1);
    }

    /** Sends what waits, then ends. */
    @Override
    public void close() {
        pool.shutdown();
    }
}
