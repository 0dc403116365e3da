/**
 * The doors: who may come in, what is taken, what is answered.
 *
 * <p>Decisions. The Tracking API door answers as Segment does, 200 with {@code {"success":true}} for whatever parses and fits, because
 * its libraries know nothing else; an event that is refused all the same is named in {@code errors}. The partner door never answers
 * 2xx for a call none of whose events was taken: gateways show its answer to their users and act on it.
 *
 * <p>A reason whose code begins with {@code type_} says that calls of this type are not taken at all; the partner door answers it
 * with 501, which Segment never tries again (Segment docs: direct destination).
 */
package org.eventgateway.war.door;
