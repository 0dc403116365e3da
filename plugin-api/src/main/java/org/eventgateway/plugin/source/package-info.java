/**
 * Sources: what events can come from.
 *
 * <p>A source reads one inbound request or one picked-up file as a stream and writes events to a sink. It keeps no queue of its
 * own: what it wrote is durable, together with the checkpoint, when the sink's {@code commit} has returned.
 */
package org.eventgateway.plugin.source;
