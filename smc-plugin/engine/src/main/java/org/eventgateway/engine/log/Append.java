package org.eventgateway.engine.log;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.event.Event;

/**
 * What one request adds, over all connections it feeds: stored in one transaction, all or nothing.
 *
 * @param parts one per connection
 */
public record Append(List<Part> parts) {
    public Append {
        parts = List.copyOf(parts);
    }

    /**
     * What one connection gets.
     *
     * @param connection its name
     * @param events accepted events, in order
     * @param filtered how many events were not wanted, by reason code; only counted
     * @param refused events that are not acceptable; kept as dead letters of stage intake and counted by reason
     */
    public record Part(String connection, List<Event> events, Map<String, Integer> filtered, List<Refused> refused) {
        public Part {
            events = List.copyOf(events);
            filtered = Map.copyOf(filtered);
            refused = List.copyOf(refused);
        }
    }

    /**
     * An event that was not acceptable.
     *
     * @param reason why
     * @param raw what the sender wrote, cut to a bound; need not be valid JSON
     */
    public record Refused(Reason reason, ByteBuffer raw) {}
}
