package org.eventgateway.engine.pickup;

import java.time.Duration;

/** Tells a thread to end, and lets it wait until then. Thread-safe. */
final class Stop {
    private boolean told;

    /** Ends all waiting, now and later. */
    synchronized void tell() {
        told = true;
        notifyAll();
    }

    synchronized boolean told() {
        return told;
    }

    /** Waits, but not longer than until told. */
    synchronized void pause(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        long left = longest.toMillis();
        while (!told && left > 0) {
            wait(left);
            left = (end - System.nanoTime()) / 1_000_000;
        }
    }
}
