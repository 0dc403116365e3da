package org.eventgateway.engine.log;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What waits to be written, in the order in which it came. Any thread adds, the writer alone takes. */
final class WriteQueue {
    private static final int MOST_WRITES = 4_096;
    private static final long MOST_BYTES = 4 << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition enough = lock.newCondition();
    private final Deque<Write<?>> waiting = new ArrayDeque<>();
    private int wanted = Integer.MAX_VALUE;
    private int urgent;
    private boolean closed;

    /** Adds a write, and wakes the writer only if that is all it waits for. Answers false once the queue is closed. */
    boolean add(Write<?> write) {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            enqueue(write);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Refuses what comes from now on; this one is the last. */
    void close(Write<?> last) {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                enqueue(last);
            }
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for a first write and then, while there are only appends, for as many as are expected; takes what there is, up to a bound.
     *
     * @param group to which it is added
     * @param expected how many appends are worth waiting for
     * @param nanos the longest wait for those after the first, in nanoseconds
     */
    void take(List<Write<?>> group, int expected, long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            wanted = 1;
            while (waiting.isEmpty()) {
                enough.await();
            }
            wanted = Math.min(expected, MOST_WRITES);
            long left = nanos;
            while (waiting.size() < wanted && urgent == 0 && left > 0) {
                left = enough.awaitNanos(left);
            }
            dequeue(group);
        } finally {
            wanted = Integer.MAX_VALUE;
            lock.unlock();
        }
    }

    private void enqueue(Write<?> write) {
        waiting.add(write);
        if (!write.isAppend()) {
            urgent++;
        }
        if (waiting.size() >= wanted || urgent > 0) {
            enough.signal();
        }
    }

    private void dequeue(List<Write<?>> group) {
        long bytes = 0;
        while (!waiting.isEmpty() && group.size() < MOST_WRITES && bytes < MOST_BYTES) {
            Write<?> write = waiting.remove();
            bytes += write.bytes();
            if (!write.isAppend()) {
                urgent--;
            }
            group.add(write);
        }
    }
}
