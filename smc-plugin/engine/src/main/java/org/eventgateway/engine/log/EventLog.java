package org.eventgateway.engine.log;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The durable, ordered store between intake and delivery. One log per connection, appended to in common. Thread-safe. */
public interface EventLog {

    /**
     * Appends what one request brings. Called on request threads; does not block. The future completes when the data is on disk
     * (after the fsync), on a thread that must not be held up; it fails with {@link LogUnavailableException} when nothing was
     * stored. A repeat of a {@code messageId} within the repeat window is not stored again.
     */
    CompletableFuture<Receipt> append(Append append);

    /**
     * Reads events in order. Called on a connection's delivery thread.
     *
     * @param after the position behind which to start
     * @param mostEvents at most so many
     * @param mostBytes at most so many payload bytes, but always one event if there is one
     */
    List<LoggedEvent> read(String connection, Position after, int mostEvents, long mostBytes);

    /** The position up to which everything is settled. */
    Position committed(String connection);

    /** Settles events from the front: moves the position, counts, and keeps dead letters, in one transaction. Blocks until durable. */
    void commit(String connection, Settlement settlement);

    /** Registers what to run when the connection got something to deliver. Run on the writer thread: must be quick. */
    void onAppend(String connection, Runnable listener);

    /**
     * What an append did.
     *
     * @param stored events now in the log, over all connections
     * @param repeats events that were there already
     */
    record Receipt(int stored, int repeats) {}
}
