/**
 * The typed client of the Tracking API: {@code POST /v1/batch}, as Segment, RudderStack, Jitsu and our own doors take it.
 *
 * <p>Decisions: the body is written straight from the events' bytes by a writer of our own, because a tree or a string of 500 KB
 * for each request would be built only to be thrown away. Redirects are never followed: a write key must not travel to an address
 * that no operator named. The REST client has no total time-out, so each call runs under a watchdog: a reply that drips a byte a second
 * would otherwise hold the connection for ever.
 */
package org.eventgateway.trackingapi.client;
