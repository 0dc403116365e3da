package org.eventgateway.sandbox.segment;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One segment and the numbers of the rows in it. Safe for use by many threads. */
public final class Segment {
    private final SegmentType type;
    private final String apiName;
    private final String name;
    private final String description;
    private final Set<Long> members = new LinkedHashSet<>();

    /** Makes an empty segment. */
    public Segment(SegmentType type, String apiName, String name, String description) {
        if (!apiName.matches("[A-Za-z0-9_]+")) {
            throw new IllegalArgumentException("an api_name holds letters, digits and underscores only");
        }
        this.type = type;
        this.apiName = apiName;
        this.name = name;
        this.description = description;
    }

    public SegmentType type() {
        return type;
    }

    public String apiName() {
        return apiName;
    }

    public String name() {
        return name;
    }

    public String description() {
        return description;
    }

    /** Adds a row; false if it is a member already. */
    public synchronized boolean add(long row) {
        return members.add(row);
    }

    /** Removes a row; false if it is no member. */
    public synchronized boolean remove(long row) {
        return members.remove(row);
    }

    public synchronized void clear() {
        members.clear();
    }

    public synchronized boolean holds(long row) {
        return members.contains(row);
    }

    /** Copies the members out, in the order they were added. */
    public synchronized List<Long> members() {
        return List.copyOf(members);
    }
}
