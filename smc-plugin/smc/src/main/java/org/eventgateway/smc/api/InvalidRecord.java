package org.eventgateway.smc.api;

import jakarta.json.bind.annotation.JsonbProperty;
import org.jspecify.annotations.Nullable;

/**
 * One row that a load did not take.
 *
 * @param index which row; nobody says from what base it counts, so it is a hint and no more
 * @param field the field that is wrong, or null if the row is
 * @param code {@code InvalidType}, {@code MaxStringLengthExceeded}, {@code InvalidFieldCount} or {@code Unknown}
 */
public record InvalidRecord(
        @JsonbProperty("record_index") @Nullable Integer index,
        @JsonbProperty("field_name") @Nullable String field,
        @JsonbProperty("validation_code") @Nullable String code) {}
