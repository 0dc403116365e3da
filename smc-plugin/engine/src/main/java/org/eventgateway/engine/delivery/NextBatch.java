package org.eventgateway.engine.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.eventgateway.engine.log.LoggedEvent;
import org.eventgateway.engine.log.Position;
import org.eventgateway.plugin.destination.Batch;
import org.eventgateway.plugin.destination.Shipment;
import org.eventgateway.plugin.event.EventType;
import org.jspecify.annotations.Nullable;

/**
 * The batch that goes out after the one under way. It grows while a call is out and is mapped once it is full; one that never gets
 * full is mapped when it is taken, for it is small. Thread-safe: the delivery thread takes, the mapping thread prepares.
 */
final class NextBatch {
    private final DeliveryParts parts;
    private final List<LoggedEvent> events = new ArrayList<>();
    private Position after;
    private long bytes;
    private boolean full;
    private @Nullable Shipment shipment;

    NextBatch(DeliveryParts parts) {
        this.parts = parts;
        this.after = parts.log().committed(parts.connection());
    }

    /** Starts again behind what is settled. */
    synchronized void restart() {
        clear(parts.log().committed(parts.connection()));
    }

    /** Forgets what was mapped: the remote system may have been changed since. */
    synchronized void unmap() {
        shipment = null;
    }

    /** Reads more and, if the batch is full, maps it. */
    synchronized void prepareAhead() {
        grow();
        if (full && shipment == null && events.get(0).event().type() != EventType.DELETE) {
            shipment = Objects.requireNonNull(parts.destination().prepare(batch()), "prepare");
        }
    }

    /** Takes what there is, in order; empty when there is nothing to deliver. */
    synchronized Optional<Consignment> take() {
        grow();
        if (events.isEmpty()) {
            return Optional.empty();
        }
        Consignment taken = new Consignment(events.stream().map(Parcel::new).toList(), shipment, 0);
        clear(events.get(events.size() - 1).position());
        return Optional.of(taken);
    }

    /** Whether no more fits in, as far as was read. */
    synchronized boolean isFull() {
        return full;
    }

    /** Runs something that must not meet a mapping: plugins are promised one at a time. */
    synchronized <T> T exclusively(Supplier<T> call) {
        return call.get();
    }

    private void grow() {
        while (!full) {
            List<LoggedEvent> more = read();
            more.forEach(this::add);
            // Reading on tells whether the bytes or the log came to an end; far from the limit it was the log.
            if (more.isEmpty() || bytes <= parts.settings().batchBytes() / 2) {
                full |= events.size() >= parts.settings().batchEvents();
                return;
            }
            full |= events.size() >= parts.settings().batchEvents();
        }
    }

    private List<LoggedEvent> read() {
        Position last = events.isEmpty() ? after : events.get(events.size() - 1).position();
        int room = parts.settings().batchEvents() - events.size();
        long bytesLeft = Math.max(1, parts.settings().batchBytes() - bytes);
        return parts.log().read(parts.connection(), last, room, bytesLeft);
    }

    private void add(LoggedEvent logged) {
        if (full) {
            return;
        }
        boolean first = events.isEmpty();
        boolean deletion = logged.event().type() == EventType.DELETE;
        int length = logged.event().payloadLength();
        if (!first && (deletion || bytes + length > parts.settings().batchBytes())) {
            full = true; // what did not fit is read again
            return;
        }
        events.add(logged);
        bytes += length;
        full = deletion;
    }

    private Batch batch() {
        return new Batch(events.stream()
                .map(logged -> new Batch.Item(logged.position().value(), logged.event(), logged.doneEffects()))
                .toList());
    }

    private void clear(Position position) {
        events.clear();
        after = position;
        bytes = 0;
        full = false;
        shipment = null;
    }
}
