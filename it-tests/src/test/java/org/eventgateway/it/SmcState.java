package org.eventgateway.it;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What SMC holds after the load of a crash test.
 *
 * @param rows by message id, the type and the user of each row of the events list
 * @param contacts by user, the fields of his profile that are set
 * @param members by segment, the mails of its members
 */
record SmcState(Map<String, String> rows, Map<String, Map<String, String>> contacts, Map<String, Set<String>> members) {
    private static final List<String> FIELDS = List.of("CUSTOMER_ID", "MAIL", "FIRSTNAME", "CITY", "PHONE", "LOGINS");

    /** Asks SMC. */
    static SmcState of(Smc smc) {
        SmcState state = empty();
        smc.rows("segment_events", List.of("EVENT_ID", "EVENT_TYPE", "USER_ID"), "EVENT_ID")
                .forEach(row -> state.rows.put(row.get("EVENT_ID"), row.get("EVENT_TYPE") + " " + row.get("USER_ID")));
        for (Map<String, String> row : smc.rows(CrashLoad.USER_LIST, FIELDS, "CUSTOMER_ID")) {
            String user = row.getOrDefault("CUSTOMER_ID", "");
            if (user.startsWith("client")) { // another one came with the sandbox
                Map<String, String> contact = new TreeMap<>(row);
                contact.values().removeIf(String::isEmpty);
                state.contacts.put(user, contact);
            }
        }
        CrashLoad.SEGMENTS.forEach(
                segment -> state.members.put(segment, new TreeSet<>(smc.members(CrashLoad.USER_LIST, segment))));
        return state;
    }

    /** Applies each event alone and in order, the way the documents say; shares nothing with the gateway. */
    static SmcState after(List<JsonObject> events) {
        SmcState state = empty();
        CrashLoad.SEGMENTS.forEach(segment -> state.members.put(segment, new TreeSet<>()));
        events.forEach(state::apply);
        return state;
    }

    private static SmcState empty() {
        return new SmcState(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }

    private void apply(JsonObject event) {
        String user = event.getString("userId");
        rows.put(event.getString("messageId"), event.getString("type") + " " + user);
        switch (event.getString("type")) {
            case "identify" -> {
                Map<String, String> contact =
                        contacts.computeIfAbsent(user, any -> new TreeMap<>(Map.of("CUSTOMER_ID", user)));
                JsonObject traits = event.getJsonObject("traits");
                traits.forEach((name, value) -> {
                    if (value == JsonValue.NULL) {
                        contact.remove(name);
                    } else {
                        contact.put(name, traits.getString(name, value.toString()));
                    }
                });
            }
            case "group" -> {
                Set<String> segment = members.computeIfAbsent(event.getString("groupId"), any -> new TreeSet<>());
                if (event.getJsonObject("traits").getString("method").equals("ADD")) {
                    segment.add(user + "@example.org");
                } else {
                    segment.remove(user + "@example.org");
                }
            }
            default -> {
                // a row and nothing else
            }
        }
    }
}
