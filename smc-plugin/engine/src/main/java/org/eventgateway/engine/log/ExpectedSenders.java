package org.eventgateway.engine.log;

import java.time.Duration;

/**
 * Estimates how many appends a commit is worth holding back for: as many as there were senders at the last one, counting those that it
 * answered and those that already waited. Senders who answer at once come back in time, all of them; when many send rarely, others come,
 * and not within the patience. So after a wait in vain the next commits are not held back, twice as many each time. For the writer thread.
 */
final class ExpectedSenders {
    private static final int MOST_PASSED = 16;

    /** Enough for a sender nearby to take an answer and send again; short beside what a sync takes on most disks. */
    private static final Duration PATIENCE = Duration.ofNanos(500_000);

    /** So long a core takes to read and check a byte of what comes next, at some 200 MB a second. */
    private static final long NANOS_PER_BYTE = 5;

    private static final Duration MOST_FOR_BYTES = Duration.ofMillis(5);

    private final Duration patience;
    private long bytes;
    private int senders;
    private int passed;
    private int left;
    private boolean held;

    ExpectedSenders() {
        this(PATIENCE);
    }

    /** @param patience how long to wait for senders that have next to nothing to send */
    ExpectedSenders(Duration patience) {
        this.patience = patience;
    }

    /** How long to wait for them, in nanoseconds: requests as large as the last ones must be read first. */
    long patience() {
        return patience.toNanos() + Math.min(MOST_FOR_BYTES.toNanos(), NANOS_PER_BYTE * bytes);
    }

    /** How many to wait for before the next commit; none if it is not to be held back. */
    int next() {
        held = left == 0;
        if (held) {
            return senders;
        }
        left--;
        return 0;
    }

    /** Learns how the wait ended. */
    void waited(WriteQueue.Wait wait) {
        if (wait == WriteQueue.Wait.IN_VAIN) {
            passed = Math.min(MOST_PASSED, Math.max(1, 2 * passed));
            left = passed;
        } else if (held && wait == WriteQueue.Wait.COMPLETE) {
            passed = 0;
        }
    }

    /**
     * Learns what was committed.
     *
     * @param appends in the commit; without any it says nothing about senders
     * @param appended how many bytes they had
     * @param waiting what came in meanwhile
     */
    void committed(int appends, long appended, int waiting) {
        if (appends > 0) {
            bytes = appended;
            senders = appends + waiting;
        }
    }
}
