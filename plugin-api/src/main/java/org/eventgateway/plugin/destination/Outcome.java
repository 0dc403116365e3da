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

    /** As {@link #rejected(Reason)}, naming the effects that were done all the same. */
    static Outcome rejected(Reason reason, Set<String> doneEffects) {
        return new Rejected(reason, doneEffects);
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

    /** Closes the cases: a new outcome breaks every visitor at compile time. */
    interface Visitor<R> {
        R delivered();

        R retryLater(Reason reason, Set<String> doneEffects);

        R rejected(Reason reason, Set<String> doneEffects);
    }
}
