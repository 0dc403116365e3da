/**
 * Sources: hands inputs to the instances of sources and stores what they write.
 *
 * <p>Decisions. <b>A file's events, refusals and checkpoint are one append,</b> so that each record counts once however often the
 * reading is cut off. <b>A request has no checkpoint:</b> it is stored in pieces while it is read, so that memory stays bounded; a sender
 * that gets no answer sends it again, and its events are recognised by their deterministic message ids. <b>A refused record</b> becomes a
 * dead letter of stage intake at every connection of the source's route, as a refused event of a door does.
 */
package org.eventgateway.engine.source;
