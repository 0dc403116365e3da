package org.eventgateway.smccontract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The rules of the single save, a flat map whose names may carry a scope such as {@code MASTER.}. */
final class SavedRecordRule implements ContentRule {

    private static final String WHERE = "/query/keyfields/0";

    @Override
    public List<Finding> check(JsonNode document, long bodyBytes) {
        List<Finding> findings = new ArrayList<>();
        List<String> names = new ArrayList<>();
        document.path("body").fieldNames().forEachRemaining(name -> names.add(withoutMaster(name)));
        List<String> keys = ColumnNames.split(document.at("/query/keyfields/0").asText()).stream()
                .map(SavedRecordRule::withoutMaster)
                .toList();
        if (ColumnNames.repeated(names)) {
            findings.add(new Finding("/body", "a field is named twice"));
        }
        if (ColumnNames.repeated(keys)) {
            findings.add(new Finding(WHERE, "a key field is named twice"));
        }
        if (!names.containsAll(keys)) {
            findings.add(new Finding(WHERE, "every key field must be in the record"));
        }
        return findings;
    }

    // The list itself is the scope master; naming it changes nothing.
    private static String withoutMaster(String name) {
        return name.regionMatches(true, 0, "master.", 0, 7) ? name.substring(7) : name;
    }
}
