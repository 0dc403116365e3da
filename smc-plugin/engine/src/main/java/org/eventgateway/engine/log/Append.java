package org.eventgateway.engine.log;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.source.Checkpoint;

/**
 * What one request adds, over all connections it feeds: stored in one transaction, all or nothing.
 *
 * @param parts one per connection
 * @param progress how far a source's input was read with these events; empty for what came over HTTP
 */
public record Append(List<Part> parts, Optional<Progress> progress) {
    public Append {
        parts = List.copyOf(parts);
    }

    /** Makes an append that no checkpoint belongs to. */
    public Append(List<Part> parts) {
        this(parts, Optional.empty());
    }

    /**
     * How far an input was read; stored in the same transaction as the events, so that a file is read exactly once.
     *
     * @param source the source's name
     * @param input names the input within the source
     * @param checkpoint where to go on; an empty one forgets the input
     */
    public record Progress(String source, String input, Checkpoint checkpoint) {}

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
