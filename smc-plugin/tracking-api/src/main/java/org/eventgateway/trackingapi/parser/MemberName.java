package org.eventgateway.trackingapi.parser;

import java.util.HashMap;
import java.util.Map;

/** The top-level members of a call that mean something here (Segment spec: common fields). */
enum MemberName {
    /** Any other name: kept as it is. */
    UNKNOWN("", Kind.OTHER),
    TYPE("type", Kind.TEXT),
    MESSAGE_ID("messageId", Kind.ID),
    USER_ID("userId", Kind.ID),
    ANONYMOUS_ID("anonymousId", Kind.ID),
    PREVIOUS_ID("previousId", Kind.ID),
    GROUP_ID("groupId", Kind.ID),
    EVENT("event", Kind.TEXT),
    NAME("name", Kind.TEXT),
    CATEGORY("category", Kind.OTHER),
    TRAITS("traits", Kind.OBJECT),
    PROPERTIES("properties", Kind.OBJECT),
    CONTEXT("context", Kind.OBJECT),
    INTEGRATIONS("integrations", Kind.OBJECT),
    TIMESTAMP("timestamp", Kind.TIME),
    ORIGINAL_TIMESTAMP("originalTimestamp", Kind.TIME),
    SENT_AT("sentAt", Kind.TIME),
    RECEIVED_AT("receivedAt", Kind.TIME),
    VERSION("version", Kind.OTHER),
    CHANNEL("channel", Kind.OTHER),
    WRITE_KEY("writeKey", Kind.TEXT),
    BATCH("batch", Kind.OTHER);

    /** What is read from a member's value. */
    enum Kind {
        /** A text; a number is no text. */
        TEXT,
        /** An id: a text, or a number that becomes one. */
        ID,
        /** A point in time. */
        TIME,
        /** An object, for which PHP's senders write an empty array when it is empty; the payload gets the object. */
        OBJECT,
        /** Nothing. */
        OTHER
    }

    static final int COUNT = values().length;
    private static final int LONGEST_SPELLING = 32;
    private static final Map<String, MemberName> EXACT = new HashMap<>();
    private static final Map<String, MemberName> FOLDED = new HashMap<>();

    static {
        for (MemberName name : values()) {
            if (name != UNKNOWN) {
                EXACT.put(name.wireName, name);
                FOLDED.put(fold(name.wireName), name);
            }
        }
    }

    private final String wireName;
    private final Kind kind;

    MemberName(String wireName, Kind kind) {
        this.wireName = wireName;
        this.kind = kind;
    }

    /** Finds the member a sender means, whatever the casing: {@code user_id}, {@code USERID}, {@code User ID}. */
    static MemberName of(String name) {
        MemberName exact = EXACT.get(name);
        if (exact != null) {
            return exact;
        }
        if (name.length() > LONGEST_SPELLING) {
            return UNKNOWN;
        }
        return FOLDED.getOrDefault(fold(name), UNKNOWN);
    }

    /** Segment's spelling. */
    String wireName() {
        return wireName;
    }

    Kind kind() {
        return kind;
    }

    /** Lower case without blanks, underscores and hyphens; only ASCII folds, so that no other letter becomes a known name. */
    private static String fold(String name) {
        StringBuilder folded = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                folded.append((char) (c + 32));
            } else if (c != '_' && c != '-' && c != ' ') {
                folded.append(c);
            }
        }
        return folded.toString();
    }
}
