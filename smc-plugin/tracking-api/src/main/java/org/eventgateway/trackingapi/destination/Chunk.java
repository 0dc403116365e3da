package org.eventgateway.trackingapi.destination;

import java.util.List;
import org.eventgateway.trackingapi.client.WireEvent;

/**
 * The events of one call.
 *
 * @param items in order, at least one
 */
record Chunk(List<Item> items) {
    Chunk {
        items = List.copyOf(items);
    }

    List<WireEvent> events() {
        return items.stream().map(Item::event).toList();
    }

    List<String> messageIds() {
        return items.stream().map(Item::messageId).toList();
    }

    /**
     * One event.
     *
     * @param id of the batch's item
     * @param messageId the sender's id
     * @param event what goes over the wire
     */
    record Item(long id, String messageId, WireEvent event) {}
}
