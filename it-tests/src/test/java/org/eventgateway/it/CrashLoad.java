package org.eventgateway.it;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The load of a crash test, the same for the same seed: all six calls, alone and in batches. Each client has users of its own, and
 * each event carries its place in the order of its user, in its message id and, for profiles, as a trait.
 *
 * @param clients what each client posts, in order
 */
record CrashLoad(List<List<Request>> clients) {
    static final String USER_LIST = "USERS_SEGMENT";
    static final List<String> SEGMENTS = List.of("VIP_STATIC", "SegmentToSMCStatic");

    private static final int USERS_OF_A_CLIENT = 2;
    private static final int MOST_IN_A_BATCH = 10;

    /**
     * One call of a client.
     *
     * @param path the door
     * @param json the body
     * @param events what is in it, in order
     */
    record Request(String path, String json, List<JsonObject> events) {}

    static CrashLoad of(long seed, int clients, int requestsOfAClient) {
        SplittableRandom random = new SplittableRandom(seed).split();
        List<List<Request>> all = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            all.add(new Client(client, random.split()).requests(requestsOfAClient));
        }
        return new CrashLoad(List.copyOf(all));
    }

    int requests() {
        return clients.stream().mapToInt(List::size).sum();
    }

    /** All events; those of one user in his order. */
    List<JsonObject> events() {
        return clients.stream()
                .flatMap(List::stream)
                .flatMap(request -> request.events().stream())
                .toList();
    }

    /** The user of a message id. */
    static String userOf(String messageId) {
        return messageId.substring(0, messageId.lastIndexOf('-'));
    }

    /** The place of a message id in the order of its user, from 0. */
    static int placeOf(String messageId) {
        return Integer.parseInt(messageId.substring(messageId.lastIndexOf('-') + 1));
    }

    /** Draws what one client posts. */
    private static final class Client {
        private final int number;
        private final SplittableRandom random;
        private final int[] next = new int[USERS_OF_A_CLIENT];

        Client(int number, SplittableRandom random) {
            this.number = number;
            this.random = random;
        }

        List<Request> requests(int count) {
            List<Request> requests = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                requests.add(random.nextInt(10) < 7 ? single() : batch());
            }
            return List.copyOf(requests);
        }

        private Request single() {
            JsonObject event = event();
            return new Request("/v1/" + event.getString("type"), event.toString(), List.of(event));
        }

        private Request batch() {
            List<JsonObject> events = new ArrayList<>();
            JsonArrayBuilder array = Json.createArrayBuilder();
            for (int i = random.nextInt(2, MOST_IN_A_BATCH + 1); i > 0; i--) {
                JsonObject event = event();
                events.add(event);
                array.add(event);
            }
            String json = Json.createObjectBuilder().add("batch", array).build().toString();
            return new Request("/v1/batch", json, List.copyOf(events));
        }

        private JsonObject event() {
            int which = random.nextInt(USERS_OF_A_CLIENT);
            int place = next[which]++;
            String user = "client%02d%c".formatted(number, 'a' + which);
            JsonObjectBuilder event =
                    Json.createObjectBuilder().add("userId", user).add("messageId", user + "-" + place);
            int kind = place == 0 ? 0 : random.nextInt(100);
            if (kind < 25) {
                return event.add("type", "identify")
                        .add("traits", traits(user, place))
                        .build();
            }
            if (kind < 50) {
                return group(event).build();
            }
            JsonObject properties =
                    Json.createObjectBuilder().add("place", place).build();
            if (kind < 70) {
                event.add("type", "track").add("event", "Step " + random.nextInt(5));
            } else if (kind < 80) {
                event.add("type", "page").add("name", "Home");
            } else if (kind < 90) {
                event.add("type", "screen").add("name", "Feed");
            } else {
                return event.add("type", "alias")
                        .add("previousId", "visitor-" + user)
                        .build();
            }
            return event.add("properties", properties).build();
        }

        private JsonObject traits(String user, int place) {
            JsonObjectBuilder traits = Json.createObjectBuilder().add("LOGINS", place);
            if (place == 0) {
                traits.add("MAIL", user + "@example.org").add("FIRSTNAME", "First " + user);
            }
            switch (random.nextInt(4)) {
                case 0 -> traits.add("CITY", "City " + place);
                case 1 -> traits.add("CITY", JsonValue.NULL);
                case 2 -> traits.add("PHONE", "Phone " + place).add("CITY", "Town " + place);
                default -> {
                    // the place alone
                }
            }
            return traits.build();
        }

        private JsonObjectBuilder group(JsonObjectBuilder event) {
            return event.add("type", "group")
                    .add("groupId", SEGMENTS.get(random.nextInt(SEGMENTS.size())))
                    .add(
                            "traits",
                            Json.createObjectBuilder()
                                    .add("userlist", USER_LIST)
                                    .add("matchkey", "CUSTOMER_ID")
                                    .add("method", random.nextInt(5) < 3 ? "ADD" : "REMOVE"));
        }
    }
}
