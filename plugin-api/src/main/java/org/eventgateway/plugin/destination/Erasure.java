package org.eventgateway.plugin.destination;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eventgateway.plugin.Category;
import org.eventgateway.plugin.Reason;

/**
 * What became of a request to delete a person.
 *
 * @param stores each store that was searched, with what was found; complete only when {@code open} is empty
 * @param open why it is not finished; empty when it is
 * @param waitsFor what an operator must see to first, if only deletions need it; empty if nothing else can be delivered meanwhile either
 */
public record Erasure(List<Store> stores, Optional<Reason> open, Set<Scope> waitsFor) {
    public Erasure {
        stores = List.copyOf(stores);
        waitsFor = Set.copyOf(waitsFor);
        if (!waitsFor.isEmpty()
                && open.map(Reason::category)
                        .filter(Category.CONFIGURATION::equals)
                        .isEmpty()) {
            throw new IllegalArgumentException("who waits for an operator says what he must do");
        }
    }

    /** Makes one that waits for nothing that others do not need. */
    public Erasure(List<Store> stores, Optional<Reason> open) {
        this(stores, open, Set.of());
    }

    /**
     * Makes one that waits for an operator while others go on. The gateway sets the request aside with all that comes later of its
     * person, so that nothing overtakes it, and asks again behind a {@code start} on a schedule. Until then it asks for no other
     * person either.
     *
     * @param reason of category CONFIGURATION; what an operator must do
     * @param scopes what the request waits for; at least one
     */
    public static Erasure waiting(List<Store> stores, Reason reason, Set<Scope> scopes) {
        return new Erasure(stores, Optional.of(reason), scopes);
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
