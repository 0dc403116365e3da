package org.eventgateway.sandbox.journey;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eventgateway.sandbox.api.Call;
import org.eventgateway.sandbox.api.Endpoint;
import org.eventgateway.sandbox.api.Operation;
import org.eventgateway.sandbox.http.Replies;
import org.eventgateway.sandbox.http.SandboxReply;
import org.eventgateway.sandbox.json.JsonFields;
import org.eventgateway.sandbox.json.JsonText;

/**
 * Answers sending by transactional journeys and the state of what was sent. Each item stands for itself; one whose
 * recipient is no contact fails, the others are sent and delivered at once.
 */
public final class TransactionalEndpoints {
    /** Message state of success (vendor: transactional message states). */
    private static final int DELIVERED = 30;

    private TransactionalEndpoints() {}

    public static Map<Operation, Endpoint> all() {
        return Map.of(
                Operation.TRANSACTIONAL_SEND, TransactionalEndpoints::send,
                Operation.TRANSACTIONAL_STATUS, TransactionalEndpoints::status,
                Operation.TRANSACTIONAL_STATUSES, TransactionalEndpoints::statuses);
    }

    private static SandboxReply send(Call call) {
        Optional<Journey> journey = Optional.ofNullable(
                        call.organization().journeys().get(call.route().name("journey")))
                .filter(found -> found.type() == JourneyType.TRANSACTIONAL);
        if (journey.isEmpty()) {
            JsonObject error = Replies.error("ERR_FAILED", "there is no such journey");
            // declared with the same shape as the 200 reply (vendor Swagger of 2020)
            return SandboxReply.json(
                    404,
                    result(
                            "NotFound",
                            JsonText.array().add(error).build(),
                            JsonValue.EMPTY_JSON_ARRAY,
                            JsonValue.EMPTY_JSON_ARRAY));
        }
        List<JsonFields> items = call.command().children("items");
        if (items.isEmpty()) {
            throw Replies.invalid("property items holds no item");
        }
        return send(call, items);
    }

    private static SandboxReply send(Call call, List<JsonFields> items) {
        JsonArrayBuilder data = JsonText.array();
        JsonArrayBuilder messages = JsonText.array();
        int failed = 0;
        for (JsonFields item : items) {
            Optional<String> fault = fault(call, item);
            if (fault.isPresent()) {
                failed++;
            } else {
                messages.add(JsonText.object()
                        .add("id", call.organization().sentMessages().next()));
            }
            data.add(echo(item, fault));
        }
        String code = failed == 0 ? "Succeeded" : failed == items.size() ? "Failed" : "PartiallySucceeded";
        return SandboxReply.json(200, result(code, JsonValue.EMPTY_JSON_ARRAY, data.build(), messages.build()));
    }

    private static Optional<String> fault(Call call, JsonFields item) {
        Optional<String> recipient = item.text("recipient");
        if (recipient.isEmpty() || item.text("language").isEmpty()) {
            return Optional.of("recipient and language are required");
        }
        String language = item.text("language").orElse("");
        if (!call.organization().languages().contains(language)) {
            return Optional.of("the organization has no language " + language);
        }
        return isContact(call, item, recipient.get()) ? Optional.empty() : Optional.of("the recipient is no contact");
    }

    private static boolean isContact(Call call, JsonFields item, String recipient) {
        Optional<JsonFields> lookup = item.child("lookup");
        String scope = lookup.flatMap(json -> json.text("scope")).orElse("MASTER");
        String field = lookup.flatMap(json -> json.text("field")).orElse("MAIL");
        return scope.equals("MASTER")
                && call.organization().audience().stream()
                        .flatMap(list -> list.table().rows().stream())
                        .map(row -> row.values().get(field))
                        .anyMatch(value -> value != null && value.toString().equalsIgnoreCase(recipient));
    }

    private static JsonObject echo(JsonFields item, Optional<String> fault) {
        JsonArrayBuilder errors = JsonText.array();
        fault.ifPresent(message -> errors.add(Replies.error("ERR_VALIDATION", message)));
        return JsonText.object()
                .add("data", item.object().getOrDefault("data", JsonValue.NULL))
                .add("recipient", item.object().getOrDefault("recipient", JsonValue.NULL))
                .add("language", item.object().getOrDefault("language", JsonValue.NULL))
                .add("result_code", fault.isEmpty() ? "Succeeded" : "ValidationFailed")
                .add("errors", errors)
                .build();
    }

    private static JsonObject result(String code, JsonArray errors, JsonArray data, JsonArray messages) {
        return JsonText.object()
                .add("result_code", code)
                .add("errors", errors)
                .add("response_data", data)
                .add("messages", messages)
                .build();
    }

    private static SandboxReply status(Call call) {
        String id = call.route().name("message");
        if (!call.organization().sentMessages().holds(id)) {
            throw Replies.notFound("there is no such message");
        }
        return SandboxReply.json(200, state(id).build());
    }

    private static SandboxReply statuses(Call call) {
        JsonValue ids = JsonText.read(call.request().body())
                .filter(value -> value.getValueType() == JsonValue.ValueType.ARRAY)
                .orElseThrow(() -> Replies.invalid("the body is not an array of message ids"));
        JsonArrayBuilder states = JsonText.array();
        for (JsonValue id : ids.asJsonArray()) {
            if (!(id instanceof JsonString text)) {
                throw Replies.invalid("the body is not an array of message ids");
            }
            if (call.organization().sentMessages().holds(text.getString())) {
                states.add(state(text.getString()));
            }
        }
        return SandboxReply.json(200, states.build());
    }

    private static JsonObjectBuilder state(String id) {
        return JsonText.object().add("id", id).add("status", DELIVERED).add("status_message", "success");
    }
}
