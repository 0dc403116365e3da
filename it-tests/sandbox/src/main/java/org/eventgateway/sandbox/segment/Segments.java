package org.eventgateway.sandbox.segment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The segments of one list by api_name; safe for use by many threads. */
public final class Segments {
    private final Map<String, Segment> byName = new ConcurrentSkipListMap<>();

    public Optional<Segment> find(String apiName) {
        return Optional.ofNullable(byName.get(apiName));
    }

    /** Adds a segment; false if its api_name is taken. */
    public boolean add(Segment segment) {
        return byName.putIfAbsent(segment.apiName(), segment) == null;
    }

    public boolean remove(String apiName) {
        return byName.remove(apiName) != null;
    }

    /** Takes a deleted row out of every segment. */
    public void forget(long row) {
        byName.values().forEach(segment -> segment.remove(row));
    }

    /** The segments in the order of their api_names. */
    public List<Segment> all() {
        return List.copyOf(byName.values());
    }
}
