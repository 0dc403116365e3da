/**
 * Routes: whose calls are taken, what they may do, and which connections they feed.
 *
 * <p>Decision: without any known write key the gateway takes calls from its own machine only. A fresh installation can be tried
 * at once, and one that was put on a network unfinished is not open to it.
 */
package org.eventgateway.engine.route;
