package org.eventgateway.engine.fake;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;

/** Makes events. */
public final class TestEvents {
    private TestEvents() {}

    public static Event track(String messageId, String userId) {
        return event(EventType.TRACK, messageId, userId, VirtualClock.START);
    }

    public static Event event(EventType type, String messageId, String userId, Instant receivedAt) {
        String payload =
                "{\"type\":\"" + type + "\",\"messageId\":\"" + messageId + "\",\"userId\":\"" + userId + "\"}";
        return Event.builder(type, messageId, receivedAt)
                .userId(userId)
                .payload(payload.getBytes(StandardCharsets.UTF_8))
                .build();
    }

    public static Event delete(String messageId, String userId) {
        return event(EventType.DELETE, messageId, userId, VirtualClock.START);
    }

    /** A track call whose payload has so many bytes. */
    public static Event ofSize(String messageId, int bytes) {
        return Event.builder(EventType.TRACK, messageId, VirtualClock.START)
                .userId("u")
                .payload(new byte[bytes])
                .build();
    }

    /** Track calls m1, m2, …, of users u0 to u4 in turn. */
    public static List<Event> tracks(int count) {
        return new ArrayList<>(IntStream.rangeClosed(1, count)
                .mapToObj(i -> track("m" + i, "u" + i % 5))
                .toList());
    }
}
