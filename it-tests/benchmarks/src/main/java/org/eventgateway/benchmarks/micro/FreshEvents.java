package org.eventgateway.benchmarks.micro;

import java.util.ArrayList;
import java.util.List;
import org.eventgateway.plugin.event.Event;

/** The workload's events over and over, each time with a message id of its own, so that none is a repeat. For one thread. */
final class FreshEvents {
    private final List<Event> models = ParsedEvents.make(2_000);
    private final List<byte[]> payloads =
            models.stream().map(FreshEvents::payload).toList();
    private long made;

    List<Event> next(int count) {
        List<Event> events = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int model = (int) (made % models.size());
            events.add(with(models.get(model), payloads.get(model), "log-bench-0000-" + (1_000_000_000L + made++)));
        }
        return events;
    }

    /** Events that are hardly more than their ids. */
    List<Event> nextSmall(int count) {
        byte[] nothing = {'{', '}'};
        List<Event> events = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            events.add(with(models.get(0), nothing, "log-bench-0000-" + (1_000_000_000L + made++)));
        }
        return events;
    }

    private static Event with(Event model, byte[] payload, String messageId) {
        return Event.builder(model.type(), messageId, model.receivedAt())
                .userId(model.userId().orElse(null))
                .anonymousId(model.anonymousId().orElse(null))
                .previousId(model.previousId().orElse(null))
                .groupId(model.groupId().orElse(null))
                .name(model.name().orElse(null))
                .timestamp(model.timestamp())
                .payload(payload)
                .build();
    }

    private static byte[] payload(Event event) {
        byte[] payload = new byte[event.payloadLength()];
        event.copyPayload(payload, 0);
        return payload;
    }
}
