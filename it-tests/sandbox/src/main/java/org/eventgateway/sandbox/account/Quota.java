package org.eventgateway.sandbox.account;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts the calls of each key in windows that begin with a key's first call (vendor: API rate limitation). Safe for use
 * by many threads.
 */
public final class Quota {
    private final Map<String, Window> windows = new HashMap<>();

    /** Counts one call against a limit, or refuses it; refused calls do not lengthen the window. */
    public synchronized QuotaState spend(String key, int limit, Duration length, Instant now) {
        Window window = windows.get(key);
        if (window == null || !now.isBefore(window.start.plus(length))) {
            window = new Window(now, 0);
        }
        boolean admitted = window.used < limit;
        window = admitted ? new Window(window.start, window.used + 1) : window;
        windows.put(key, window);
        Duration left = Duration.between(now, window.start.plus(length));
        return new QuotaState(admitted, limit, Math.max(0, limit - window.used), length, left);
    }

    /** Forgets all counts. */
    public synchronized void clear() {
        windows.clear();
    }

    private record Window(Instant start, int used) {}
}
