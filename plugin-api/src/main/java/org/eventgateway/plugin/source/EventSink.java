package org.eventgateway.plugin.source;

import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.event.Event;

/** Where a source writes. For the thread that called {@link Source#read} only. */
public interface EventSink {

    /** Adds an event. Not durable before {@link #commit}. */
    void accept(Event event);

    /**
     * Reports a record that yields no event.
     *
     * @param position the record's place in the input, counted from 1
     * @param reason what is wrong with it
     */
    void refuse(long position, Reason reason);

    /**
     * Makes all events since the last commit and the checkpoint durable, in one transaction. Blocks until they are on disk. A
     * source that reads a large file commits every few thousand events, so that memory stays bounded; the gateway commits once
     * more when {@code read} has returned.
     */
    void commit(Checkpoint checkpoint);
}
