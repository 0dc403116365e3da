package org.eventgateway.engine;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import org.eventgateway.engine.log.Checkpoints;
import org.eventgateway.engine.log.DeadLetters;
import org.eventgateway.engine.log.Deletions;
import org.eventgateway.engine.log.EventLog;
import org.eventgateway.engine.log.Ledger;
import org.eventgateway.engine.log.Outages;
import org.eventgateway.engine.log.PersonFiles;
import org.eventgateway.engine.log.Runs;
import org.eventgateway.engine.log.SetAside;
import org.eventgateway.engine.log.SqliteStore;
import org.eventgateway.engine.log.StoreConfig;
import org.eventgateway.engine.log.StoreStatus;

/** The store in the data folder. */
record EmbeddedStore(SqliteStore sqlite) implements Store {

    static EmbeddedStore open(
            GatewaySettings settings, List<String> connections, Clock clock, ThreadFactory threads, Runnable care) {
        StoreConfig config = StoreConfig.of(settings.dataFolder())
                .withDiskBudget(settings.diskBudget())
                .withConnectionBudgets(settings.connectionBudgets())
                .withRepeatWindow(settings.repeatWindow())
                .withDeadLetterRetention(settings.deadLetterRetention())
                .withReplayRate(settings.replayRate());
        return new EmbeddedStore(SqliteStore.open(config, connections, clock, threads, care));
    }

    @Override
    public EventLog eventLog() {
        return sqlite.eventLog();
    }

    @Override
    public DeadLetters deadLetters() {
        return sqlite.deadLetters();
    }

    @Override
    public Deletions deletions() {
        return sqlite.deletions();
    }

    @Override
    public Ledger ledger() {
        return sqlite.ledger();
    }

    @Override
    public Checkpoints checkpoints() {
        return sqlite.checkpoints();
    }

    @Override
    public Runs runs() {
        return sqlite.runs();
    }

    @Override
    public Outages outages() {
        return sqlite.outages();
    }

    @Override
    public SetAside setAside() {
        return sqlite.setAside();
    }

    @Override
    public StoreStatus status() {
        return sqlite.status();
    }

    @Override
    public void expire(Instant now) {
        sqlite.expire(now);
    }

    @Override
    public void check(Instant now) {
        sqlite.check(now);
    }

    @Override
    public boolean care() {
        return sqlite.care();
    }

    @Override
    public boolean careForFiles() {
        return sqlite.careForFiles();
    }

    @Override
    public void cover(PersonFiles files) {
        sqlite.cover(files);
    }

    @Override
    public void close() {
        sqlite.close();
    }
}
