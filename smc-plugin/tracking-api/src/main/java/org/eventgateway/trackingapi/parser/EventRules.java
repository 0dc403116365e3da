package org.eventgateway.trackingapi.parser;

import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.trackingapi.parser.Draft.Shape;
import org.jspecify.annotations.Nullable;

/** What an event must have to be accepted. The codes are Segment's where it has one (Segment docs: delivery overview, discards). */
final class EventRules {
    private static final int LONGEST_MESSAGE_ID = 100;
    private static final MemberName[] IDS = {
        MemberName.USER_ID, MemberName.ANONYMOUS_ID, MemberName.PREVIOUS_ID, MemberName.GROUP_ID, MemberName.MESSAGE_ID
    };

    private static final MemberName[] OBJECTS = {
        MemberName.PROPERTIES, MemberName.TRAITS, MemberName.CONTEXT, MemberName.INTEGRATIONS
    };

    private EventRules() {}

    /** The first rule that a call of this type breaks, or null. */
    static @Nullable Reason broken(Draft draft, EventType type) {
        Reason reason = ids(draft);
        if (reason == null) {
            reason = identity(draft, type);
        }
        if (reason == null) {
            reason = content(draft, type);
        }
        return reason == null ? objects(draft) : reason;
    }

    private static @Nullable Reason ids(Draft draft) {
        for (MemberName id : IDS) {
            Shape shape = draft.shape(id);
            if (shape != Shape.ABSENT && shape != Shape.NULL && shape != Shape.TEXT && shape != Shape.NUMBER) {
                return Reason.event("id_not_string", id.wireName() + " is neither a text nor a number.");
            }
            String text = draft.text(id);
            if (text != null && text.indexOf('\0') >= 0) {
                return Reason.event("invalid_unicode", id.wireName() + " contains the character U+0000.");
            }
        }
        String messageId = draft.text(MemberName.MESSAGE_ID);
        return messageId != null && messageId.length() > LONGEST_MESSAGE_ID
                ? Reason.event("message_id_too_long", "messageId has more than " + LONGEST_MESSAGE_ID + " characters.")
                : null;
    }

    private static @Nullable Reason identity(Draft draft, EventType type) {
        boolean user = has(draft, MemberName.USER_ID);
        if (!user && !has(draft, MemberName.ANONYMOUS_ID)) {
            return Reason.event("no_user_anon_id", "The event has neither a userId nor an anonymousId.");
        }
        // alias names the user's new id, and a deletion request the user (Segment spec: alias; partner spec: delete).
        if (!user && (type == EventType.ALIAS || type == EventType.DELETE)) {
            return Reason.event("id_required", "A call of type " + type.wireName() + " needs a userId.");
        }
        return null;
    }

    private static @Nullable Reason content(Draft draft, EventType type) {
        return switch (type) {
            case TRACK -> event(draft);
            case GROUP ->
                has(draft, MemberName.GROUP_ID)
                        ? null
                        : Reason.event("group_id_required", "A group call needs a groupId.");
            case PAGE, SCREEN -> name(draft);
            case IDENTIFY, ALIAS, DELETE -> null;
        };
    }

    private static @Nullable Reason event(Draft draft) {
        Shape shape = draft.shape(MemberName.EVENT);
        if (shape == Shape.ABSENT || shape == Shape.NULL) {
            return Reason.event("event_not_defined", "A track call needs the event's name in event.");
        }
        if (shape != Shape.TEXT) {
            return Reason.event("event_not_string", "The event's name is not a text.");
        }
        return has(draft, MemberName.EVENT)
                ? null
                : Reason.event("event_not_defined", "The event's name is empty or blank.");
    }

    private static @Nullable Reason name(Draft draft) {
        Shape shape = draft.shape(MemberName.NAME);
        return shape == Shape.ABSENT || shape == Shape.NULL || shape == Shape.TEXT
                ? null
                : Reason.event("name_not_string", "The name of the page or screen is not a text.");
    }

    private static @Nullable Reason objects(Draft draft) {
        for (MemberName name : OBJECTS) {
            if (!isObject(draft.shape(name))) {
                return Reason.event(name.wireName() + "_not_object", name.wireName() + " is not an object.");
            }
        }
        return draft.contextTraits() == Shape.ARRAY ? contextTraits("context.traits") : null;
    }

    /** What the traits of a context are not. */
    static Reason contextTraits(String where) {
        return Reason.event("context_traits_not_object", where + " is not an object.");
    }

    /** Segment's own deletion requests carry an empty array for an empty object, as all do that PHP makes (Segment spec: partner spec). */
    private static boolean isObject(Shape shape) {
        return shape == Shape.OBJECT || shape == Shape.ABSENT || shape == Shape.NULL || shape == Shape.EMPTY_ARRAY;
    }

    /** An empty or blank text is as good as none: senders write it for a visitor they do not know. */
    static boolean has(Draft draft, MemberName name) {
        String text = draft.text(name);
        return text != null && !text.isBlank();
    }
}
