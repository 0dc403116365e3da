package org.eventgateway.engine.log;

/**
 * How often an event was sent so far.
 *
 * @param count how often
 * @param firstMillis when first, milliseconds since the epoch; of no meaning if never
 */
public record Attempts(int count, long firstMillis) {
    public static final Attempts NONE = new Attempts(0, 0);

    public Attempts {
        if (count < 0) {
            throw new IllegalArgumentException("an event is sent 0 times or more, not " + count);
        }
    }

    /** Counts one more, made at a time. */
    public Attempts andOneAt(long millis) {
        return new Attempts(count + 1, count == 0 ? millis : firstMillis);
    }

    /** What is known of an event of which both tell something: the more, and the earlier. */
    public Attempts or(Attempts other) {
        if (count == 0 || other.count == 0) {
            return count == 0 ? other : this;
        }
        return new Attempts(Math.max(count, other.count), Math.min(firstMillis, other.firstMillis));
    }
}
