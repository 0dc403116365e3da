package org.eventgateway.smc.source.interaction;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a record can say, and the names under which it is looked for when the setting {@code fields} says nothing else. */
public enum Field {
    EVENT("event", "event_name", "event_type"),
    STATE("state", "message_state", "mail_state"),
    OPTOUT("optout"),
    INTERACTION_ID("interaction_id", "event_id"),
    USER_ID("user_id"),
    EMAIL("email", "mail", "email_address", "traits.email", "context.traits.email"),
    RECORD_ID("record_id", "contact_id"),
    EMAIL_ID("email_id", "mail_id"),
    EMAIL_SUBJECT("email_subject", "subject"),
    CAMPAIGN_ID("campaign_id"),
    CAMPAIGN_NAME("campaign_name", "campaign"),
    LINK_ID("link_id"),
    LINK_NAME("link_name"),
    LINK_URL("link_url", "url"),
    LIST_ID("list_id"),
    LIST_NAME("list_name"),
    TIMESTAMP("timestamp", "event_timestamp", "event_date", "interaction_date", "created_dt"),
    IP("ip", "ip_address", "context.ip"),
    USER_AGENT("user_agent", "context.user_agent");

    private final String property = name().toLowerCase(Locale.ROOT);
    private final String defaultNames;

    Field(String... defaultNames) {
        this.defaultNames = String.join("|", defaultNames);
    }

    /** The name in an event's properties, such as {@code email_id}. */
    String property() {
        return property;
    }

    /** The name in the setting {@code fields}, such as {@code email-id}. */
    public String key() {
        return property.replace('_', '-');
    }

    /** Finds a field by its key; underscores will do as well. */
    static Optional<Field> of(String key) {
        for (Field field : values()) {
            if (field.key().equals(key.strip().toLowerCase(Locale.ROOT).replace('_', '-'))) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    List<String> defaultNames() {
        return List.of(defaultNames.split("\\|"));
    }
}
