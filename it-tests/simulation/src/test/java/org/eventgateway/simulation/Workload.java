package org.eventgateway.simulation;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;

/** Draws the events of one simulation: all calls, some tens of users, some that nobody can take, some twice. */
final class Workload {
    private static final List<String> SEGMENTS = List.of("VIP_STATIC", "SegmentToSMCStatic");
    private static final List<String> TRAITS = List.of("FIRSTNAME", "LASTNAME", "CITY", "PHONE", "ZIP");

    /** A call is full before it has many such rows. */
    private static final String LARGE = ",\"text\":\"" + "a".repeat(25_000) + "\"";

    private final SplittableRandom random;
    private final int users;
    private final boolean deletes;
    private final boolean poison;
    private final boolean large;

    Workload(SplittableRandom random) {
        this.random = random;
        this.users = random.nextInt(3, 40);
        this.deletes = random.nextInt(3) > 0;
        this.poison = random.nextInt(3) > 0;
        this.large = random.nextInt(20) == 0;
    }

    /** Events that arrive together. */
    record Arrival(Instant at, List<Event> events) {}

    List<Arrival> arrivals() {
        int count = random.nextInt(10, 160);
        Duration gap = Duration.ofMillis(random.nextInt(1, 4_000));
        List<Arrival> arrivals = new ArrayList<>();
        List<Event> accepted = new ArrayList<>();
        Instant at = VirtualClock.START;
        while (accepted.size() < count) {
            List<Event> events = new ArrayList<>();
            int size = random.nextInt(1, random.nextInt(4) == 0 ? 60 : 6);
            for (int i = 0; i < size; i++) {
                boolean repeat = !accepted.isEmpty() && random.nextInt(30) == 0;
                Event event = repeat ? accepted.get(random.nextInt(accepted.size())) : event(accepted.size(), at);
                events.add(event);
                if (!repeat) {
                    accepted.add(event);
                }
            }
            arrivals.add(new Arrival(at, events));
            at = at.plusMillis(random.nextLong(gap.toMillis() + 1));
        }
        return arrivals;
    }

    private Event event(int number, Instant at) {
        int user = random.nextInt(users);
        int kind = random.nextInt(100);
        if (kind < 30) {
            return identify(number, user, at);
        }
        if (kind < 50) {
            return group(number, user, at);
        }
        if (kind < 53 && deletes) {
            return call(EventType.DELETE, number, name(user), at, "{}").build();
        }
        EventType type = List.of(
                        EventType.TRACK,
                        EventType.TRACK,
                        EventType.TRACK,
                        EventType.PAGE,
                        EventType.SCREEN,
                        EventType.ALIAS)
                .get(random.nextInt(6));
        // Of an alias call no properties reach SMC, so none can be refused.
        String payload = poison && type != EventType.ALIAS && random.nextInt(40) == 0
                ? "{\"properties\":{\"note\":\"" + RemoteSmc.POISON + "\"}}"
                : "{\"properties\":{\"number\":" + number + (large ? LARGE : "") + "}}";
        Event.Builder call = call(type, number, name(user), at, payload).name("Event " + random.nextInt(5));
        return type == EventType.ALIAS ? call.previousId("visitor-" + user).build() : call.build();
    }

    private Event identify(int number, int user, Instant at) {
        StringBuilder traits = new StringBuilder("{\"LOGINS\":").append(number);
        for (String trait : TRAITS) {
            switch (random.nextInt(4)) {
                case 0 -> traits.append(",\"" + trait + "\":\"" + trait + " " + number + "\"");
                case 1 -> traits.append(random.nextInt(3) == 0 ? ",\"" + trait + "\":null" : "");
                default -> {
                    // left out
                }
            }
        }
        // In a field that no other call sets: what a later call of the batch overwrites never reaches SMC.
        if (poison && random.nextInt(25) == 0) {
            traits.append(
                    random.nextBoolean()
                            ? ",\"STREET\":\"" + RemoteSmc.POISON + "\""
                            : ",\"NAME\":\"" + "x".repeat(RemoteSmc.NAME_TAKES + 10) + "\"");
        }
        return call(EventType.IDENTIFY, number, name(user), at, "{\"traits\":" + traits + "}}")
                .build();
    }

    private Event group(int number, int user, Instant at) {
        String who = random.nextInt(20) == 0 ? "ghost-" + user : name(user);
        String method = random.nextInt(3) == 0 ? "REMOVE" : "ADD";
        int wrong = random.nextInt(30);
        String segment = wrong == 0 ? "NO_SUCH" : SEGMENTS.get(random.nextInt(SEGMENTS.size()));
        String list = wrong == 1 ? "NO_LIST" : RemoteSmc.USERS;
        String key = wrong == 2 ? "" : ",\"matchkey\":\"CUSTOMER_ID\"";
        String traits = "{\"userlist\":\"" + list + "\",\"method\":\"" + method + "\"" + key + "}";
        return call(EventType.GROUP, number, who, at, "{\"traits\":" + traits + "}")
                .groupId(segment)
                .build();
    }

    /** Now and then of a visitor, who is not known yet. */
    private Event.Builder call(EventType type, int number, String user, Instant at, String payload) {
        boolean known = type == EventType.DELETE || type == EventType.ALIAS || random.nextInt(12) > 0;
        Event.Builder call = Event.builder(type, id(number), at).payload(payload.getBytes(StandardCharsets.UTF_8));
        return known ? call.userId(user) : call.anonymousId("visitor-" + user);
    }

    /** The message id of an event; an identify has the number as a trait too. */
    static String id(long number) {
        return "m-" + number;
    }

    private String name(int user) {
        return "user-" + user + (poison && user % 8 == 3 ? "-" + RemoteSmc.BAD_MEMBER : "");
    }
}
