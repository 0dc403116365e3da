/**
 * Journeys, as far as a caller sees them: their list, the entry points of custom ones, sending by transactional ones.
 * Nothing runs behind them; that a call was made is in the journal.
 */
package org.eventgateway.sandbox.journey;
