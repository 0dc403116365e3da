package org.eventgateway.engine.log;

/**
 * A place in the log of one connection; opaque to its readers. Later events have greater positions.
 *
 * @param value orders positions of one connection
 */
public record Position(long value) implements Comparable<Position> {
    /** Before the first event. */
    public static final Position START = new Position(0);

    @Override
    public int compareTo(Position other) {
        return Long.compare(value, other.value);
    }
}
