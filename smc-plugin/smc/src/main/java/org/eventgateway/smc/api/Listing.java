package org.eventgateway.smc.api;

import jakarta.json.bind.annotation.JsonbProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lists of an organization. The live API answers {@code lists}, its own document says {@code list}; both are taken.
 *
 * @param lists as the live API has it
 * @param list as the document has it
 */
public record Listing(
        @Nullable List<ListInfo> lists, @Nullable List<ListInfo> list) {

    /** The lists, whatever they were called; null if the reply had neither. */
    public @Nullable List<ListInfo> either() {
        return lists != null ? lists : list;
    }

    /**
     * One list, in an overview or by itself.
     *
     * @param apiName by which calls name it
     * @param type its type as of 2020
     * @param listType its type as of 2019
     */
    public record ListInfo(
            @JsonbProperty("api_name") @Nullable String apiName,
            @JsonbProperty("type") @Nullable String type,
            @JsonbProperty("list_type") @Nullable String listType) {

        /** The type, whatever it was called; empty if it had none. */
        public String kind() {
            return type != null ? type : listType != null ? listType : "";
        }
    }
}
