/**
 * The {@code smc} source: what contacts did with e-mails comes out of SMC and becomes Segment's six e-mail events.
 *
 * <p>Decisions. <b>Two ways in, one reader:</b> nothing public says how SMC pushes such events, so a journey's web component may post
 * JSON (an object, an array, one object a line) and an export task may drop files (CSV or JSON lines); both become records, and the
 * same rules make events of them. <b>Requests are authenticated here,</b> because only the source knows its secrets; an HMAC covers the
 * whole body, so with one the body is held back until it has been verified. <b>Checkpoints</b> name a byte offset and a digest of the file's
 * beginning: another file of the same name starts from its beginning.
 */
package org.eventgateway.smc.source;
