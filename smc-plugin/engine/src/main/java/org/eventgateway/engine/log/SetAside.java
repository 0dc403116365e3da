package org.eventgateway.engine.log;

import java.util.List;
import java.util.Set;

/**
 * Events that left the log unfinished, since they wait for an operator while later ones go on. They keep their place and their order,
 * and count as pending. Thread-safe.
 */
public interface SetAside {

    /**
     * Reads some in order. Called on a connection's delivery thread.
     *
     * @param after the place behind which to start
     * @param mostEvents at most so many
     * @param mostBytes at most so many payload bytes, but always one event if there is one
     */
    List<LoggedEvent> read(String connection, Position after, int mostEvents, long mostBytes);

    /**
     * The places between two, both included, that are still set aside. Who was read and is not among them went with its person, and is not
     * to be sent any more. Asked on the delivery thread, right before a batch is mapped.
     */
    Set<Position> left(String connection, Position from, Position to);

    /**
     * Settles all that stand behind one place, up to another, in one transaction: those that still wait stay, the others go. Who went
     * with its person meanwhile is passed over; to do it again does nothing. Blocks until durable.
     */
    void settle(String connection, Position after, Settlement settlement);
}
