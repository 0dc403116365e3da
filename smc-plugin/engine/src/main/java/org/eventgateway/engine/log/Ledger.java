package org.eventgateway.engine.log;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The counters of each connection, written in the same transactions as the events they count. Thread-safe. */
public interface Ledger {

    /** The counters as of the last commit. */
    Balance balance(String connection);

    /** What came of the newest comparison of the counters with what is really there; empty before the first. */
    default Optional<Check> lastCheck(String connection) {
        return Optional.empty();
    }

    /**
     * What came of a comparison.
     *
     * @param balanced whether every accepted event is accounted for by what was counted
     * @param at when
     */
    record Check(boolean balanced, Instant at) {}

    /**
     * Counters since the data folder was made. {@code accepted = delivered + deadLettered + discarded + deleted + pending} always.
     *
     * @param accepted events that got their 2xx
     * @param delivered events the remote system said it has
     * @param deadLettered events that wait as dead letters of stage delivery
     * @param discarded dead letters that someone threw away, or that grew too old
     * @param deleted events that went with the person they belonged to
     * @param pending events in the log
     * @param repeats events that came again, never accepted
     * @param filtered events not wanted, by reason code, never accepted
     * @param refused events not acceptable, by reason code, never accepted
     */
    record Balance(
            long accepted,
            long delivered,
            long deadLettered,
            long discarded,
            long deleted,
            long pending,
            long repeats,
            Map<String, Long> filtered,
            Map<String, Long> refused) {
        public Balance {
            filtered = Map.copyOf(filtered);
            refused = Map.copyOf(refused);
        }

        /** Whether every accepted event is accounted for. */
        public boolean addsUp() {
            return accepted == delivered + deadLettered + discarded + deleted + pending;
        }
    }
}
