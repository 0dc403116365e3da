package org.eventgateway.plugin.destination;

import java.util.Set;
import org.eventgateway.plugin.Reason;

/** What became of one event. */
public sealed interface Outcome {

    /** The remote system has it. */
    Outcome DELIVERED = new Delivered();

    /** Makes the outcome of an event that must be tried again; events behind it in the batch that it could overtake must be too. */
    static Outcome retryLater(Reason reason) {
        return new RetryLater(reason, Set.of());
    }

    /** As {@link #retryLater(Reason)}, naming the effects that were done, so that the next attempt leaves them out. */
    static Outcome retryLater(Reason reason, Set<String> doneEffects) {
        return new RetryLater(reason, doneEffects);
    }

    /** Makes the outcome of an event that no repetition helps; it becomes a dead letter. */
    static Outcome rejected(Reason reason) {
        return new Rejected(reason, Set.of());
    }

    /** As {@link #rejected(Reason)}, naming all effects that are done all the same, those of earlier attempts too. */
    static Outcome rejected(Reason reason, Set<String> doneEffects) {
        return new Rejected(reason, doneEffects);
    }

    /**
     * Makes the outcome of an event that waits for an operator, while others go on. The gateway sets it aside, durably and in order,
     * and goes on with later events. On a schedule it calls {@code start}, and then hands over first what it has set aside, until all
     * scopes have been named again. Between two calls of {@code start} the destination must let every event wait that needs a scope
     * it has named; so nothing overtakes.
     *
     * @param reason of category CONFIGURATION; what an operator must do
     * @param scopes what it waits for; at least one
     * @param doneEffects the effects that were done, so that the next attempt leaves them out
     */
    static Outcome waiting(Reason reason, Set<Scope> scopes, Set<String> doneEffects) {
        return new Waiting(reason, scopes, doneEffects);
    }

    <R> R accept(Visitor<R> visitor);

    /** The remote system said that it has the event. */
    record Delivered() implements Outcome {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.delivered();
        }
    }

    /** Not now. */
    record RetryLater(Reason reason, Set<String> doneEffects) implements Outcome {
        public RetryLater {
            doneEffects = Set.copyOf(doneEffects);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.retryLater(reason, doneEffects);
        }
    }

    /** Never. */
    record Rejected(Reason reason, Set<String> doneEffects) implements Outcome {
        public Rejected {
            doneEffects = Set.copyOf(doneEffects);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.rejected(reason, doneEffects);
        }
    }

    /** Not before an operator has acted. */
    record Waiting(Reason reason, Set<Scope> scopes, Set<String> doneEffects) implements Outcome {
        public Waiting {
            scopes = Set.copyOf(scopes);
            doneEffects = Set.copyOf(doneEffects);
            if (scopes.isEmpty()) {
                throw new IllegalArgumentException("an event waits for at least one scope");
            }
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.waiting(reason, scopes, doneEffects);
        }
    }

    /** Closes the cases: a new outcome breaks every visitor at compile time. */
    interface Visitor<R> {
        R delivered();

        R retryLater(Reason reason, Set<String> doneEffects);

        R rejected(Reason reason, Set<String> doneEffects);

        R waiting(Reason reason, Set<Scope> scopes, Set<String> doneEffects);
    }
}
