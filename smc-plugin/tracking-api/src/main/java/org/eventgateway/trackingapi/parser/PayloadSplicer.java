package org.eventgateway.trackingapi.parser;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.trackingapi.parser.Draft.Shape;
import org.eventgateway.trackingapi.parser.SpannedObject.Span;
import org.jspecify.annotations.Nullable;

/**
 * Builds a payload from pieces of the body when the bytes as sent will not do: known names get Segment's spelling, numeric ids become
 * text, an empty array for an object becomes one, the batch's context and integrations are merged in, the write key goes. Values are
 * copied, never re-written. For one body.
 */
final class PayloadSplicer {
    private final JsonFactory json;
    private final byte[] body;
    private final Envelope envelope;

    PayloadSplicer(JsonFactory json, byte[] body, Envelope envelope) {
        this.json = json;
        this.body = body;
        this.envelope = envelope;
    }

    /**
     * The traits that an identify call carries in its context only, as RudderStack's do (rudder-server): they become its traits. Null
     * if there are none. In other calls the context's traits describe the user and stay where they are.
     */
    @Nullable Span hoistedTraits(Draft draft, EventType type) throws IOException {
        Shape traits = draft.shape(MemberName.TRAITS);
        if (type != EventType.IDENTIFY
                || (traits != Shape.ABSENT && traits != Shape.NULL)
                || (draft.contextTraits() != Shape.OBJECT && draft.contextTraits() != Shape.EMPTY_ARRAY)) {
            return null;
        }
        return value(draft, MemberName.CONTEXT).members().get(MemberName.TRAITS.wireName());
    }

    /** Whether the bytes as sent can be the payload. */
    boolean isExact(Draft draft, @Nullable Span hoisted) {
        return hoisted == null && draft.isCanonical() && envelope.isPlain();
    }

    Bytes splice(Draft draft, @Nullable Span hoisted) throws IOException {
        Bytes out = new Bytes(draft.length() + 64);
        for (int member = 0; member < draft.members(json, body).count(); member++) {
            putMember(out, draft, member, hoisted != null);
        }
        putMissing(out, draft, MemberName.CONTEXT, envelope.context());
        putMissing(out, draft, MemberName.INTEGRATIONS, envelope.integrations());
        if (hoisted != null) {
            putTraits(out, hoisted);
        }
        return close(out);
    }

    private void putMember(Bytes out, Draft draft, int member, boolean traitsFollow) throws IOException {
        Members members = draft.members(json, body);
        MemberName name = members.meaning(member);
        int valueAt = members.valueAt(member);
        int end = members.valueEnd(member);
        if (name == MemberName.UNKNOWN) {
            separated(out).put(body, members.nameAt(member), end);
        } else if (draft.last(name) != member
                || name == MemberName.WRITE_KEY
                || (name == MemberName.TRAITS && traitsFollow)) {
            return;
        } else if (name == MemberName.CONTEXT
                && (!envelope.context().isEmpty() || draft.contextTraits() == Shape.EMPTY_ARRAY)) {
            putMerged(out, draft, name, envelope.context());
        } else if (name == MemberName.INTEGRATIONS && !envelope.integrations().isEmpty()) {
            putMerged(out, draft, name, envelope.integrations());
        } else if (name.kind() == MemberName.Kind.OBJECT && draft.shape(name) == Shape.EMPTY_ARRAY) {
            named(out, name).put('{').put('}');
        } else if (name.kind() == MemberName.Kind.ID && draft.shape(name) == Shape.NUMBER) {
            named(out, name).quoted(text(draft, name));
        } else {
            named(out, name).put(body, valueAt, end);
        }
    }

    /** An event's own members win over the batch's of the same name. */
    private void putMerged(Bytes out, Draft draft, MemberName name, SpannedObject batch) throws IOException {
        if (draft.shape(name) != Shape.OBJECT) {
            return;
        }
        SpannedObject own = value(draft, name);
        Map<String, Span> members = new LinkedHashMap<>(own.members());
        batch.members().forEach(members::putIfAbsent);
        putObject(out, name, members);
    }

    private void putMissing(Bytes out, Draft draft, MemberName name, SpannedObject batch) {
        if (!batch.isEmpty() && draft.shape(name) != Shape.OBJECT) {
            putObject(out, name, batch.members());
        }
    }

    private void putObject(Bytes out, MemberName name, Map<String, Span> members) {
        Bytes inner = new Bytes(64);
        members.forEach((key, span) -> {
            if (name == MemberName.CONTEXT && key.equals(MemberName.TRAITS.wireName())) {
                putTraits(inner, span);
            } else {
                separated(inner).put(body, span.nameAt(), span.end());
            }
        });
        close(inner);
        named(out, name).put(inner.array(), 0, inner.length());
    }

    private void putTraits(Bytes out, Span traits) {
        named(out, MemberName.TRAITS);
        if (traits.isEmptyArray(body)) {
            out.put('{').put('}');
        } else {
            out.put(body, traits.valueAt(), traits.end());
        }
    }

    private SpannedObject value(Draft draft, MemberName name) throws IOException {
        int member = draft.last(name);
        Members members = draft.members(json, body);
        return SpannedObject.of(json, body, members.valueAt(member), members.valueEnd(member));
    }

    private static String text(Draft draft, MemberName name) {
        String text = draft.text(name);
        return text == null ? "" : text;
    }

    private static Bytes named(Bytes out, MemberName name) {
        return separated(out).quoted(name.wireName()).put(':');
    }

    private static Bytes separated(Bytes out) {
        return out.put(out.length() == 0 ? '{' : ',');
    }

    private static Bytes close(Bytes out) {
        return (out.length() == 0 ? out.put('{') : out).put('}');
    }
}
