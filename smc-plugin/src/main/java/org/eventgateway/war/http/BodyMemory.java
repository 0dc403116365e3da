package org.eventgateway.war.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much memory the bodies of requests may fill, those of all doors together: each has its own limit, but many at once, from senders
 * that nobody knows yet, would fill any heap. Asked on request threads; thread-safe.
 */
public final class BodyMemory {
    private static final int PART_OF_HEAP = 4;

    private final long most;
    private final AtomicLong held = new AtomicLong();

    /** @param most how many bytes may be held at once */
    public BodyMemory(long most) {
        if (most < 1) {
            throw new IllegalArgumentException("bodies need memory, were given " + most + " bytes");
        }
        this.most = most;
    }

    /** A quarter of the largest heap that this process may have. */
    public static BodyMemory ofHeap() {
        return new BodyMemory(Math.max(1, Runtime.getRuntime().maxMemory() / PART_OF_HEAP));
    }

    /** How many bytes are held just now. */
    public long held() {
        return held.get();
    }

    /** Opens the share of one request, empty at first. */
    Share share() {
        return new Share();
    }

    private boolean take(long bytes) {
        for (long now = held.get(); bytes <= most - now; now = held.get()) {
            if (held.compareAndSet(now, now + bytes)) {
                return true;
            }
        }
        return false;
    }

    /** What one request holds. Closed when the request is done, on whatever thread; nothing is taken after that. */
    final class Share implements AutoCloseable {
        private final AtomicLong own = new AtomicLong();

        /** Takes so many bytes more; answers whether they were there. */
        boolean take(long bytes) {
            boolean taken = BodyMemory.this.take(bytes);
            if (taken) {
                own.addAndGet(bytes);
            }
            return taken;
        }

        /** Gives so many bytes back that were taken. */
        void give(long bytes) {
            own.addAndGet(-bytes);
            held.addAndGet(-bytes);
        }

        /** Whether so many bytes more could be taken if nobody else held any. */
        boolean fits(long bytes) {
            return bytes <= most - own.get();
        }

        /** Gives everything back; once is enough. */
        @Override
        public void close() {
            held.addAndGet(-own.getAndSet(0));
        }
    }
}
