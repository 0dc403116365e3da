/**
 * Destinations: what an event can be delivered to.
 *
 * <p>How the gateway calls one instance: {@code open} once; {@code afterCrash} if the process before died; then {@code start}
 * on the connection's delivery thread until it is ready; then, for each batch in the order of the log, {@code prepare} and
 * {@code send}, both on delivery threads, never two {@code send} at once; {@code admit}, {@code check} and {@code preview} on
 * any thread at any time; {@code close} once, at the end. The answer of {@code send} alone decides what becomes of the events.
 */
package org.eventgateway.plugin.destination;
