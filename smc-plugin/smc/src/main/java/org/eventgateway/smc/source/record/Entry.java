package org.eventgateway.smc.source.record;

import org.eventgateway.plugin.Reason;

/** What stands at a place: a record, or something that is none. */
public sealed interface Entry {

    Place place();

    /** A record whose values can be asked for. */
    record Found(Place place, Row row) implements Entry {
        @Override
        public String toString() {
            return "Found[" + place + "]";
        }
    }

    /** Something that is no record. */
    record Fault(Place place, Reason reason) implements Entry {}
}
