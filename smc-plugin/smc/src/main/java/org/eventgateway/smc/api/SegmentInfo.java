package org.eventgateway.smc.api;

import jakarta.json.bind.annotation.JsonbProperty;
import org.jspecify.annotations.Nullable;

/**
 * One segment. Its type is called one thing by itself and another in an overview (vendor Swagger 2020).
 *
 * @param apiName by which calls name it
 * @param type its type, by itself
 * @param segmentType its type, in an overview
 */
public record SegmentInfo(
        @JsonbProperty("api_name") @Nullable String apiName,
        @JsonbProperty("type") @Nullable String type,
        @JsonbProperty("segment_type") @Nullable String segmentType) {

    /** The type, whatever it was called; empty if it had none. */
    public String kind() {
        return type != null ? type : segmentType != null ? segmentType : "";
    }
}
