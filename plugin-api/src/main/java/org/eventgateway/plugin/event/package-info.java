/**
 * Events: one call of Segment's spec each, with typed header fields and the payload as the sender wrote it.
 *
 * <p>Decision: an event is not a tree. Header fields are read once, in the one streaming pass at intake; the payload stays bytes,
 * so that unknown fields survive and nothing is parsed that nobody asks for. {@link org.eventgateway.plugin.event.Event#json()}
 * builds the tree for those who want it.
 */
package org.eventgateway.plugin.event;
