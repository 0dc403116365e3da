package org.eventgateway.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Watches the limits of SMC: one bulk call on a list at a time, 2,500 rows or 5 MB in a call, no load before the time that SMC named
 * (vendor pages on limits). What never gets to SMC's own code, because something refuses it or breaks before, is watched too.
 */
final class Limits {
    private static final int MOST_ROWS = 2_500;
    private static final int MOST_BYTES = 5_000_000;

    private final int callRows;
    private final List<String> violations = new ArrayList<>();
    private final Map<String, Running> running = new HashMap<>();
    private final Map<String, Instant> notBefore = new HashMap<>();
    private RemoteSmc.@Nullable Request last;

    Limits(int callRows) {
        this.callRows = callRows;
    }

    /** Our side has sent a request, whatever becomes of it. */
    void sent(RemoteSmc.Request request, Instant now) {
        Instant earliest = notBefore.getOrDefault(request.key(), Instant.MIN);
        if (now.isBefore(earliest) && !triesTheOtherKey(request)) {
            violations.add("a call at " + now + " though SMC said to wait until " + earliest);
        }
        if (request.isBulk()) {
            sentBulk(request, now);
        }
        last = request;
    }

    private void sentBulk(RemoteSmc.Request request, Instant now) {
        String list = request.list();
        int rows = request.rows().size();
        if (rows > MOST_ROWS || rows > callRows) {
            violations.add("a call of " + rows + " rows on " + list);
        }
        int bytes = request.bytes().length;
        if (bytes > MOST_BYTES) {
            violations.add("a call of " + bytes + " bytes on " + list);
        }
        Running other = running.get(list);
        // The same call may come again, to find out what became of it.
        if (other != null && now.isBefore(other.until) && !other.call.equals(request.identity())) {
            violations.add("two bulk calls on " + list + " at " + now);
        }
    }

    /** A call that was refused for its key is made once more with the other one, and only SMC can say whether that is good. */
    private boolean triesTheOtherKey(RemoteSmc.Request request) {
        return last != null
                && last.identity().equals(request.identity())
                && !last.key().equals(request.key());
    }

    /** SMC works on a bulk call until a time, whether or not anybody waits for it. */
    void works(RemoteSmc.Request request, Instant until) {
        if (request.isBulk()) {
            running.merge(request.list(), new Running(request.identity(), until), Running::followedBy);
        }
    }

    /** Our side was told not to use a key before a time. */
    void toldToWait(String key, Instant until) {
        notBefore.merge(key, until, (one, other) -> one.isAfter(other) ? one : other);
    }

    /** Our side started anew: it cannot know any more what it was told. */
    void restarted() {
        notBefore.clear();
    }

    /** SMC itself refused a call for its quota. */
    void quotaExceeded(Instant now) {
        violations.add("the quota was exceeded at " + now);
    }

    List<String> violations() {
        return violations;
    }

    private record Running(String call, Instant until) {
        /** When the same call comes again, what is left of the first one still takes effect at its time. */
        Running followedBy(Running next) {
            return next.call.equals(call) && until.isAfter(next.until) ? this : next;
        }
    }
}
