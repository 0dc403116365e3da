package org.eventgateway.smccontract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rules of SMC's REST API for requests, as {@code smc-requests.schema.json} and a few rules in Java. Tests make one
 * and hold recorded requests against it. Immutable, and safe to use from any thread.
 */
public final class SmcContract {

    private static final String SCHEMA = "smc-requests.schema.json";
    private static final int SHOWN = 40;

    private final JsonSchema schema;
    private final List<Operation> operations;
    private final Map<String, ContentRule> contentRules;

    SmcContract(JsonNode schema, Set<String> relationScopes) {
        SchemaValidatorsConfig config = SchemaValidatorsConfig.builder()
                .errorMessageKeyword("message")
                .pathType(PathType.JSON_POINTER)
                .locale(Locale.ROOT)
                .build();
        this.schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema, config);
        this.operations = Operation.of(schema);
        ContentRule table = new TableRule();
        ContentRule search = new SearchRule(Set.copyOf(relationScopes));
        this.contentRules = Map.of(
                "record-save", new SavedRecordRule(),
                "data-load", table,
                "data-delete", table,
                "segment-load", table,
                "segment-remove", table,
                "data-search", search,
                "segment-search", search);
    }

    /** Makes the contract for lists without 1:1 relations. */
    public static SmcContract standard() {
        return withRelations(Set.of());
    }

    /**
     * Makes the contract for lists with relations.
     *
     * @param relationScopes the scopes that a search may name besides {@code MASTER} and {@code SYSTEM}
     */
    public static SmcContract withRelations(Set<String> relationScopes) {
        return new SmcContract(readSchema(), relationScopes);
    }

    /** Lists how a request breaks the contract; empty when it does not. */
    public List<Violation> check(RecordedRequest request) {
        Query query = Query.of(Objects.requireNonNullElse(request.rawQuery(), ""));
        String operation = operationOf(request);
        if (!query.encoded()) {
            return List.of(new Violation(operation, "/query", "the query must be percent-encoded UTF-8 (RFC 3986)"));
        }
        JsonNode document = RequestDocument.of(request, query);
        List<Violation> violations = new ArrayList<>(checkShape(operation, document));
        ContentRule rule = contentRules.get(operation);
        if (rule != null && violations.stream().noneMatch(SmcContract::spoilsContent)) {
            rule.check(document, request.body().length)
                    .forEach(finding -> violations.add(new Violation(operation, finding.where(), finding.message())));
        }
        return List.copyOf(violations);
    }

    /**
     * Requires that every request keeps the contract.
     *
     * @throws AssertionError naming each violation, or saying that there was no request at all, since a test that
     *     recorded nothing has shown nothing
     */
    public void assertAllValid(Collection<RecordedRequest> requests) {
        if (requests.isEmpty()) {
            throw new AssertionError("No request was recorded, so nothing was checked against the SMC contract");
        }
        List<String> lines = new ArrayList<>();
        int number = 0;
        for (RecordedRequest request : requests) {
            number++;
            for (Violation violation : check(request)) {
                lines.add("#" + number + " " + request + ": " + violation);
            }
        }
        if (!lines.isEmpty()) {
            throw new AssertionError(summary(requests.size(), lines));
        }
    }

    /** Lists what the schema alone finds. */
    List<Violation> checkShape(String operation, JsonNode document) {
        return schema.validate(document).stream()
                .map(message ->
                        new Violation(operation, message.getInstanceLocation().toString(), message.getError()))
                .toList();
    }

    String operationOf(RecordedRequest request) {
        return Operation.nameOf(request, operations).orElse(Operation.UNKNOWN);
    }

    static JsonNode readSchema() {
        try (InputStream resource = Objects.requireNonNull(SmcContract.class.getResourceAsStream(SCHEMA), SCHEMA)) {
            return new JsonMapper().readTree(resource);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean spoilsContent(Violation violation) {
        return violation.where().isEmpty()
                || violation.where().startsWith("/body")
                || violation.where().startsWith("/query");
    }

    private static String summary(int requests, List<String> lines) {
        String shown = lines.stream().limit(SHOWN).collect(Collectors.joining("\n  ", "\n  ", ""));
        String rest = lines.size() > SHOWN ? "\n  and " + (lines.size() - SHOWN) + " more" : "";
        return lines.size() + " violations of the SMC contract in " + requests + " requests:" + shown + rest;
    }
}
