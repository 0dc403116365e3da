package org.eventgateway.engine.log;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Remembers over restarts for how long a delivery has got nothing through, so that a server that is started anew does not keep an event
 * for longer than its deadline. Thread-safe.
 */
public interface Outages {

    /** Finds the outage of a connection; empty if its deliveries work, as far as is known. Does not wait for the disk. */
    Optional<Outage> find(String connection);

    /** Notes how long it lasts by now. Called by the delivery, once in a minute at most. Durable on return. */
    void note(String connection, Outage outage);

    /** Notes that something got through. Durable on return. */
    void end(String connection);

    /**
     * A time in which a delivery gets nothing through.
     *
     * @param behind up to where the log was settled
     * @param since when it began
     * @param waited how much of it does not count, since nothing could be tried
     * @param last up to when it is known to have lasted
     * @param upTo the last of the events in front that were sent equally often
     * @param attempts how often these were sent
     */
    record Outage(Position behind, Instant since, Duration waited, Instant last, Position upTo, Attempts attempts) {

        /** How often an event of the log was sent meanwhile, as far as is known. */
        public Attempts of(Position event) {
            return event.compareTo(behind) > 0 && event.compareTo(upTo) <= 0 ? attempts : Attempts.NONE;
        }
    }
}
