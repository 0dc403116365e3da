/**
 * Interactions: what a record of SMC says about an e-mail and a contact, and the event made of it.
 *
 * <p>Decisions. <b>Names:</b> SMC's exports and web components are set up by the customer, so nothing is fixed: each field has names that
 * are tried in turn, and {@code fields} overrides them. <b>Identity:</b> without a user id the visitor is the SHA-256 of the
 * lower-cased address, so that gateways can join events without the address being an id. <b>Times:</b> a local time that a
 * clock change skipped moves forward by the length of the gap; one that happened twice is the first of the two. <b>Message ids</b>
 * are a digest of the organization and of what identifies the interaction, so an imported file read twice, or an interaction that comes
 * both by file and by web component, is one event everywhere in the world (Segment removes repeats across all its customers). Two
 * clicks of a contact on one link within the resolution of the timestamp are one, unless the record has an id of its own.
 */
package org.eventgateway.smc.source.interaction;
