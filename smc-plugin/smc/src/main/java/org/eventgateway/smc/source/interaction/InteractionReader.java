package org.eventgateway.smc.source.interaction;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.smc.loop.BornInSmc;
import org.eventgateway.smc.source.record.Row;

/** Makes events of records. Thread-safe; called once a record. */
public final class InteractionReader {
    /** Segment's limit for an event (Segment HTTP API), less what a delivery adds. */
    private static final int MOST_BYTES = 32_000;

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Duration AHEAD = Duration.ofDays(1);
    private static final Field[] KEPT = {
        Field.INTERACTION_ID,
        Field.RECORD_ID,
        Field.EMAIL_ID,
        Field.EMAIL_SUBJECT,
        Field.CAMPAIGN_ID,
        Field.CAMPAIGN_NAME,
        Field.LINK_ID,
        Field.LINK_NAME,
        Field.LINK_URL,
        Field.LIST_ID,
        Field.LIST_NAME,
        Field.IP,
        Field.USER_AGENT
    };

    private final InteractionRules rules;
    private final Clock clock;
    private final Identities identities;
    private final MessageIds messageIds;
    private final PayloadWriter payloads;

    public InteractionReader(InteractionRules rules, Clock clock) {
        BornInSmc mark = BornInSmc.of(rules.organization());
        this.rules = rules;
        this.clock = clock;
        this.identities = new Identities(rules.identity(), mark.organization());
        this.messageIds = new MessageIds(rules.account(), mark.organization());
        this.payloads = new PayloadWriter(mark, rules.includeEmail());
    }

    /** Reads one record. */
    public Reading read(Row row) {
        try {
            Optional<EmailEvent> event = event(row);
            return event.isEmpty() ? Reading.PASSED_OVER : new Reading.Read(toEvent(interaction(row, event.get())));
        } catch (RefusedRecordException e) {
            return new Reading.Refused(e.reason());
        }
    }

    /** The normalised names of what a record is asked for. */
    public Set<String> names() {
        return rules.fields().names();
    }

    /** Whose record it is, as far as it names a user: also of one of which no event can be made. */
    public Optional<String> userId(Row row) {
        return Optional.of(value(row, Field.USER_ID)).filter(id -> !id.isEmpty());
    }

    private Optional<EmailEvent> event(Row row) throws RefusedRecordException {
        String code = value(row, Field.EVENT);
        String state = value(row, Field.STATE);
        String optOut = value(row, Field.OPTOUT);
        Optional<EventCodes.Meaning> meaning;
        if (!code.isEmpty()) {
            meaning = rules.codes().ofCode(code);
        } else if (!state.isEmpty()) {
            meaning = rules.codes().ofCode(state);
        } else if (!optOut.isEmpty()) {
            meaning = rules.codes().ofOptOut(optOut);
        } else {
            throw new RefusedRecordException(Reason.event(
                    "event_missing",
                    "The record does not say what happened. Check event, state and optout in the setting fields."));
        }
        return meaning.orElseThrow(() -> new RefusedRecordException(Reason.event(
                        "unknown_event",
                        "The record's code or name of the event is not known. Map it in the setting event-codes.")))
                .event();
    }

    private Interaction interaction(Row row, EmailEvent event) throws RefusedRecordException {
        Optional<String> email =
                Optional.of(value(row, Field.EMAIL).toLowerCase(Locale.ROOT)).filter(text -> text.indexOf('@') > 0);
        Interaction.Identity identity = identities.of(value(row, Field.USER_ID), email, value(row, Field.RECORD_ID));
        Instant timestamp = rules.times().read(value(row, Field.TIMESTAMP));
        if (timestamp.isBefore(EARLIEST) || timestamp.isAfter(clock.instant().plus(AHEAD))) {
            throw new RefusedRecordException(
                    Reason.event(
                            "timestamp_implausible",
                            "The timestamp lies before the year 2000 or more than a day ahead. Check date-format and time-zone."));
        }
        Map<Field, String> fields = new EnumMap<>(Field.class);
        for (Field field : KEPT) {
            String value = belongs(field, event) ? value(row, field) : "";
            if (!value.isEmpty()) {
                fields.put(field, value);
            }
        }
        return new Interaction(event, name(event), identity, email, timestamp, fields);
    }

    private Event toEvent(Interaction interaction) throws RefusedRecordException {
        Instant now = clock.instant();
        String messageId = messageIds.of(interaction);
        byte[] payload = payloads.write(interaction, messageId, now);
        if (payload.length > MOST_BYTES) {
            throw new RefusedRecordException(Reason.event(
                    "event_too_large", "The event would have more than " + MOST_BYTES + " bytes, Segment's limit."));
        }
        return Event.builder(EventType.TRACK, messageId, now)
                .userId(interaction.identity().userId().orElse(null))
                .anonymousId(interaction.identity().anonymousId().orElse(null))
                .name(interaction.name())
                .timestamp(interaction.timestamp())
                .payload(payload)
                .build();
    }

    private String name(EmailEvent event) {
        return event == EmailEvent.UNSUBSCRIBED ? rules.unsubscribeName().title() : event.title();
    }

    /** Links belong to clicks and lists to unsubscriptions only (Segment catalogue: event properties). */
    private static boolean belongs(Field field, EmailEvent event) {
        return switch (field) {
            case LINK_ID, LINK_NAME, LINK_URL -> event == EmailEvent.CLICKED;
            case LIST_ID, LIST_NAME -> event == EmailEvent.UNSUBSCRIBED;
            case EVENT,
                    STATE,
                    OPTOUT,
                    INTERACTION_ID,
                    USER_ID,
                    EMAIL,
                    RECORD_ID,
                    EMAIL_ID,
                    EMAIL_SUBJECT,
                    CAMPAIGN_ID,
                    CAMPAIGN_NAME,
                    TIMESTAMP,
                    IP,
                    USER_AGENT -> true;
        };
    }

    private String value(Row row, Field field) {
        return rules.fields().value(row, field);
    }
}
