package org.eventgateway.engine.source;

import org.eventgateway.engine.intake.Acceptance;

/**
 * What became of the records of one input or of several.
 *
 * @param events records that yielded an event
 * @param repeats how often an event was there already, over all connections
 * @param filtered how often a connection did not want an event
 * @param refused records that yielded none
 */
public record Totals(long events, long repeats, long filtered, long refused) {
    public static final Totals NONE = new Totals(0, 0, 0, 0);

    Totals plus(int newEvents, int newRefused, Acceptance acceptance) {
        return new Totals(
                events + newEvents,
                repeats + acceptance.repeats(),
                filtered + acceptance.filtered().size(),
                refused + newRefused);
    }

    Totals plus(Totals other) {
        return new Totals(
                events + other.events, repeats + other.repeats, filtered + other.filtered, refused + other.refused);
    }
}
