package org.eventgateway.smc.api;

import jakarta.json.bind.annotation.JsonbProperty;
import org.jspecify.annotations.Nullable;

/**
 * One error of a refusal. The codes are no closed catalogue (vendor Swagger 2020).
 *
 * @param code the vendor's code
 * @param description the vendor's words
 */
public record ApiError(
        @JsonbProperty("error_code") @Nullable String code,
        @JsonbProperty("description") @Nullable String description) {}
