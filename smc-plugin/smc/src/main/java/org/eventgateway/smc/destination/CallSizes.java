package org.eventgateway.smc.destination;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How many rows a call to each list may have. SMC answers 408 when a call takes it too long, and something in front of it 413 when a call
 * is too large (vendor portal, status codes); the next is half as large. From time to time more is tried again, since most of it passes.
 * Thread-safe.
 */
final class CallSizes {
    private static final Duration BETWEEN_RISES = Duration.ofMinutes(10);

    private final Clock clock;
    private final int most;
    private final Map<String, Size> sizes = new HashMap<>();

    /**
     * Makes sizes.
     *
     * @param most how many rows a call may have as long as nothing is known
     */
    CallSizes(Clock clock, int most) {
        this.clock = clock;
        this.most = most;
    }

    /** The most rows in one call to a list. */
    synchronized int of(String list) {
        Size size = sizes.get(key(list));
        if (size == null) {
            return most;
        }
        Instant now = clock.instant();
        if (now.isBefore(size.since().plus(BETWEEN_RISES))) {
            return size.rows();
        }
        int more = 2 * size.rows();
        if (more >= most) {
            sizes.remove(key(list));
            return most;
        }
        sizes.put(key(list), new Size(more, now));
        return more;
    }

    /** A call with so many rows was too much. */
    synchronized void tooLarge(String list, int rows) {
        sizes.put(key(list), new Size(Math.max(1, Math.min(rows, of(list)) / 2), clock.instant()));
    }

    private static String key(String list) {
        return list.toLowerCase(Locale.ROOT); // SMC compares names so
    }

    private record Size(int rows, Instant since) {}
}
