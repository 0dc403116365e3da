package org.eventgateway.engine.log;

/**
 * Estimates how many appends a commit is worth holding back for: as many as there were senders at the last one, counting those that it
 * answered and those that already waited. Senders who answer at once come back in time, all of them; when many send rarely, others come,
 * and not within the patience. So after a wait in vain the next commits are not held back, twice as many each time. For the writer thread.
 */
final class ExpectedSenders {
    private static final int MOST_PASSED = 16;

    private int senders;
    private int passed;
    private int left;
    private boolean held;

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
     * @param waiting what came in meanwhile
     */
    void committed(int appends, int waiting) {
        if (appends > 0) {
            senders = appends + waiting;
        }
    }
}
