package org.eventgateway.engine.pickup;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells which files are complete: those whose marker is there, and those that did not change for a while. For one thread.
 *
 * <p>The while counts from when we first saw the file as it is: its own time proves nothing, since copying programs set it.
 */
final class Stillness {
    private final Duration quietPeriod;
    private Map<String, Sight> seen = new HashMap<>();

    Stillness(Duration quietPeriod) {
        this.quietPeriod = quietPeriod;
    }

    /** The files to read now, of those that are there. */
    List<Arrival> ready(List<Arrival> arrivals, Instant now) {
        Map<String, Sight> seenNow = new HashMap<>();
        List<Arrival> ready = new ArrayList<>();
        for (Arrival arrival : arrivals) {
            Sight before = seen.get(arrival.name());
            Sight sight = before != null && before.arrival.isLike(arrival) ? before : new Sight(arrival, now, now);
            seenNow.put(arrival.name(), sight);
            boolean complete =
                    arrival.marked() || !sight.since.plus(quietPeriod).isAfter(now);
            if (complete && !sight.notBefore.isAfter(now)) {
                ready.add(arrival);
            }
        }
        seen = seenNow;
        return ready;
    }

    /** Leaves a file alone until then, unless it changes. */
    void postpone(Arrival arrival, Instant until) {
        seen.computeIfPresent(arrival.name(), (name, sight) -> new Sight(sight.arrival, sight.since, until));
    }

    /** A file as it was first seen as it still is. */
    private record Sight(Arrival arrival, Instant since, Instant notBefore) {}
}
