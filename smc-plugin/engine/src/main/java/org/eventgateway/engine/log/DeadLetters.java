package org.eventgateway.engine.log;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;

/** Events that could not be accepted or delivered, kept with their reason until someone replays or discards them. Thread-safe. */
public interface DeadLetters {

    /** Finds dead letters, newest first. */
    List<DeadLetter> find(String connection, Query query);

    /** Counts what {@link #find} would list without its limit. */
    long count(String connection, Query query);

    /** Finds one dead letter. */
    Optional<DeadLetter> find(String connection, long id);

    /**
     * Moves dead letters of stage delivery back to the end of the log, with their original timestamps: some at once, the others a few each
     * second, so that live events stay in front. What a later identify call of the same person has set is taken out of an older one.
     * Durable on return; what waits is still a dead letter, and goes on after a crash.
     *
     * @param who names the person who asked, for the record
     */
    Replayed replay(String connection, List<Long> ids, String who);

    /** Throws dead letters away for good. Durable on return; answers how many. */
    int discard(String connection, List<Long> ids, String who);

    /** Who did what to the dead letters of a connection, newest first. */
    List<Deed> deeds(String connection, int most);

    /**
     * What a replay did; ids that are unknown, of stage intake, of a person about to be deleted, or that cannot be read are passed over.
     *
     * @param moved how many are back in the log
     * @param waiting how many wait for their turn
     * @param dropped what was taken out of those that moved
     */
    record Replayed(int moved, int waiting, List<Dropped> dropped) {
        public Replayed {
            dropped = List.copyOf(dropped);
        }
    }

    /**
     * Traits that were taken out of an identify call as they were set since.
     *
     * @param id the dead letter
     * @param messageId the call
     * @param traits their names
     */
    record Dropped(long id, String messageId, List<String> traits) {
        public Dropped {
            traits = List.copyOf(traits);
        }
    }

    /**
     * Something that was done to dead letters.
     *
     * @param at when
     * @param who the person who asked, or {@code retention}
     * @param action {@code replay}, {@code discard}, {@code drop-traits}, {@code replay-failed}
     * @param count of how many
     * @param detail which dead letters, by their ids, and which traits of one, if any; never a value
     */
    record Deed(Instant at, String who, String action, int count, String detail) {}

    /** Where an event failed. */
    enum Stage {
        /** It was never accepted; what the sender wrote is kept raw. */
        INTAKE,
        DELIVERY
    }

    /**
     * One dead letter.
     *
     * @param id identifies it within the connection
     * @param stage where it failed
     * @param reason why
     * @param attempts how often it was sent; 0 at intake
     * @param firstAttempt when first
     * @param lastAttempt when last
     * @param event the event; empty at intake
     * @param raw what the sender wrote; empty for stage delivery
     * @param doneEffects effects that were done all the same
     */
    record DeadLetter(
            long id,
            Stage stage,
            Reason reason,
            int attempts,
            Instant firstAttempt,
            Instant lastAttempt,
            Optional<Event> event,
            ByteBuffer raw,
            Set<String> doneEffects) {

        /** Says which one, without the event's data. */
        @Override
        public String toString() {
            return "DeadLetter[" + id + ", " + stage + ", " + reason.code() + "]";
        }
    }

    /**
     * What to look for; an empty part looks for anything.
     *
     * @param stage where it failed
     * @param reasonCode why
     * @param type which call
     * @param name the event's name
     * @param userId whose event
     * @param from not before
     * @param to before
     * @param limit at most so many, up to 1,000
     */
    record Query(
            Optional<Stage> stage,
            Optional<String> reasonCode,
            Optional<EventType> type,
            Optional<String> name,
            Optional<String> userId,
            Optional<Instant> from,
            Optional<Instant> to,
            int limit) {
        public Query {
            if (limit < 1 || limit > 1_000) {
                throw new IllegalArgumentException("a limit is from 1 to 1000, was " + limit);
            }
        }

        /** Everything, at most {@code limit}. */
        public static Query all(int limit) {
            return new Query(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    limit);
        }
    }
}
