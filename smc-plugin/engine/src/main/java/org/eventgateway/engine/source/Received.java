package org.eventgateway.engine.source;

import java.util.List;

/**
 * What came of one request. All of it is on disk.
 *
 * @param totals how many records became what
 * @param refusals the first refused records; the totals say how many there are
 */
public record Received(Totals totals, List<Refusal> refusals) {
    public Received {
        refusals = List.copyOf(refusals);
    }
}
