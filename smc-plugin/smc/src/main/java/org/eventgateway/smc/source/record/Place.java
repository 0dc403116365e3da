package org.eventgateway.smc.source.record;

/**
 * Where a record stands, for people.
 *
 * @param line its first line, counted from 1
 * @param record how many records begin before its end, itself included
 * @param inArray whether it is an element of a JSON array, where lines say little
 */
public record Place(long line, long record, boolean inArray) {

    /** The number by which a report names the record. */
    public long number() {
        return inArray ? record : line;
    }

    @Override
    public String toString() {
        return inArray ? "Element " + record : "Line " + line;
    }
}
