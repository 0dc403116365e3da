package org.eventgateway.simulation;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eventgateway.engine.log.Append;
import org.eventgateway.engine.log.DeadLetters;
import org.eventgateway.engine.log.Deletions;
import org.eventgateway.engine.log.EventLog;
import org.eventgateway.engine.log.Ledger;
import org.eventgateway.engine.log.Outages;
import org.eventgateway.engine.log.Runs;
import org.eventgateway.engine.log.SetAside;
import org.eventgateway.engine.log.SqliteStore;
import org.eventgateway.engine.log.StoreConfig;
import org.eventgateway.plugin.event.Event;

/** The real store. */
final class SqliteSimulatedStore implements SimulatedStore {
    private final StoreConfig config;
    private final VirtualClock clock;
    private SqliteStore store;

    SqliteSimulatedStore(Path folder, VirtualClock clock) {
        this.config = StoreConfig.of(folder);
        this.clock = clock;
        this.store = open();
    }

    private SqliteStore open() {
        return SqliteStore.open(config, List.of(CONNECTION), clock, task -> {
            Thread thread = new Thread(task, "simulated store");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public EventLog log() {
        return store.eventLog();
    }

    @Override
    public DeadLetters deadLetters() {
        return store.deadLetters();
    }

    @Override
    public Deletions deletions() {
        return store.deletions();
    }

    @Override
    public Ledger ledger() {
        return store.ledger();
    }

    @Override
    public Outages outages() {
        return store.outages();
    }

    @Override
    public SetAside setAside() {
        return store.setAside();
    }

    @Override
    public Runs runs() {
        return store.runs();
    }

    @Override
    public void accept(List<Event> events) {
        store.eventLog()
                .append(new Append(List.of(new Append.Part(CONNECTION, events, Map.of(), List.of()))))
                .join();
        // On the simulation's own thread, so that a seed always runs the same.
        store.care();
    }

    @Override
    public void reopen() {
        store.close();
        store = open();
    }

    @Override
    public void close() {
        store.close();
    }
}
