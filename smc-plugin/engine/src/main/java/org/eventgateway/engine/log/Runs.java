package org.eventgateway.engine.log;

/** Remembers over restarts which connections stopped in order. Thread-safe. */
public interface Runs {

    /**
     * Notes that a connection begins to deliver. Durable on return.
     *
     * @return whether its last run ended in order, or there was none
     */
    boolean begin(String connection);

    /** Notes that a connection delivers no more and nothing that it sent can still take effect. Durable on return. */
    void endInOrder(String connection);
}
