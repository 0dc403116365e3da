/**
 * Reads what Segment's libraries, Segment itself and Segment-like gateways post, and makes events of it.
 *
 * <p>Decisions. One streaming pass over the body reads the header fields and notes where each top-level member begins; nothing is
 * turned into a tree. The events of one body share its array: a payload is a slice of it when the sender wrote the known names in
 * Segment's spelling and nothing has to be merged into it, else it is spliced together from slices, so that numbers, unknown fields
 * and escapes survive to the byte. UTF-8 is checked strictly beforehand, because the JSON parser is lenient with overlong forms and
 * encoded surrogates. Of members that stand twice, the last one counts. PHP's clients
 * write an empty array for an empty object: it becomes one, so that whoever reads a payload meets objects alone.
 *
 * <p>The write key is the only member that is taken out of a payload: it authenticates the call and has no business in a store.
 */
package org.eventgateway.trackingapi.parser;
