/**
 * The loop guard: what is born in SMC must not be written back to the organization it came from.
 *
 * <p>Decision: the mark stands in the event itself, in {@code context.integration}, where Segment's partner rules ask a source to name
 * itself anyway; so it survives the way through any gateway, also one that hands out new message ids. Beside the name it carries a
 * digest of the organization, so that an event of one organization may still reach another.
 */
package org.eventgateway.smc.loop;
