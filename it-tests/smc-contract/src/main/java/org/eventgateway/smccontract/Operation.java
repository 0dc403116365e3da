package org.eventgateway.smccontract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One operation of the schema's route table, which is the only place where routes are written.
 *
 * @param name as the schema has it
 * @param method in upper case
 * @param path what a raw path of this operation looks like
 */
record Operation(String name, String method, Pattern path) {

    static final String UNKNOWN = "unknown";

    /** Reads {@code $defs/routes} of the schema. */
    static List<Operation> of(JsonNode schema) {
        List<Operation> operations = new ArrayList<>();
        schema.at("/$defs/routes/$defs").properties().forEach(route -> {
            JsonNode properties = route.getValue().path("properties");
            operations.add(new Operation(
                    route.getKey(),
                    properties.at("/method/const").asText(),
                    Pattern.compile(properties.at("/path/pattern").asText())));
        });
        return List.copyOf(operations);
    }

    static Optional<String> nameOf(RecordedRequest request, List<Operation> operations) {
        return operations.stream()
                .filter(operation -> operation.matches(request))
                .map(Operation::name)
                .findFirst();
    }

    private boolean matches(RecordedRequest request) {
        return method.equals(request.method())
                && path.matcher(request.rawPath()).find();
    }
}
