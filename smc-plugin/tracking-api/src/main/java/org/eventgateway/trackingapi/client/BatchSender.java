package org.eventgateway.trackingapi.client;

/** Sends batches to one address. One call at a time. */
public interface BatchSender extends AutoCloseable {

    /** Sends and waits for the answer, at most as long as the total time-out. Does not throw. */
    Reply send(BatchBody body);

    /** Ends all threads and connections. Does not throw. */
    @Override
    void close();
}
