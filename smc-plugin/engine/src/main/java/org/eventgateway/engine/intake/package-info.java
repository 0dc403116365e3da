/**
 * Intake: decides for each event and connection whether it is wanted, and stores what is, all in one append.
 *
 * <p>Decision: a plugin that throws while it is asked whether it wants an event makes this event a dead letter of stage intake for
 * its connection. Dropping the event would lose it; failing the request would let one event keep its whole batch out for ever.
 */
package org.eventgateway.engine.intake;
