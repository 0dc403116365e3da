package org.eventgateway.smc.mapping;

import java.util.Optional;

/** The fields that come from the header of an event and not from its payload, because intake has checked or made them. */
enum HeaderField {
    MESSAGE_ID("messageId"),
    TYPE("type"),
    NAME("name"),
    USER_ID("userId"),
    ANONYMOUS_ID("anonymousId"),
    PREVIOUS_ID("previousId"),
    GROUP_ID("groupId"),
    TIMESTAMP("timestamp"),
    RECEIVED_AT("receivedAt");

    private final String path;

    HeaderField(String path) {
        this.path = path;
    }

    /** Whether it tells events, persons or groups from one another. */
    boolean isIdentity() {
        return switch (this) {
            case MESSAGE_ID, USER_ID, ANONYMOUS_ID, PREVIOUS_ID, GROUP_ID -> true;
            case TYPE, NAME, TIMESTAMP, RECEIVED_AT -> false;
        };
    }

    static Optional<HeaderField> of(String path) {
        // The name of a track call stands in `event` of the payload; people write either.
        if (path.equals("event")) {
            return Optional.of(NAME);
        }
        for (HeaderField field : values()) {
            if (field.path.equals(path)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }
}
