package org.eventgateway.sandbox.table;

import org.jspecify.annotations.Nullable;

/** A checked cell: either a value in the field's own Java type, or the reason why it does not fit. */
public sealed interface Cell {
    /**
     * A value that fits.
     *
     * @param content null for SQL's NULL, else Boolean, Long, Double, LocalDate, Instant or String
     */
    record Value(@Nullable Object content) implements Cell {}

    /** A value that does not fit. The message names no content, since cells hold personal data. */
    record Bad(ValidationCode code, String message) implements Cell {}
}
