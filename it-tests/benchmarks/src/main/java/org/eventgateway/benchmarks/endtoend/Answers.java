package org.eventgateway.benchmarks.endtoend;

import java.util.BitSet;
import java.util.List;
import org.eventgateway.benchmarks.workload.MadeEvent;

/** What the door said to requests that are not sent again. Thread-safe. */
final class Answers {
    private final BitSet accepted = new BitSet();
    private long refused;
    private long refusedWithoutRetryAfter;
    private long others;

    synchronized void note(List<MadeEvent> request, int status, boolean retryAfter) {
        if (status == 200) {
            request.forEach(event -> accepted.set(event.mark().sequence()));
        } else if (status == 503) {
            refused += request.size();
            refusedWithoutRetryAfter += retryAfter ? 0 : request.size();
        } else {
            others += request.size();
        }
    }

    /** How many events were answered 200. */
    synchronized int accepted() {
        return accepted.cardinality();
    }

    /** How many of those did not arrive, by when each did; 0 is never. */
    synchronized long lost(long[] arrivals) {
        return accepted.stream().filter(event -> arrivals[event] == 0).count();
    }

    /** How many events were answered 503. */
    synchronized long refused() {
        return refused;
    }

    synchronized long refusedWithoutRetryAfter() {
        return refusedWithoutRetryAfter;
    }

    synchronized long others() {
        return others;
    }
}
