package org.eventgateway.sandbox.journey;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eventgateway.sandbox.api.Call;
import org.eventgateway.sandbox.api.Endpoint;
import org.eventgateway.sandbox.api.Operation;
import org.eventgateway.sandbox.http.RefusedRequest;
import org.eventgateway.sandbox.http.Replies;
import org.eventgateway.sandbox.http.SandboxReply;
import org.eventgateway.sandbox.json.JsonFields;
import org.eventgateway.sandbox.json.JsonText;

/** Answers the list of journeys and the operations on custom ones. Their 404 bodies are JSON strings (vendor Swagger). */
public final class JourneyEndpoints {
    private JourneyEndpoints() {}

    public static Map<Operation, Endpoint> all() {
        return Map.of(
                Operation.JOURNEYS, JourneyEndpoints::overview,
                Operation.CUSTOM_JOURNEY, JourneyEndpoints::details,
                Operation.ENTRY_POINTS, JourneyEndpoints::entryPoints,
                Operation.ENTRY_POINT, JourneyEndpoints::entryPoint,
                Operation.ENTRY_POINT_TRIGGER, JourneyEndpoints::trigger);
    }

    private static SandboxReply overview(Call call) {
        JsonArrayBuilder journeys = JsonText.array();
        call.organization().journeys().values().stream()
                .sorted(Comparator.comparing(Journey::apiName))
                .forEach(journey -> journeys.add(summary(journey)));
        return SandboxReply.json(
                200, JsonText.object().add("journeys", journeys).build());
    }

    private static SandboxReply details(Call call) {
        return SandboxReply.json(200, summary(journey(call)));
    }

    private static JsonObject summary(Journey journey) {
        return JsonText.object()
                .add("api_name", journey.apiName())
                .add("type", journey.type().label())
                .build();
    }

    private static SandboxReply entryPoints(Call call) {
        Journey journey = journey(call);
        List<Journey.EntryPoint> points = journey.entryPoints();
        // the schema says one object, the older example an array of them
        if (call.settings().entryPointsAsObject() && !points.isEmpty()) {
            return SandboxReply.json(200, model(points.get(0)));
        }
        JsonArrayBuilder all = JsonText.array();
        points.forEach(point -> all.add(model(point)));
        return SandboxReply.json(200, all.build());
    }

    private static SandboxReply entryPoint(Call call) {
        return SandboxReply.json(200, model(point(call)));
    }

    private static JsonObject model(Journey.EntryPoint point) {
        JsonArrayBuilder parameters = JsonText.array();
        point.parameters()
                .forEach(parameter -> parameters.add(
                        JsonText.object().add("name", parameter.name()).add("required", parameter.required())));
        return JsonText.object()
                .add("system_info", "")
                .add(
                        "model",
                        JsonText.object()
                                .add("entry_point_type", "Input")
                                .add("name", point.name())
                                .add("api_name", point.apiName())
                                .add("parameters", parameters))
                .build();
    }

    private static SandboxReply trigger(Call call) {
        Journey.EntryPoint point = point(call);
        JsonFields command = call.command();
        long user = command.number("user_id").orElse(0);
        boolean known = user == 0
                || call.organization()
                        .audience()
                        .flatMap(list -> list.table().row(user))
                        .isPresent();
        if (!known) {
            throw Replies.refused(400, "Failed", "ERR_FAILED", "there is no contact with this user_id");
        }
        Optional<String> missing = missing(point, command.child("parameter_values"));
        if (missing.isEmpty()) {
            return outcome("None", "");
        }
        if (call.settings().missingParameterAs200()) {
            return outcome("Validation", "parameter " + missing.get() + " is missing");
        }
        throw Replies.refused(400, "Failed", "ERR_VALIDATION", "parameter " + missing.get() + " is missing");
    }

    private static SandboxReply outcome(String type, String body) {
        return SandboxReply.json(
                200,
                Replies.succeeded().add("result_type", type).add("body", body).build());
    }

    /** Finds the first required parameter without a value; refuses values that are neither text nor number. */
    private static Optional<String> missing(Journey.EntryPoint point, Optional<JsonFields> values) {
        values.ifPresent(given -> given.object().forEach((name, value) -> {
            if (value.getValueType() == JsonValue.ValueType.OBJECT
                    || value.getValueType() == JsonValue.ValueType.ARRAY) {
                throw Replies.refused(400, "Failed", "ERR_VALIDATION", "parameter " + name + " is not a string");
            }
        }));
        return point.parameters().stream()
                .filter(Journey.Parameter::required)
                .map(Journey.Parameter::name)
                .filter(name -> values.isEmpty() || !values.get().has(name))
                .findFirst();
    }

    private static Journey journey(Call call) {
        return Optional.ofNullable(
                        call.organization().journeys().get(call.route().name("journey")))
                .filter(journey -> journey.type() == JourneyType.CUSTOM)
                .orElseThrow(() -> new RefusedRequest(SandboxReply.jsonString(404, "journey not found")));
    }

    private static Journey.EntryPoint point(Call call) {
        return journey(call)
                .entryPoint(call.route().name("entrypoint"))
                .orElseThrow(() -> new RefusedRequest(SandboxReply.jsonString(404, "entry point not found")));
    }
}
