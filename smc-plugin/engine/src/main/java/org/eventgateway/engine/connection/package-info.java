/**
 * Connections: configured instances of destinations, each with its own settings, delivery, limits and dead letters.
 *
 * <p>Decision: a connection is a bulkhead. One whose settings are wrong, or whose plugin throws, is listed with what is wrong, and
 * all others run.
 */
package org.eventgateway.engine.connection;
