package org.eventgateway.trackingapi.destination;

/**
 * How much one call may carry (Segment HTTP API).
 *
 * @param bytes of the whole body
 * @param events in a body
 * @param eventBytes of one event
 */
record BatchLimits(long bytes, int events, long eventBytes) {}
