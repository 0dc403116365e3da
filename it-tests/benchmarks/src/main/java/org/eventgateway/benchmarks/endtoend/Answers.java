package org.eventgateway.benchmarks.endtoend;

import java.util.ArrayList;
import java.util.List;
import org.eventgateway.benchmarks.workload.EventMark;
import org.eventgateway.benchmarks.workload.MadeEvent;

/** What the door said to requests that are not sent again. Thread-safe. */
final class Answers {
    private final List<EventMark> accepted = new ArrayList<>();
    private long refused;
    private long refusedWithoutRetryAfter;
    private long others;

    synchronized void note(List<MadeEvent> request, int status, boolean retryAfter) {
        if (status == 200) {
            request.forEach(event -> accepted.add(event.mark()));
        } else if (status == 503) {
            refused += request.size();
            refusedWithoutRetryAfter += retryAfter ? 0 : request.size();
        } else {
            others += request.size();
        }
    }

    /** The events that were answered 200. */
    synchronized List<EventMark> accepted() {
        return List.copyOf(accepted);
    }

    synchronized int countAccepted() {
        return accepted.size();
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
