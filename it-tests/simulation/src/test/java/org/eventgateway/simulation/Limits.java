package org.eventgateway.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Watches the limits of SMC: one bulk call on a list at a time, so many rows and bytes in a call and requests in a minute as our side was
 * told, nothing before the time that SMC named (vendor pages on limits). What never gets to SMC's own code, because something refuses it
 * or breaks before, is watched too. Of the requests only bulk calls are counted: what clears up a refusal need not wait for leave.
 */
final class Limits {
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final Told told;
    private final Map<String, Deque<Instant>> lately = new HashMap<>();
    private final List<String> violations = new ArrayList<>();
    private final Map<String, Running> running = new HashMap<>();
    private final Map<String, Instant> notBefore = new HashMap<>();
    private RemoteSmc.@Nullable Request last;

    /**
     * What our side was told.
     *
     * @param callRows the most rows in a call
     * @param callBytes the most bytes in its body
     * @param requestsPerMinute the most requests of one key in any minute
     */
    record Told(int callRows, int callBytes, int requestsPerMinute) {
        static final Told MOST = new Told(2_500, 5_000_000, 2_500);
    }

    Limits(Told told) {
        this.told = told;
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
        if (rows > told.callRows()) {
            violations.add("a call of " + rows + " rows on " + list);
        }
        int bytes = request.bytes().length;
        if (bytes > told.callBytes()) {
            violations.add("a call of " + bytes + " bytes on " + list);
        }
        Deque<Instant> minute = lately.computeIfAbsent(request.key(), any -> new ArrayDeque<>());
        minute.addLast(now);
        while (!minute.getFirst().isAfter(now.minus(WINDOW))) {
            minute.removeFirst();
        }
        if (minute.size() > told.requestsPerMinute()) {
            violations.add(minute.size() + " bulk calls in the minute up to " + now);
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

    /** Our side started anew: it cannot know any more what it was told and what it has sent. */
    void restarted() {
        notBefore.clear();
        lately.clear();
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
