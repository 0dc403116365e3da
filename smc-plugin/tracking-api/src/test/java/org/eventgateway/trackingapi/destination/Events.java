package org.eventgateway.trackingapi.destination;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eventgateway.plugin.destination.Batch;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;

/** Events to deliver. */
final class Events {
    static final Instant HAPPENED = Instant.parse("2026-11-22T09:00:00.250Z");

    private Events() {}

    static Event track(String messageId) {
        return track(messageId, "{\"event\":\"Email Opened\",\"userId\":\"u1\",\"properties\":{\"email_id\":\"7\"}}");
    }

    static Event track(String messageId, String payload) {
        return Event.builder(EventType.TRACK, messageId, HAPPENED.plusSeconds(5))
                .userId("u1")
                .name("Email Opened")
                .timestamp(HAPPENED)
                .payload(payload.getBytes(StandardCharsets.UTF_8))
                .build();
    }

    static Event ofSize(String messageId, int bytes) {
        String start = "{\"event\":\"Email Opened\",\"properties\":{\"email_id\":\"";
        return track(messageId, start + "x".repeat(bytes - start.length() - 3) + "\"}}");
    }

    static Batch batch(Event... events) {
        List<Batch.Item> items = new ArrayList<>();
        for (Event event : events) {
            items.add(Batch.Item.of(items.size() + 1L, event));
        }
        return new Batch(items);
    }

    static Batch batch(int count) {
        List<Batch.Item> items = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            items.add(Batch.Item.of(i, track("m" + i)));
        }
        return new Batch(items);
    }
}
