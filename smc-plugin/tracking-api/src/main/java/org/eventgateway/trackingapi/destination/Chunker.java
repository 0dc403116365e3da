package org.eventgateway.trackingapi.destination;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.destination.Batch;
import org.eventgateway.plugin.destination.Outcome;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.trackingapi.client.BatchBody;
import org.eventgateway.trackingapi.client.WireEvent;

/** Cuts batches into calls that keep the limits, in order. Immutable. */
final class Chunker {
    private final BatchLimits limits;
    private final long frame;

    Chunker(BatchLimits limits, Optional<String> bodyKey) {
        this.limits = limits;
        this.frame = BatchBody.frame(bodyKey);
    }

    Cut cut(Batch batch) {
        List<Chunk> chunks = new ArrayList<>();
        Map<Long, Outcome> rejected = new HashMap<>();
        List<Chunk.Item> open = new ArrayList<>();
        long bytes = frame;
        for (Batch.Item item : batch.items()) {
            WireEvent event;
            try {
                event = encode(item.event());
            } catch (RejectedEventException e) {
                rejected.put(item.id(), Outcome.rejected(e.reason()));
                continue;
            }
            // A comma stands before each event but the first; counting one more does no harm.
            long with = bytes + 1 + event.length();
            if (!open.isEmpty() && (with > limits.bytes() || open.size() == limits.events())) {
                chunks.add(new Chunk(open));
                open.clear();
                with = frame + 1 + event.length();
            }
            bytes = with;
            open.add(new Chunk.Item(item.id(), item.event().messageId(), event));
        }
        if (!open.isEmpty()) {
            chunks.add(new Chunk(open));
        }
        return new Cut(chunks, rejected);
    }

    WireEvent encode(Event event) throws RejectedEventException {
        WireEvent encoded;
        try {
            encoded = WireEvent.of(event);
        } catch (IOException e) {
            throw new RejectedEventException(
                    Reason.event("payload_unreadable", "The event's payload is no JSON object. It cannot be sent."), e);
        }
        if (encoded.length() > limits.eventBytes()) {
            throw new RejectedEventException(
                    Reason.event(
                            "event_too_large",
                            "The event has " + encoded.length() + " bytes, more than the gateway's "
                                    + limits.eventBytes() + " (max-event-size)."),
                    null);
        }
        return encoded;
    }

    /**
     * A batch in pieces.
     *
     * @param chunks the calls, in order
     * @param rejected events that no call carries
     */
    record Cut(List<Chunk> chunks, Map<Long, Outcome> rejected) {
        Cut {
            chunks = List.copyOf(chunks);
            rejected = Map.copyOf(rejected);
        }
    }
}
