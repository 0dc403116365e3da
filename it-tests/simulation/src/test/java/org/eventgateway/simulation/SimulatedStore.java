package org.eventgateway.simulation;

import java.util.List;
import java.util.stream.Stream;
import org.eventgateway.engine.log.DeadLetters;
import org.eventgateway.engine.log.Deletions;
import org.eventgateway.engine.log.EventLog;
import org.eventgateway.engine.log.Ledger;
import org.eventgateway.engine.log.Outages;
import org.eventgateway.engine.log.Position;
import org.eventgateway.engine.log.Runs;
import org.eventgateway.engine.log.SetAside;
import org.eventgateway.plugin.event.Event;

/** Where the events of a simulation are kept. What is in it outlives a crash. */
interface SimulatedStore extends AutoCloseable {
    String CONNECTION = "smc";

    /** More events, and bytes of events, than any simulation has. */
    int MOST = 100_000_000;

    EventLog log();

    DeadLetters deadLetters();

    Deletions deletions();

    Ledger ledger();

    Runs runs();

    Outages outages();

    SetAside setAside();

    /** Whether an event has not come to its end yet. */
    default boolean isOpen(String messageId) {
        return Stream.concat(
                        log().read(CONNECTION, log().committed(CONNECTION), MOST, MOST).stream(),
                        setAside().read(CONNECTION, Position.START, MOST, MOST).stream())
                .anyMatch(logged -> logged.event().messageId().equals(messageId));
    }

    /** Accepts events, durably. */
    void accept(List<Event> events);

    /** Opens it anew, as a process does that starts after a crash. */
    void reopen();

    @Override
    void close();
}
