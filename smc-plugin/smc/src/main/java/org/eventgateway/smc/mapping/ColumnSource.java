package org.eventgateway.smc.mapping;

/** Where the value of a column comes from. Made by {@link ColumnMapping#of}; closed within this package. */
sealed interface ColumnSource {

    /** From the event's header. */
    record Header(HeaderField field) implements ColumnSource {}

    /** From a place in the payload. */
    record Path(EventPath path) implements ColumnSource {}

    /** From a JSONata expression over the whole event. */
    record Computed(Expression expression) implements ColumnSource {}
}
