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
import org.eventgateway.engine.log.StoreStatus;

/** What a gateway needs of its store; the way to another store than the embedded one. */
interface Store extends AutoCloseable {
    EventLog eventLog();

    DeadLetters deadLetters();

    Deletions deletions();

    Ledger ledger();

    Checkpoints checkpoints();

    Runs runs();

    Outages outages();

    SetAside setAside();

    StoreStatus status();

    /** Lets go of what grew too old. Once an hour; may take a while. */
    void expire(Instant now);

    /** Compares the counters of the ledger with what is there. Once an hour; may take a while. */
    void check(Instant now);

    /** Does what must not wait for the hour; answers whether there is more in a second. Called on one thread, as the store asks for it. */
    boolean care();

    /** The same for files outside of the store, which may take long. Called on another thread, as the store asks for {@link #care}. */
    boolean careForFiles();

    /** Lets requests to delete a person cover these files. Before the first {@link #careForFiles}. */
    void cover(PersonFiles files);

    @Override
    void close();

    /** Opens a store. */
    @FunctionalInterface
    interface Opener {
        /** Opens one that runs {@code care} when it wants {@link Store#care} to be called. */
        Store open(
                GatewaySettings settings, List<String> connections, Clock clock, ThreadFactory threads, Runnable care);
    }
}
