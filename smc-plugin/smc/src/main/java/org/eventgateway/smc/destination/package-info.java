/**
 * The SMC destination: from a batch of events to bulk calls, and from the answers to outcomes.
 *
 * <p>Decisions. A batch becomes, in this order, rows of the events list, profiles, and changes of segments. Rows are keyed by message
 * id, so that sending twice leaves the same state; profiles of one user are folded into one row, later traits winning, and go out
 * before any membership of the batch, so that a contact exists when it is added; memberships are grouped by list, segment, field
 * and method, and none overtakes an earlier one of the same person in the same segment. A call whose rows were taken in part is
 * cut in two until the bad ones stand alone, because nobody says from what base {@code record_index} counts; the index is used
 * only to guess where to cut. What SMC refuses for reasons of access or names is looked into with read-only calls before anyone is
 * blamed: a name taken from an event rejects that event; a right or a configured name that is missing closes the list, so that
 * effects on it wait in order while those on other lists go on; a refused key pauses the connection. At a start a user list that
 * cannot be read is closed too; without the events list there is no start.
 */
package org.eventgateway.smc.destination;
