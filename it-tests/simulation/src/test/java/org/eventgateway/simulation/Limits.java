package org.eventgateway.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Watches the limits of SMC: one bulk call on a list at a time, 2,500 rows or 5 MB in a call (vendor pages on limits). */
final class Limits {
    private static final int MOST_ROWS = 2_500;
    private static final int MOST_BYTES = 5_000_000;

    private final int callRows;
    private final List<String> violations = new ArrayList<>();
    private final Map<String, Running> running = new HashMap<>();

    Limits(int callRows) {
        this.callRows = callRows;
    }

    /** A bulk call begins that SMC works on until a time, whether or not anybody waits for it. */
    void begin(String list, String call, int rows, int bytes, Instant now, Instant until) {
        if (rows > MOST_ROWS || rows > callRows) {
            violations.add("a call of " + rows + " rows on " + list);
        }
        if (bytes > MOST_BYTES) {
            violations.add("a call of " + bytes + " bytes on " + list);
        }
        Running other = running.get(list);
        // The same call may come again, to find out what became of it.
        if (other != null && now.isBefore(other.until) && !other.call.equals(call)) {
            violations.add("two bulk calls on " + list + " at " + now);
        }
        running.put(list, new Running(call, until));
    }

    /** SMC itself refused a call for its quota. */
    void quotaExceeded(Instant now) {
        violations.add("the quota was exceeded at " + now);
    }

    List<String> violations() {
        return violations;
    }

    private record Running(String call, Instant until) {}
}
