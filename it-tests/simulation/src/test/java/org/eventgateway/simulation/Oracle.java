package org.eventgateway.simulation;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.eventgateway.engine.log.DeadLetters;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;

/**
 * What SMC must hold, and which events must have become dead letters, once each event was sent alone, in order, with nothing going wrong.
 * Simpler than the destination, and made without it.
 */
final class Oracle {
    /** Of the events list, those that are compared. */
    static final Set<String> COLUMNS =
            Set.of("EVENT_TYPE", "EVENT_NAME", "USER_ID", "ANONYMOUS_ID", "PREVIOUS_ID", "GROUP_ID", "PROPERTIES");

    private static final JsonProvider JSON = JsonProvider.provider();

    private final Map<String, Map<String, String>> rows = new TreeMap<>();
    private final Map<String, Map<String, String>> contacts = new TreeMap<>();
    private final Map<String, Set<String>> members = new TreeMap<>();
    private final Map<String, String> dead = new TreeMap<>();
    private final Set<String> seen = new HashSet<>();
    private final List<Event> accepted = new ArrayList<>();
    private final Predicate<Event> addedAtTheSecondAttempt;

    Oracle() {
        this(event -> false);
    }

    private Oracle(Predicate<Event> addedAtTheSecondAttempt) {
        this.addedAtTheSecondAttempt = addedAtTheSecondAttempt;
    }

    /**
     * The same events, seen from the end of a run with crashes. Who is added to a segment before SMC knows him is refused; if the
     * batch is sent again after a crash and he was made meanwhile by a later call of it, he is added. Both is legal: SMC alone
     * knows whether the contact is there, it was never told of one outcome before the other was final, and to hold back his first
     * profile until the refusal is on disk would cost each batch a sync. Which it was, the dead letters say; all else must fit that.
     */
    Oracle inHindsight(DeadLetters deadLetters) {
        Set<String> refused = new HashSet<>();
        deadLetters
                .find(SimulatedStore.CONNECTION, DeadLetters.Query.all(1_000))
                .forEach(letter -> refused.add(letter.event().orElseThrow().messageId()));
        Oracle hindsight = new Oracle(event -> !refused.contains(event.messageId()) && becomesKnown(event));
        accepted.forEach(hindsight::accept);
        return hindsight;
    }

    /** Whether a later call makes the contact of an event, before a deletion, which is never in one batch with it. */
    private boolean becomesKnown(Event group) {
        String user = userOf(group);
        return accepted.stream()
                .skip(accepted.indexOf(group) + 1L)
                .filter(event -> userOf(event).equals(user))
                .filter(event -> event.type() == EventType.DELETE || makesContact(event))
                .findFirst()
                .filter(event -> event.type() == EventType.IDENTIFY)
                .isPresent();
    }

    private static boolean makesContact(Event event) {
        if (event.type() != EventType.IDENTIFY) {
            return false;
        }
        JsonObject traits = event.json().getJsonObject("traits");
        return !isPoisoned(traits) && traits.getString("NAME", "").length() <= RemoteSmc.NAME_TAKES;
    }

    /** Takes an event as SMC's state should; repeats are passed over. */
    void accept(Event event) {
        if (!seen.add(event.messageId())) {
            return;
        }
        accepted.add(event);
        String user = userOf(event);
        JsonObject payload = event.json();
        switch (event.type()) {
            case DELETE -> delete(user);
            case IDENTIFY -> {
                row(event, payload);
                if (event.userId().isPresent()) {
                    profile(event, user, payload.getJsonObject("traits"));
                }
            }
            case GROUP -> group(event, user, payload);
            case TRACK, PAGE, SCREEN, ALIAS -> row(event, payload);
        }
    }

    /** A visitor has none, and nobody is deleted or added by that. */
    private static String userOf(Event event) {
        return event.userId().orElse("");
    }

    private void delete(String user) {
        accepted.stream().filter(event -> userOf(event).equals(user)).forEach(event -> {
            rows.remove(event.messageId());
            dead.remove(event.messageId());
        });
        contacts.remove(user);
        members.values().forEach(segment -> segment.remove(user));
    }

    private void row(Event event, JsonObject payload) {
        if (isPoisoned(payload)) {
            dead.put(event.messageId(), "refused_by_smc");
        } else {
            rows.put(event.messageId(), columns(event, payload));
        }
    }

    private static Map<String, String> columns(Event event, JsonObject payload) {
        Map<String, String> columns =
                new TreeMap<>(Map.of("EVENT_TYPE", event.type().wireName()));
        event.name().ifPresent(name -> columns.put("EVENT_NAME", name));
        event.userId().ifPresent(id -> columns.put("USER_ID", id));
        event.anonymousId().ifPresent(id -> columns.put("ANONYMOUS_ID", id));
        event.previousId().ifPresent(id -> columns.put("PREVIOUS_ID", id));
        event.groupId().ifPresent(id -> columns.put("GROUP_ID", id));
        switch (event.type()) {
            case TRACK, PAGE, SCREEN -> columns.put("PROPERTIES", plain(payload.getJsonObject("properties")));
            case IDENTIFY, GROUP -> columns.put("PROPERTIES", plain(payload.getJsonObject("traits")));
            case ALIAS, DELETE -> {
                // has neither
            }
        }
        return columns;
    }

    /** JSON with its names in order, so that it can be compared. */
    static String plain(String json) {
        try (var reader = JSON.createReader(new StringReader(json))) {
            return plain(reader.readObject());
        }
    }

    private static String plain(JsonObject json) {
        return new TreeMap<>(json).toString();
    }

    private static boolean isPoisoned(JsonObject payload) {
        return payload.toString().contains(RemoteSmc.POISON);
    }

    private void profile(Event event, String user, JsonObject traits) {
        boolean tooLong = traits.getString("NAME", "").length() > RemoteSmc.NAME_TAKES;
        if (tooLong) {
            dead.put(event.messageId(), "row_refused");
        }
        if (tooLong || isPoisoned(traits)) {
            return;
        }
        Map<String, String> contact = contacts.computeIfAbsent(user, any -> new TreeMap<>());
        traits.forEach((name, value) -> {
            if (value == JsonValue.NULL) {
                contact.remove(name);
            } else {
                contact.put(name, value instanceof JsonString text ? text.getString() : value.toString());
            }
        });
    }

    private void group(Event event, String user, JsonObject payload) {
        JsonObject traits = payload.getJsonObject("traits");
        if (event.userId().isEmpty()) {
            dead.put(event.messageId(), "user_id_missing");
            return;
        }
        if (!traits.containsKey("matchkey")) {
            dead.put(event.messageId(), "matchkey_wrong");
            return;
        }
        row(event, payload);
        String segment = event.groupId().orElseThrow();
        boolean add = traits.getString("method").equals("ADD");
        if (!traits.getString("userlist").equals(RemoteSmc.USERS)) {
            dead.put(event.messageId(), "userlist_unknown");
        } else if (segment.equals("NO_SUCH")) {
            dead.put(event.messageId(), "segment_unknown");
        } else if (add && user.contains(RemoteSmc.BAD_MEMBER)) {
            dead.put(event.messageId(), "refused_by_smc");
        } else if (add && !contacts.containsKey(user) && !addedAtTheSecondAttempt.test(event)) {
            dead.put(event.messageId(), "no_contact");
        } else if (add) {
            members.computeIfAbsent(segment, any -> new TreeSet<>()).add(user);
        } else {
            members.computeIfAbsent(segment, any -> new TreeSet<>()).remove(user);
        }
    }

    int accepted() {
        return accepted.size();
    }

    /** By message id, what the columns of each row of the events list hold. */
    Map<String, Map<String, String>> rows() {
        return rows;
    }

    /** By user, what was loaded into each contact. */
    Map<String, Map<String, String>> contacts() {
        return contacts;
    }

    Set<String> members(String segment) {
        return members.getOrDefault(segment, Set.of());
    }

    /** By message id, the reason's code. */
    Map<String, String> dead() {
        return dead;
    }

    /** The message ids of one person's events, a visitor's too, in order, without deletions. */
    Map<String, List<String>> order() {
        Map<String, List<String>> order = new TreeMap<>();
        accepted.stream()
                .filter(event -> event.type() != EventType.DELETE)
                .forEach(event -> order.computeIfAbsent(event.person(), person -> new ArrayList<>())
                        .add(event.messageId()));
        return order;
    }
}
