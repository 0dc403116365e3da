package org.eventgateway.war.rest;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Answers requests whose reply does not come. One thread looks once a second at those that wait; JAX-RS's own time-out costs a server
 * more than the whole request, measured, because it schedules a task for each. Thread-safe.
 */
final class LateReplies implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(LateReplies.class.getName());
    private static final long LOOK_EVERY_SECONDS = 1;

    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final long patienceNanos;
    private final LongSupplier nanoTime;

    /**
     * Makes one that does not look by itself yet.
     *
     * @param patienceSeconds how long a request may wait
     * @param nanoTime a clock that only runs forward
     */
    LateReplies(long patienceSeconds, LongSupplier nanoTime) {
        this.patienceNanos = TimeUnit.SECONDS.toNanos(patienceSeconds);
        this.nanoTime = nanoTime;
    }

    /**
     * Begins to look once a second.
     *
     * @param also looks after something else then
     */
    void start(ThreadFactory threads, Runnable also) {
        Thread thread = threads.newThread(() -> lookOften(also));
        thread.setName("event-gateway late replies");
        thread.start();
    }

    /**
     * Watches a request until {@link Waiting#answered()}.
     *
     * @param late answers the request if no reply came in time
     */
    Waiting watch(Runnable late) {
        Waiting entry = new Waiting(late, nanoTime.getAsLong() + patienceNanos);
        waiting.add(entry);
        return entry;
    }

    /** Answers what has waited too long. */
    void look() {
        long now = nanoTime.getAsLong();
        for (Waiting entry : waiting) {
            if (now - entry.deadline >= 0) {
                guarded(entry::expire);
            }
        }
    }

    /** Stops looking and answers all that still wait: the gateway is being stopped. */
    @Override
    public void close() {
        closed.countDown();
        waiting.forEach(entry -> guarded(entry::expire));
    }

    private void lookOften(Runnable also) {
        try {
            while (!closed.await(LOOK_EVERY_SECONDS, TimeUnit.SECONDS)) {
                lookOnce(also);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is done once a second; nothing that fails in it reaches the only thread that does it. */
    void lookOnce(Runnable also) {
        look();
        guarded(also);
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            // Such as of a server that has ended the request meanwhile. The others wait for their turn.
            LOG.log(
                    System.Logger.Level.WARNING,
                    "A late answer failed with {0}.",
                    e.getClass().getName());
        }
    }

    /** A request that waits for its reply. */
    final class Waiting {
        private final Runnable late;
        private final long deadline;

        private Waiting(Runnable late, long deadline) {
            this.late = late;
            this.deadline = deadline;
        }

        /** The reply is there; answers whether it is still to be sent. */
        boolean answered() {
            return waiting.remove(this);
        }

        private void expire() {
            if (waiting.remove(this)) {
                late.run();
            }
        }
    }
}
