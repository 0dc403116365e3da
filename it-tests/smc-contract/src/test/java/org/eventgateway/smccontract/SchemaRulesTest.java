package org.eventgateway.smccontract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Drops each rule of the schema in turn and asks whether a case notices: a rule that no case needs is not tested. */
class SchemaRulesTest {

    private static final Set<String> RULES = Set.of(
            "$ref",
            "additionalProperties",
            "contains",
            "else",
            "enum",
            "items",
            "maxItems",
            "maxProperties",
            "maximum",
            "minItems",
            "minProperties",
            "minimum",
            "not",
            "pattern",
            "propertyNames",
            "then",
            "type",
            "uniqueItems");

    private final SmcContract contract = SmcContract.standard();
    private final List<Shape> shapes = Stream.of(
                    FaultTable.all().stream().map(this::shapeOf),
                    FaultInEachPart.all().stream().map(this::shapeOf),
                    brokenFrames())
            .flatMap(Function.identity())
            .filter(shape -> shape.reportedBy(contract))
            .toList();

    @Test
    void everyRuleOfTheSchemaIsNeededByACase() {
        JsonNode schema = SmcContract.readSchema();
        List<String> unneeded = new ArrayList<>();
        List<String> rules = rules(schema, "");
        for (String rule : rules) {
            SmcContract weaker = new SmcContract(without(schema.deepCopy(), rule), Set.of());
            if (shapes.stream().allMatch(shape -> shape.reportedBy(weaker))) {
                unneeded.add(rule);
            }
        }

        assertThat(rules).hasSizeGreaterThan(150);
        assertThat(unneeded).isEmpty();
    }

    private Shape shapeOf(InvalidCase invalid) {
        RecordedRequest request = invalid.request().recorded();
        Query query = Query.of(Objects.requireNonNullElse(request.rawQuery(), ""));
        return new Shape(invalid, contract.operationOf(request), RequestDocument.of(request, query));
    }

    // RequestDocument always writes these parts; another reader of the schema may not.
    private static Stream<Shape> brokenFrames() {
        JsonNode whole = RequestDocument.of(Samples.of("status").recorded(), Query.of(""));
        Stream<JsonNode> parts = Stream.of("method", "path", "query", "headers")
                .map(part -> ((ObjectNode) whole.deepCopy()).without(part));
        return Stream.concat(parts, Stream.of(JsonNodeFactory.instance.arrayNode()))
                .map(document -> new Shape(
                        InvalidCase.of("a broken frame", Operation.UNKNOWN, Samples.of("status"), ""),
                        Operation.UNKNOWN,
                        document));
    }

    private static List<String> rules(JsonNode schema, String at) {
        List<String> rules = new ArrayList<>();
        schema.properties().forEach(keyword -> {
            String name = keyword.getKey();
            JsonNode value = keyword.getValue();
            String pointer = at + "/" + name;
            if (RULES.contains(name)) {
                rules.add(pointer);
            }
            switch (name) {
                case "required" -> {
                    for (int index = 0; index < value.size(); index++) {
                        rules.add(pointer + "/" + index);
                    }
                }
                case "properties" ->
                    value.properties()
                            .forEach(property ->
                                    rules.addAll(rules(property.getValue(), pointer + "/" + property.getKey())));
                case "$defs" ->
                    value.properties().stream()
                            .filter(definition -> !definition.getKey().equals("routes"))
                            .forEach(definition ->
                                    rules.addAll(rules(definition.getValue(), pointer + "/" + definition.getKey())));
                case "allOf" -> {
                    for (int index = 0; index < value.size(); index++) {
                        rules.addAll(rules(value.path(index), pointer + "/" + index));
                    }
                }
                case "items", "additionalProperties", "contains", "propertyNames", "then", "else" ->
                    rules.addAll(rules(value, pointer));
                default -> {}
            }
        });
        return rules;
    }

    private static JsonNode without(JsonNode schema, String rule) {
        int cut = rule.lastIndexOf('/');
        JsonNode parent = schema.at(rule.substring(0, cut));
        String last = rule.substring(cut + 1);
        if (parent instanceof ArrayNode array) {
            array.remove(Integer.parseInt(last));
        } else {
            ((ObjectNode) parent).remove(last);
        }
        return schema;
    }

    /** A case as the schema sees it. */
    private record Shape(InvalidCase invalid, String operation, JsonNode document) {

        boolean reportedBy(SmcContract contract) {
            return invalid.reportedIn(contract.checkShape(operation, document));
        }
    }
}
