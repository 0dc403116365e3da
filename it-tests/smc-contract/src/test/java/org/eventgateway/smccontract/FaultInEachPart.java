package org.eventgateway.smccontract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Faults that can be put into every sample alike: in each query parameter, in each node of the body, in the frame. */
final class FaultInEachPart {

    private static final JsonMapper JSON = new JsonMapper();

    // Maps whose names the caller chooses, so that any name is good there.
    private static final Set<String> FREE_NAMES = Set.of(
            "record-save ",
            "journey-trigger /parameter_values",
            "transactional-send /items/0/data",
            "transactional-send /items/0/data/LINES/0",
            "transactional-send /items/0/dtsdata/0/content/0");

    // Under these the vendor lets the customer send what his message needs.
    private static final List<String> FREE_CONTENT =
            List.of("transactional-send /items/0/data/", "transactional-send /items/0/dtsdata/0/content/0/");

    private FaultInEachPart() {}

    static List<InvalidCase> all() {
        List<InvalidCase> cases = new ArrayList<>();
        Samples.all().forEach((operation, sample) -> {
            cases.addAll(inFrame(operation, sample));
            cases.addAll(inQuery(operation, sample));
            byte[] body = sample.body();
            if (body != null) {
                cases.addAll(inBody(operation, sample, body));
            }
        });
        return cases;
    }

    private static List<InvalidCase> inFrame(String operation, Request sample) {
        List<InvalidCase> cases = new ArrayList<>();
        cases.add(InvalidCase.of("no X-ApiKey", operation, sample.withoutHeader("X-ApiKey"), "/headers"));
        cases.add(InvalidCase.of("Accept XML", operation, sample.withHeader("Accept", "text/xml"), "/headers/accept"));
        cases.add(InvalidCase.of("unknown parameter", operation, sample.andQuery("unknown=1"), "/query"));
        if (sample.hasBody()) {
            cases.add(InvalidCase.of("no body", operation, sample.withoutBody(), ""));
            cases.add(InvalidCase.of("not JSON", operation, sample.withBody("<row/>"), ""));
            cases.add(InvalidCase.of("no content type", operation, sample.withoutHeader("Content-Type"), "/headers"));
            cases.add(InvalidCase.of(
                    "form content",
                    operation,
                    sample.withHeader("Content-Type", "application/x-www-form-urlencoded"),
                    "/headers/content-type"));
        } else {
            cases.add(InvalidCase.of("a JSON body", operation, sample.withJson("{}"), "/body"));
            cases.add(InvalidCase.of("a text body", operation, sample.withBody("text"), "/bodyText"));
        }
        return cases;
    }

    private static List<InvalidCase> inQuery(String operation, Request sample) {
        List<InvalidCase> cases = new ArrayList<>();
        String query = sample.query();
        if (query == null) {
            return cases;
        }
        for (String parameter : query.split("&", -1)) {
            String name = parameter.substring(0, parameter.indexOf('='));
            String where = "/query/" + name;
            cases.add(InvalidCase.of(name + " twice", operation, sample.andQuery(parameter), where));
            Request emptied = sample.withQuery(query.replace(parameter, name + "="));
            cases.add(InvalidCase.of(name + " empty", operation, emptied, where));
        }
        return cases;
    }

    private static List<InvalidCase> inBody(String operation, Request sample, byte[] body) {
        List<InvalidCase> cases = new ArrayList<>();
        for (JsonPointer pointer : pointers(parse(body), JsonPointer.empty())) {
            String key = operation + " " + pointer;
            if (FREE_CONTENT.stream().anyMatch(key::startsWith)) {
                continue;
            }
            String where = "/body" + pointer;
            Request asArray = sample.withBody(replaced(body, pointer, "[[[]]]"));
            cases.add(InvalidCase.of(where + " an array of arrays", operation, asArray, where));
            Request asNumber = sample.withBody(replaced(body, pointer, "-7.5"));
            if (!parse(body).at(pointer).isValueNode()) {
                cases.add(InvalidCase.of(where + " a number", operation, asNumber, where));
            }
            if (!FREE_NAMES.contains(key)) {
                Request asObject = sample.withBody(replaced(body, pointer, "{\"unexpected\":{}}"));
                cases.add(InvalidCase.of(where + " another object", operation, asObject, where));
                if (parse(body).at(pointer).isObject()) {
                    Request extended = sample.withBody(extended(body, pointer));
                    cases.add(InvalidCase.of(where + " with an unknown property", operation, extended, where));
                }
            }
        }
        return cases;
    }

    private static List<JsonPointer> pointers(JsonNode node, JsonPointer at) {
        List<JsonPointer> pointers = new ArrayList<>(List.of(at));
        node.properties()
                .forEach(property ->
                        pointers.addAll(pointers(property.getValue(), at.appendProperty(property.getKey()))));
        for (int index = 0; node.isArray() && index < node.size(); index++) {
            pointers.addAll(pointers(node.path(index), at.appendIndex(index)));
        }
        return pointers;
    }

    private static String replaced(byte[] body, JsonPointer pointer, String by) {
        if (pointer.matches()) {
            return by;
        }
        JsonNode root = parse(body);
        JsonNode parent = root.at(pointer.head());
        JsonPointer last = pointer.last();
        if (parent instanceof ArrayNode array) {
            array.set(last.getMatchingIndex(), parse(by));
        } else {
            ((ObjectNode) parent).set(last.getMatchingProperty(), parse(by));
        }
        return root.toString();
    }

    private static String extended(byte[] body, JsonPointer pointer) {
        JsonNode root = parse(body);
        ((ObjectNode) root.at(pointer)).putObject("unexpected");
        return root.toString();
    }

    private static JsonNode parse(byte[] json) {
        return parse(new String(json, StandardCharsets.UTF_8));
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(broken);
        }
    }
}
