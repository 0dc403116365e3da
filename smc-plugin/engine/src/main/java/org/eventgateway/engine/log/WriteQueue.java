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
    private long bytes;
    private boolean closed;

    /** How the wait for a group ended. */
    enum Wait {
        /** As many came as were expected, or as fit. */
        COMPLETE,

        /** Something came that is not held back. */
        CUT_SHORT,

        /** Fewer came than were expected. */
        IN_VAIN
    }

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

    /** Refuses what comes from now on, and gives all that waits away. */
    void abandon(List<Write<?>> waitingStill) {
        lock.lock();
        try {
            closed = true;
            waitingStill.addAll(waiting);
            waiting.clear();
            bytes = 0;
            urgent = 0;
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
     * @return how the wait ended
     */
    Wait take(List<Write<?>> group, int expected, long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            wanted = 1;
            while (waiting.isEmpty()) {
                enough.await();
            }
            wanted = Math.min(expected, MOST_WRITES);
            long left = nanos;
            while (!isEnough() && left > 0) {
                left = enough.awaitNanos(left);
            }
            Wait wait = urgent > 0 ? Wait.CUT_SHORT : isEnough() ? Wait.COMPLETE : Wait.IN_VAIN;
            dequeue(group);
            return wait;
        } finally {
            wanted = Integer.MAX_VALUE;
            lock.unlock();
        }
    }

    private boolean isEnough() {
        return waiting.size() >= wanted || urgent > 0 || bytes >= MOST_BYTES;
    }

    private void enqueue(Write<?> write) {
        waiting.add(write);
        bytes += write.bytes();
        if (!write.isAppend()) {
            urgent++;
        }
        if (isEnough()) {
            enough.signal();
        }
    }

    private void dequeue(List<Write<?>> group) {
        long taken = 0;
        while (!waiting.isEmpty() && group.size() < MOST_WRITES && taken < MOST_BYTES) {
            Write<?> write = waiting.element();
            group.add(write);
            // Nothing below can fail: what was taken is not counted any more.
            waiting.remove();
            taken += write.bytes();
            bytes -= write.bytes();
            if (!write.isAppend()) {
                urgent--;
            }
        }
    }
}
