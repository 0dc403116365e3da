package org.eventgateway.sandbox.list;

import java.time.Duration;
import java.time.Instant;

/**
 * Lets one bulk operation at a time onto a list (vendor change log: bulk concurrency). The slot stays taken until the
 * operation's pretended end, which lies on the injected clock; nobody waits here. Safe for use by many threads.
 */
public final class BulkSlot {
    private boolean running;
    private Instant busyUntil = Instant.MIN;

    /** Takes the slot, or returns false at once if it is taken. */
    public synchronized boolean take(Instant now) {
        if (running || now.isBefore(busyUntil)) {
            return false;
        }
        running = true;
        return true;
    }

    /** Gives the slot back, with effect from a while after the operation began. */
    public synchronized void giveBack(Instant began, Duration duration) {
        running = false;
        busyUntil = began.plus(duration);
    }
}
