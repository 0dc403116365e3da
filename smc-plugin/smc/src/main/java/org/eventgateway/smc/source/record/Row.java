package org.eventgateway.smc.source.record;

/** The values of one record by normalised name; see {@link FieldName}. */
@FunctionalInterface
public interface Row {

    /** The value of a field, or the empty text if there is none. */
    String value(String normalName);
}
