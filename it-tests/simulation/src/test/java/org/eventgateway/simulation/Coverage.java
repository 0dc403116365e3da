package org.eventgateway.simulation;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** How often each thing went wrong. A fault that is never played proves nothing. */
final class Coverage {
    private final Map<String, Integer> counts = new TreeMap<>();

    Coverage() {
        Weather.mishaps().forEach(mishap -> counts.put(mishap.name(), 0));
        for (Incident incident : Incident.values()) {
            counts.put(incident.name(), 0);
        }
    }

    void played(Mishap mishap) {
        counts.merge(mishap.name(), 1, Integer::sum);
    }

    void met(Incident incident) {
        counts.merge(incident.name(), 1, Integer::sum);
    }

    void add(Coverage other) {
        other.counts.forEach((name, count) -> counts.merge(name, count, Integer::sum));
    }

    /** What never happened. */
    Set<String> missing() {
        Set<String> missing = new TreeSet<>();
        counts.forEach((name, count) -> {
            if (count == 0) {
                missing.add(name);
            }
        });
        return missing;
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
