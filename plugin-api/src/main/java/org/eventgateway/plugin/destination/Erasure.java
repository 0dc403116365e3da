package org.eventgateway.plugin.destination;

import java.util.List;
import java.util.Optional;
import org.eventgateway.plugin.Reason;

/**
 * What became of a request to delete a person.
 *
 * @param stores each store that was searched, with what was found; complete only when {@code open} is empty
 * @param open why it is not finished; empty when it is
 */
public record Erasure(List<Store> stores, Optional<Reason> open) {
    public Erasure {
        stores = List.copyOf(stores);
    }

    /**
     * One store of the remote system.
     *
     * @param name its name there
     * @param deleted how many records were deleted
     * @param notFound how many keys had no record
     */
    public record Store(String name, long deleted, long notFound) {}
}
