package org.eventgateway.trackingapi.parser;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.trackingapi.parser.SpannedObject.Span;
import org.jspecify.annotations.Nullable;

/** Makes events of what was read, once the whole body is known. For one body and thread. */
final class EventAssembly {
    /** A small batch must not blow up to gigabytes because a large context is merged into each of its many events. */
    private static final int MOST_GROWTH = 16 * 1024 * 1024;

    private static final Reason NO_ROOM = Reason.throttled(
            "body_memory_spent",
            "The gateway has no memory left for the events of this body. Send again a little later.");

    private final JsonFactory json;
    private final byte[] body;
    private final CallHint hint;
    private final Envelope envelope;
    private final Instant receivedAt;
    private final ParserLimits limits;
    private final MessageIds messageIds;
    private final boolean mayHoldSurrogates;
    private final PayloadSplicer splicer;
    private final boolean batchTraitsWrong;
    private final List<Event> events = new ArrayList<>();
    private final List<RefusedEvent> refused = new ArrayList<>();
    private long grown;

    EventAssembly(
            JsonFactory json,
            byte[] body,
            CallHint hint,
            Envelope envelope,
            Instant receivedAt,
            ParserLimits limits,
            MessageIds messageIds,
            boolean mayHoldSurrogates) {
        this.json = json;
        this.body = body;
        this.hint = hint;
        this.envelope = envelope;
        this.receivedAt = receivedAt;
        this.limits = limits;
        this.messageIds = messageIds;
        this.mayHoldSurrogates = mayHoldSurrogates;
        this.splicer = new PayloadSplicer(json, body, envelope);
        Span traits = envelope.context().members().get(MemberName.TRAITS.wireName());
        this.batchTraitsWrong = traits != null && traits.isArray(body) && !traits.isEmptyArray(body);
    }

    TrackingCall assemble(List<Draft> drafts, Optional<String> writeKey, Room room)
            throws IOException, BodyRefusedException {
        for (Draft draft : drafts) {
            add(draft, room);
        }
        return new TrackingCall(writeKey, events, refused);
    }

    private void add(Draft draft, Room room) throws IOException, BodyRefusedException {
        Reason reason = unreadable(draft);
        if (reason != null) {
            refuse(draft, reason);
            return;
        }
        EventType type = type(draft);
        if (type == null) {
            refuse(draft, typeMissing(draft));
            return;
        }
        reason = EventRules.broken(draft, type);
        if (reason != null) {
            refuse(draft, reason);
            return;
        }
        // An event's own win over the batch's.
        if (batchTraitsWrong && draft.contextTraits() == Draft.Shape.ABSENT) {
            refuse(draft, EventRules.contextTraits("context.traits of the batch"));
            return;
        }
        build(draft, type, room);
    }

    private @Nullable Reason unreadable(Draft draft) {
        if (body[draft.from()] != '{') {
            return Reason.event("event_not_object", "The event is not a JSON object.");
        }
        if (draft.length() > limits.eventBytes()) {
            return tooLarge("The event");
        }
        return mayHoldSurrogates && Surrogates.standAlone(body, draft.from(), draft.to())
                ? Reason.event("invalid_unicode", "The event contains half of a surrogate pair, which is no character.")
                : null;
    }

    private Reason tooLarge(String what) {
        return Reason.event("event_too_large", what + " has more than " + limits.eventBytes() + " bytes; send less.");
    }

    private @Nullable EventType type(Draft draft) {
        if (hint.type().isPresent()) {
            return hint.type().get();
        }
        String text = draft.text(MemberName.TYPE);
        return text == null ? null : EventType.of(text.strip()).orElse(null);
    }

    private static Reason typeMissing(Draft draft) {
        return draft.text(MemberName.TYPE) == null
                ? Reason.event("type_not_defined", "The event has no type.")
                : Reason.event(
                        "type_unknown",
                        "The event's type is none of identify, track, group, alias, page, screen and delete.");
    }

    private void build(Draft draft, EventType type, Room room) throws IOException, BodyRefusedException {
        String given = text(draft, MemberName.MESSAGE_ID);
        Event.Builder event = Event.builder(type, given == null ? madeId(draft, type) : given, receivedAt)
                .userId(text(draft, MemberName.USER_ID))
                .anonymousId(text(draft, MemberName.ANONYMOUS_ID))
                .previousId(previousId(draft, type))
                .groupId(text(draft, MemberName.GROUP_ID))
                .name(text(draft, type == EventType.TRACK ? MemberName.EVENT : MemberName.NAME))
                .timestamp(EventTime.of(draft, envelope, receivedAt))
                .integrations(draft.wishes().over(envelope.wishes()).toIntegrations());
        Span hoisted = splicer.hoistedTraits(draft, type);
        if (splicer.isExact(draft, hoisted)) {
            events.add(event.payload(body, draft.from(), draft.length()).build());
            return;
        }
        Bytes payload = splicer.splice(draft, hoisted);
        if (payload.length() > limits.eventBytes()) {
            refuse(draft, tooLarge("The event with the batch's context"));
            return;
        }
        grow(payload.length() - draft.length());
        if (!room.take(payload.array().length)) {
            throw new BodyRefusedException(NO_ROOM);
        }
        events.add(event.payload(payload.array(), 0, payload.length()).build());
    }

    private String madeId(Draft draft, EventType type) throws IOException {
        return messageIds.make(type, draft, draft.members(json, body), body, receivedAt);
    }

    private void grow(int more) throws BodyRefusedException {
        grown += Math.max(0, more);
        if (grown > MOST_GROWTH) {
            throw new BodyRefusedException(
                    "body_too_large", "The batch's context is too large to be merged into each of its events.");
        }
    }

    /** The browser library gives the visitor's id as the previous one; a sender that left it out means the same (Segment spec: alias). */
    private static @Nullable String previousId(Draft draft, EventType type) {
        String previous = text(draft, MemberName.PREVIOUS_ID);
        return previous == null && type == EventType.ALIAS ? text(draft, MemberName.ANONYMOUS_ID) : previous;
    }

    private static @Nullable String text(Draft draft, MemberName name) {
        return EventRules.has(draft, name) ? draft.text(name) : null;
    }

    private void refuse(Draft draft, Reason reason) {
        int length = Math.min(draft.length(), limits.eventBytes());
        String messageId = text(draft, MemberName.MESSAGE_ID);
        refused.add(new RefusedEvent(
                draft.index(),
                Optional.ofNullable(messageId).filter(id -> !reason.code().equals("message_id_too_long")),
                reason,
                ByteBuffer.wrap(body, draft.from(), length).slice().asReadOnlyBuffer()));
    }
}
