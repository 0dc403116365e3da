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

    /**
     * Moves dead letters of stage delivery back to the end of the log, with their original timestamps. Durable on return.
     *
     * @param who names the person who asked, for the record
     * @return how many were moved; ids that are unknown or of stage intake are passed over
     */
    int replay(String connection, List<Long> ids, String who);

    /** Throws dead letters away for good. Durable on return. */
    int discard(String connection, List<Long> ids, String who);

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
