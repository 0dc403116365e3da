package org.eventgateway.plugin.destination;

import java.util.List;
import java.util.Set;
import org.eventgateway.plugin.event.Event;

/**
 * Events to deliver, in the order in which they were accepted.
 *
 * @param items at least one
 */
public record Batch(List<Item> items) {
    public Batch {
        items = List.copyOf(items);
        if (items.isEmpty()) {
            throw new IllegalArgumentException("a batch holds at least one event");
        }
    }

    /**
     * One event of a batch.
     *
     * @param id identifies it within the connection; outcomes name it
     * @param event the event
     * @param doneEffects effects of this event that an earlier attempt reported as done; they are not sent again
     */
    public record Item(long id, Event event, Set<String> doneEffects) {
        public Item {
            doneEffects = Set.copyOf(doneEffects);
        }

        public static Item of(long id, Event event) {
            return new Item(id, event, Set.of());
        }
    }
}
