package org.eventgateway.sandbox.list;

import jakarta.json.JsonArrayBuilder;
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

/** Answers the operations on custom events, which belong to audience lists (vendor Swagger of 2020). */
public final class CustomEventEndpoints {
    private CustomEventEndpoints() {}

    public static Map<Operation, Endpoint> all() {
        return Map.of(
                Operation.CUSTOM_EVENTS, CustomEventEndpoints::overview,
                Operation.CUSTOM_EVENT_CREATE, CustomEventEndpoints::create,
                Operation.CUSTOM_EVENT, CustomEventEndpoints::details,
                Operation.CUSTOM_EVENT_UPDATE, CustomEventEndpoints::update,
                Operation.CUSTOM_EVENT_DELETE, CustomEventEndpoints::delete,
                Operation.CUSTOM_EVENT_TRIGGER, CustomEventEndpoints::trigger);
    }

    private static SandboxReply overview(Call call) {
        String search = call.query().text("search").orElse("");
        List<String> names = call.list().customEvents().keySet().stream()
                .filter(name -> name.contains(search))
                .sorted()
                .toList();
        JsonArrayBuilder events = JsonText.array();
        call.query().page(names).forEach(name -> events.add(JsonText.object().add("name", name)));
        return SandboxReply.json(
                200, JsonText.object().add("custom_events", events).build());
    }

    private static SandboxReply create(Call call) {
        SmcList list = call.list();
        if (list.header().type() != ListType.USERLIST) {
            throw Replies.invalid("custom events belong to audience lists");
        }
        CustomEvent event = event(call.command(), Optional.empty());
        if (list.customEvents().putIfAbsent(event.name(), event) != null) {
            throw Replies.invalid("custom event " + event.name() + " exists already");
        }
        return Replies.command(200, "custom event " + event.name() + " created");
    }

    private static SandboxReply details(Call call) {
        CustomEvent event = addressed(call);
        return SandboxReply.json(
                200,
                JsonText.object()
                        .add(
                                "custom_event",
                                JsonText.object()
                                        .add("name", event.name())
                                        .add("description", event.description())
                                        .addNull("transaction_field"))
                        .build());
    }

    private static SandboxReply update(Call call) {
        CustomEvent before = addressed(call);
        CustomEvent after = event(call.command(), Optional.of(before));
        Map<String, CustomEvent> events = call.list().customEvents();
        if (!after.name().equals(before.name()) && events.containsKey(after.name())) {
            throw Replies.invalid("custom event " + after.name() + " exists already");
        }
        events.remove(before.name());
        events.put(after.name(), after);
        return Replies.command(200, "custom event " + after.name() + " updated");
    }

    private static SandboxReply delete(Call call) {
        CustomEvent event = addressed(call);
        call.list().customEvents().remove(event.name());
        return Replies.command(200, "custom event " + event.name() + " deleted");
    }

    private static SandboxReply trigger(Call call) {
        return Replies.command(202, "custom event " + addressed(call).name() + " will be processed");
    }

    private static CustomEvent addressed(Call call) {
        String name = call.route().name("event");
        return Optional.ofNullable(call.list().customEvents().get(name))
                .orElseThrow(() -> Replies.invalid("there is no custom event " + name));
    }

    private static CustomEvent event(JsonFields command, Optional<CustomEvent> before) {
        String name = before.isEmpty()
                ? command.requiredText("name")
                : command.text("name").orElse(before.get().name());
        String description = command.text("description")
                .orElse(before.map(CustomEvent::description).orElse(""));
        return new CustomEvent(name, description, command.texts("tags"));
    }
}
