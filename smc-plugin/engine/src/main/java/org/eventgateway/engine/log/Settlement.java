package org.eventgateway.engine.log;

import java.util.List;
import java.util.Set;
import org.eventgateway.plugin.Reason;

/**
 * What became of the events up to a position.
 *
 * @param upTo everything up to here is settled
 * @param delivered how many were delivered
 * @param deleted how many were deleted with the person they belonged to
 * @param rejected those that become dead letters
 * @param waiting those that are set aside, or stay so
 * @param identified those of the delivered that are identify calls: what is replayed later must not undo them
 */
public record Settlement(
        Position upTo,
        long delivered,
        long deleted,
        List<Rejected> rejected,
        List<Waiting> waiting,
        List<LoggedEvent> identified) {
    public Settlement {
        rejected = List.copyOf(rejected);
        waiting = List.copyOf(waiting);
        identified = List.copyOf(identified);
    }

    /** Makes a settlement without an identify call, and of which nothing waits. */
    public Settlement(Position upTo, long delivered, long deleted, List<Rejected> rejected) {
        this(upTo, delivered, deleted, rejected, List.of(), List.of());
    }

    /** How many events it accounts for. */
    public long events() {
        return delivered + deleted + rejected.size() + waiting.size();
    }

    /**
     * One event that waits for an operator.
     *
     * @param position where it stands, or stood, in the log
     * @param doneEffects effects that are done
     * @param attempts how often it was sent; an answer to wait is no attempt
     */
    public record Waiting(Position position, Set<String> doneEffects, Attempts attempts) {
        public Waiting {
            doneEffects = Set.copyOf(doneEffects);
        }

        /** Makes one that was not sent before. */
        public Waiting(Position position, Set<String> doneEffects) {
            this(position, doneEffects, Attempts.NONE);
        }
    }

    /**
     * One event that cannot be delivered.
     *
     * @param position where it stands in the log
     * @param reason why
     * @param attempts how often it was sent
     * @param firstAttemptMillis when first, milliseconds since the epoch
     * @param lastAttemptMillis when last, milliseconds since the epoch
     * @param doneEffects effects that were done all the same
     */
    public record Rejected(
            Position position,
            Reason reason,
            int attempts,
            long firstAttemptMillis,
            long lastAttemptMillis,
            Set<String> doneEffects) {
        public Rejected {
            doneEffects = Set.copyOf(doneEffects);
        }
    }
}
