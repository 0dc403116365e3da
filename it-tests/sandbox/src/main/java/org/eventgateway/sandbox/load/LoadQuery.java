package org.eventgateway.sandbox.load;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eventgateway.sandbox.http.Query;
import org.eventgateway.sandbox.http.Replies;

/**
 * The query of a bulk operation, checked as far as that goes without the list.
 *
 * @param fields the columns in cell order; empty when the body's first row names them
 * @param segment the segment to make of the loaded records
 */
record LoadQuery(
        List<String> keyFields,
        Optional<List<String>> fields,
        boolean lastMatchWins,
        ImportOption option,
        Optional<NewSegment> segment) {
    LoadQuery {
        keyFields = List.copyOf(keyFields);
        fields = fields.map(List::copyOf);
    }

    /** Reads the query; anything outside the published values is refused with 400. */
    static LoadQuery of(Query query) {
        List<String> keys =
                query.names("keyFields").orElseThrow(() -> Replies.invalid("query parameter keyFields is missing"));
        oneOf(query, "mode", "Sync", List.of("Sync", "Stream"));
        if (query.text("errorHandling").isPresent()) {
            throw Replies.invalid("no value of errorHandling is known");
        }
        String deduplication =
                oneOf(query, "deduplication", "ImportLastMatch", List.of("ImportLastMatch", "ImportFirstMatch"));
        String option = oneOf(query, "data_import_option", "InsertAndUpdate", ImportOption.labels());
        return new LoadQuery(
                distinct("keyFields", keys),
                query.names("fields").map(names -> distinct("fields", names)),
                deduplication.equals("ImportLastMatch"),
                ImportOption.labelled(option),
                NewSegment.of(query));
    }

    static List<String> distinct(String what, List<String> names) {
        long different = names.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .distinct()
                .count();
        if (different != names.size()) {
            throw Replies.invalid(what + " names a field twice");
        }
        return names;
    }

    private static String oneOf(Query query, String name, String otherwise, List<String> allowed) {
        String value = query.text(name).orElse(otherwise);
        if (!allowed.contains(value)) {
            throw Replies.invalid("query parameter " + name + " must be one of " + String.join(", ", allowed));
        }
        return value;
    }

    /** The segment that a load makes of its records. */
    record NewSegment(String apiName, String name) {
        private static Optional<NewSegment> of(Query query) {
            Optional<String> apiName = query.text("create_segment_api_name");
            Optional<String> name = query.text("create_segment_name");
            if (apiName.isPresent() != name.isPresent()) {
                throw Replies.invalid("create_segment_name and create_segment_api_name go together");
            }
            return apiName.map(api -> new NewSegment(api, name.orElse(api)));
        }
    }
}
