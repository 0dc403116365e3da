package org.eventgateway.engine.route;

import java.util.List;

/**
 * Where the events of one caller go.
 *
 * @param name which rule decided: the name of a door or of a write key, never the key itself
 * @param connections the destinations it feeds, at least one
 * @param mayDelete whether deletion requests are taken from this caller
 */
public record Route(String name, List<String> connections, boolean mayDelete) {
    public Route {
        connections = List.copyOf(connections);
        if (connections.isEmpty()) {
            throw new IllegalArgumentException("the route " + name + " feeds no connection");
        }
    }

    /** The same route for a caller from whom deletion requests are taken. */
    public Route withDeletions() {
        return new Route(name, connections, true);
    }

    /** The same route, to one of its connections only. */
    public Route only(String connection) {
        return new Route(name, List.of(connection), mayDelete);
    }
}
