package org.eventgateway.engine.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.eventgateway.plugin.event.Event;

/**
 * The traits in an identify call's payload: the members of {@code traits} and of {@code context.traits} (Segment spec: identify, and
 * where libraries put them on other calls). What is left is copied byte for byte. A call that cannot be read has none: it may wait in the
 * log or among the dead letters, and must not keep others from it. Stateless.
 */
final class Traits {
    /** Takes whatever the doors take: they bound the event as a whole. */
    private static final JsonFactory JSON = JsonFactory.builder()
            // Names come from outside; interning them would only fill the JVM's table.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private static final String TRAITS = "traits";

    private Traits() {}

    /** Their names, as the call writes them. */
    static Set<String> names(Event event) {
        Set<String> names = new TreeSet<>();
        for (Span traits : spans(bytes(event))) {
            traits.members.forEach(member -> names.add(member.name()));
        }
        return names;
    }

    /** What makes two names the same trait: remote systems compare the names of fields ignoring case. */
    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** The same call without some of its traits. */
    static Event without(Event event, Set<String> names) {
        byte[] payload = bytes(event);
        ByteArrayOutputStream rest = new ByteArrayOutputStream(payload.length);
        int at = 0;
        for (Span traits : spans(payload)) {
            rest.write(payload, at, traits.from - at);
            rest.write('{');
            String separator = "";
            for (Member member : traits.members) {
                if (!names.contains(member.name())) {
                    rest.writeBytes(separator.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                    rest.write(payload, member.from(), member.to() - member.from());
                    separator = ",";
                }
            }
            rest.write('}');
            at = traits.to;
        }
        rest.write(payload, at, payload.length - at);
        return Event.builder(event.type(), event.messageId(), event.receivedAt())
                .timestamp(event.timestamp())
                .userId(event.userId().orElse(null))
                .anonymousId(event.anonymousId().orElse(null))
                .previousId(event.previousId().orElse(null))
                .groupId(event.groupId().orElse(null))
                .name(event.name().orElse(null))
                .integrations(event.integrations())
                .payload(rest.toByteArray())
                .build();
    }

    private static byte[] bytes(Event event) {
        byte[] bytes = new byte[event.payloadLength()];
        event.copyPayload(bytes, 0);
        return bytes;
    }

    private static List<Span> spans(byte[] payload) {
        List<Span> spans = new ArrayList<>();
        try (JsonParser in = JSON.createParser(payload)) {
            if (in.nextToken() == JsonToken.START_OBJECT) {
                collect(in, payload, "context", spans);
            }
        } catch (IOException e) {
            return List.of();
        }
        return spans;
    }

    /** Collects the traits of an object, and of one object in it. */
    private static void collect(JsonParser in, byte[] payload, String inner, List<Span> spans) throws IOException {
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            JsonToken value = in.nextToken();
            if (value == JsonToken.START_OBJECT && name.equals(TRAITS)) {
                spans.add(members(in, payload));
            } else if (value == JsonToken.START_OBJECT && name.equals(inner)) {
                collect(in, payload, "", spans);
            } else {
                in.skipChildren();
            }
        }
    }

    private static Span members(JsonParser in, byte[] payload) throws IOException {
        Span span = new Span(offset(in));
        String name = in.nextFieldName();
        while (name != null) {
            int from = offset(in);
            in.nextToken();
            in.skipChildren();
            String next = in.nextFieldName();
            span.members.add(new Member(name, from, end(payload, offset(in))));
            name = next;
        }
        span.to = offset(in) + 1;
        return span;
    }

    /** Where a value ends before the next token: in front of the comma and the blanks between the two. */
    private static int end(byte[] payload, int next) {
        int end = next;
        while (payload[end - 1] == ',' || (payload[end - 1] <= ' ' && payload[end - 1] >= 0)) {
            end--;
        }
        return end;
    }

    private static int offset(JsonParser in) {
        return (int) in.currentTokenLocation().getByteOffset();
    }

    private record Member(String name, int from, int to) {}

    private static final class Span {
        private final int from;
        private final List<Member> members = new ArrayList<>();
        private int to;

        Span(int from) {
            this.from = from;
        }
    }
}
