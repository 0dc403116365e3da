package org.eventgateway.trackingapi.destination;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What Segment's email spec and the seed page ask of the six events. Properties are texts, and only those of the event stand there. */
final class EmailSpec {
    private static final Set<String> COMMON = Set.of("email_id", "email_subject", "campaign_id", "campaign_name");
    private static final Set<String> SEED = Set.of(
            "user_id", "event", "email_id", "email_subject", "campaign_id", "campaign_name", "timestamp", "sentAt");
    private static final Set<String> CLICK = Set.of("link_id", "link_name", "link_url");
    private static final Set<String> LIST = Set.of("list_id", "list_name");
    private static final Map<String, Set<String>> OWN = Map.of(
            "Email Delivered", Set.of(),
            "Email Opened", Set.of(),
            "Email Link Clicked", CLICK,
            "Email Marked as Spam", Set.of(),
            "Email Bounced", Set.of(),
            "Email Unsubscribed", LIST,
            "Unsubscribed", LIST);

    private EmailSpec() {}

    /** Lists what is wrong with a track call; nothing if it is not one of the six. */
    static List<String> problems(JsonObject event) {
        String name = event.getString("event", "");
        Set<String> own = OWN.get(name);
        JsonObject properties = event.getJsonObject("properties");
        if (own == null || properties == null || !properties.containsKey("campaign_id")) {
            return List.of();
        }
        List<String> problems = new ArrayList<>();
        Set<String> allowed = new LinkedHashSet<>(COMMON);
        allowed.addAll(SEED);
        allowed.addAll(own);
        properties.forEach((key, value) -> {
            if (!allowed.contains(key) && (CLICK.contains(key) || LIST.contains(key))) {
                problems.add(name + " must not have " + key);
            }
            if (allowed.contains(key) && !(value instanceof JsonString)) {
                problems.add(name + ": " + key + " is no text");
            }
        });
        COMMON.stream()
                .filter(key -> !properties.containsKey(key))
                .forEach(key -> problems.add(name + " lacks " + key));
        if (!name.equals(properties.getString("event", name))) {
            problems.add("properties.event is not the event's name");
        }
        JsonValue traits = event.getValue("/context").asJsonObject().get("traits");
        if (traits == null || !traits.asJsonObject().containsKey("email")) {
            problems.add(name + " lacks context.traits.email");
        }
        return problems;
    }
}
