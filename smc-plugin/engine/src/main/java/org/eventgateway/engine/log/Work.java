package org.eventgateway.engine.log;

import java.sql.SQLException;

/**
 * One thing to do within a transaction of the writer thread.
 *
 * @param <T> what it answers
 */
@FunctionalInterface
interface Work<T> {

    /**
     * Does it. What is not to be done at all is refused with an {@link IllegalArgumentException} before anything was written; any other
     * exception undoes the whole transaction.
     */
    T on(Session session) throws SQLException;
}
