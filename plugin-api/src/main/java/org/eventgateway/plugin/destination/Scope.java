package org.eventgateway.plugin.destination;

/**
 * What a throttle or a pause concerns, for example the connection or one list of the remote system.
 *
 * @param kind what it is, such as {@code connection}, {@code key} or {@code list}
 * @param name which one; empty for the whole connection
 */
public record Scope(String kind, String name) {
    /** Everything this connection sends. */
    public static final Scope CONNECTION = new Scope("connection", "");

    @Override
    public String toString() {
        return name.isEmpty() ? kind : kind + " " + name;
    }
}
