package org.eventgateway.benchmarks.workload;

/** One event of a workload. Its bytes are shared, not copied: nobody may change them. */
public final class MadeEvent {
    private final EventMark mark;
    private final String type;
    private final byte[] json;

    MadeEvent(EventMark mark, String type, byte[] json) {
        this.mark = mark;
        this.type = type;
        this.json = json;
    }

    /** Its number and person, as its message id says them. */
    public EventMark mark() {
        return mark;
    }

    /** Which call it is, as a path says it. */
    public String type() {
        return type;
    }

    /** The event as a sender writes it. */
    public byte[] json() {
        return json;
    }
}
