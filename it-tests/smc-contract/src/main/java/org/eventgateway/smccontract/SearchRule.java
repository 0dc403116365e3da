package org.eventgateway.smccontract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Which scopes a search may name: the list itself, SYSTEM for its one opaque id, and the relations of the list. */
final class SearchRule implements ContentRule {

    private static final String LINK_ID = "SYSTEM.SELLIGENTID";

    private final Set<String> relations;

    SearchRule(Set<String> relations) {
        this.relations = relations;
    }

    @Override
    public List<Finding> check(JsonNode document, long bodyBytes) {
        List<Finding> findings = new ArrayList<>();
        JsonNode body = document.path("body");
        for (int field = 0; field < body.path("fields").size(); field++) {
            checkField(body.path("fields").path(field), "/body/fields/" + field, findings);
        }
        for (int filter = 0; filter < body.path("filters").size(); filter++) {
            JsonNode name = body.path("filters").path(filter).path("field_name");
            checkField(name, "/body/filters/" + filter + "/field_name", findings);
        }
        if (body.has("order_by")) {
            checkField(body.path("order_by"), "/body/order_by", findings);
        }
        return findings;
    }

    private void checkField(JsonNode field, String where, List<Finding> findings) {
        String name = field.asText();
        String scope = name.substring(0, name.indexOf('.'));
        if (scope.equals("SYSTEM") && !name.equals(LINK_ID)) {
            findings.add(new Finding(where, "the scope SYSTEM has only SELLIGENTID"));
        } else if (!scope.equals("MASTER") && !scope.equals("SYSTEM") && !relations.contains(scope)) {
            findings.add(new Finding(where, "the scope is neither MASTER, SYSTEM nor a relation of the list"));
        }
    }
}
