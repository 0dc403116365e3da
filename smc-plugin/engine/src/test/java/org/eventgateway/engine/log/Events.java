package org.eventgateway.engine.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;

/** Events and appends for tests. */
final class Events {
    static final Instant RECEIVED = Instant.parse("2026-03-01T10:15:30.123Z");
    static final Reason NO_CONTACT = Reason.event("no_contact", "There is no contact with this key.");
    static final Reason TOO_LARGE = Reason.event("too_large", "The event has more than 32 KB.");

    private Events() {}

    static Event track(String messageId) {
        return track(messageId, 100);
    }

    static Event track(String messageId, int payloadBytes) {
        String start = "{\"messageId\":\"" + messageId + "\",\"pad\":\"";
        String json = start + noise(messageId, payloadBytes - start.length() - 2) + "\"}";
        return Event.builder(EventType.TRACK, messageId, RECEIVED)
                .userId("user-" + messageId)
                .name("Order Completed")
                .timestamp(RECEIVED.minusSeconds(1))
                .payload(json.getBytes(StandardCharsets.UTF_8))
                .build();
    }

    /** Letters that no compression makes shorter, the same for the same seed. */
    static String noise(String seed, int length) {
        return new Random(seed.hashCode())
                .ints(Math.max(0, length), 'A', 'z' + 1)
                .mapToObj(letter -> letter == '\\' ? "/" : Character.toString(letter))
                .collect(Collectors.joining());
    }

    static Event delete(String messageId, String userId) {
        return Event.builder(EventType.DELETE, messageId, RECEIVED)
                .userId(userId)
                .payload("{}".getBytes(StandardCharsets.UTF_8))
                .build();
    }

    static Event identify(String messageId, String userId, String traits) {
        return Event.builder(EventType.IDENTIFY, messageId, RECEIVED)
                .userId(userId)
                .payload(("{\"type\":\"identify\", \"traits\": " + traits + " ,\"extra\":[1]}")
                        .getBytes(StandardCharsets.UTF_8))
                .build();
    }

    static List<Event> tracks(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> track(prefix + i)).toList();
    }

    static Append append(String connection, Event... events) {
        return append(connection, List.of(events));
    }

    static Append append(String connection, List<Event> events) {
        return new Append(List.of(new Append.Part(connection, events, Map.of(), List.of())));
    }

    static Append refused(String connection, String raw) {
        ByteBuffer bytes = ByteBuffer.wrap(raw.getBytes(StandardCharsets.UTF_8));
        return new Append(List.of(
                new Append.Part(connection, List.of(), Map.of(), List.of(new Append.Refused(TOO_LARGE, bytes)))));
    }

    static Settlement delivered(long upTo, long count) {
        return new Settlement(new Position(upTo), count, 0, List.of());
    }

    static Settlement.Rejected rejected(long position, String... doneEffects) {
        return new Settlement.Rejected(
                new Position(position),
                NO_CONTACT,
                3,
                RECEIVED.toEpochMilli(),
                RECEIVED.toEpochMilli() + 5_000,
                Set.of(doneEffects));
    }

    static Settlement rejecting(long upTo, long delivered, Settlement.Rejected... rejected) {
        return new Settlement(new Position(upTo), delivered, 0, List.of(rejected));
    }
}
