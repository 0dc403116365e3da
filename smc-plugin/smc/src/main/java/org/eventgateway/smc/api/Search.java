package org.eventgateway.smc.api;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A search of a list or a segment (vendor Swagger 2020).
 *
 * @param fields what to answer, with scope, such as {@code MASTER.MAIL}
 * @param filters all of which must hold
 * @param skip how many rows to pass over
 * @param take how many rows to answer
 * @param orderBy in which order; paging needs one
 * @param direction {@code ASC} or {@code DESC}
 */
@JsonbPropertyOrder({"fields", "filters", "skip", "take", "order_by", "order_by_direction"})
public record Search(
        List<String> fields,
        List<Filter> filters,
        int skip,
        int take,
        @JsonbProperty("order_by") String orderBy,
        @JsonbProperty("order_by_direction") String direction) {

    /** Makes a search of a list's own fields by one value. */
    public static Search byValue(List<String> fields, String field, String value, int skip, int take) {
        List<String> scoped = fields.stream().map(Search::master).toList();
        return new Search(
                scoped, List.of(new Filter(master(field), "EqualTo", value)), skip, take, scoped.get(0), "ASC");
    }

    private static String master(String field) {
        return "MASTER." + field;
    }

    /** One condition. */
    @JsonbPropertyOrder({"field_name", "operator", "field_value"})
    public record Filter(
            @JsonbProperty("field_name") String field,
            @JsonbProperty("operator") String operator,
            @JsonbProperty("field_value") String value) {

        /** Hides the value, which may name a person. */
        @Override
        public String toString() {
            return "Filter[" + field + " " + operator + "]";
        }
    }

    /**
     * What was found.
     *
     * @param code as of a load
     * @param fields what the cells of a row are; as asked for if it is not told
     * @param data rows of cells
     */
    public record Result(
            @JsonbProperty("result_code") @Nullable String code,
            @JsonbProperty("fields") @Nullable List<@Nullable String> fields,

            @JsonbProperty("data") @Nullable List<List<@Nullable Object>> data) {}
}
