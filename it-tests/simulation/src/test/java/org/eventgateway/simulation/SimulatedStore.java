package org.eventgateway.simulation;

import java.util.List;
import org.eventgateway.engine.log.DeadLetters;
import org.eventgateway.engine.log.Deletions;
import org.eventgateway.engine.log.EventLog;
import org.eventgateway.engine.log.Ledger;
import org.eventgateway.engine.log.Runs;
import org.eventgateway.engine.log.SetAside;
import org.eventgateway.plugin.event.Event;

/** Where the events of a simulation are kept. What is in it outlives a crash. */
interface SimulatedStore extends AutoCloseable {
    String CONNECTION = "smc";

    EventLog log();

    DeadLetters deadLetters();

    Deletions deletions();

    Ledger ledger();

    Runs runs();

    SetAside setAside();

    /** Accepts events, durably. */
    void accept(List<Event> events);

    /** Opens it anew, as a process does that starts after a crash. */
    void reopen();

    @Override
    void close();
}
