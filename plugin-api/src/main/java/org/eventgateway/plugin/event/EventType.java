package org.eventgateway.plugin.event;

import java.util.Locale;
import java.util.Optional;

/** The calls of Segment's spec, and the deletion request that Segment forwards to destinations (Segment spec: common fields). */
public enum EventType {
    IDENTIFY,
    TRACK,
    GROUP,
    ALIAS,
    PAGE,
    SCREEN,
    DELETE;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The value of {@code type} in an event, such as {@code identify}. */
    public String wireName() {
        return wireName;
    }

    /** Finds the type a sender wrote, in any case (senders vary the casing: direct destination contract). */
    public static Optional<EventType> of(String text) {
        for (EventType type : values()) {
            if (type.wireName.equalsIgnoreCase(text)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return wireName;
    }
}
