package org.eventgateway.engine.intake;

import java.util.List;
import org.eventgateway.plugin.Reason;

/**
 * What became of the events of one request. All of it is on disk.
 *
 * @param stored events now in the log, over all connections of the route
 * @param repeats events that were there already, over all connections
 * @param filtered events that a connection did not want
 */
public record Acceptance(int stored, int repeats, List<Filtered> filtered) {
    public Acceptance {
        filtered = List.copyOf(filtered);
    }

    /**
     * One event that one connection did not want.
     *
     * @param index its place in the request's list of events, counted from 0
     * @param connection who did not want it
     * @param reason why
     */
    public record Filtered(int index, String connection, Reason reason) {}
}
