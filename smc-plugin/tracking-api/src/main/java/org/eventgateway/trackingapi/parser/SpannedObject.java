package org.eventgateway.trackingapi.parser;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The direct members of a JSON object and where each stands in the body, name included. Of a name that stands twice, the last counts.
 *
 * @param members name to place
 */
record SpannedObject(Map<String, Span> members) {
    static final SpannedObject EMPTY = new SpannedObject(Map.of());

    /**
     * Where a member stands.
     *
     * @param nameAt where its name begins
     * @param valueAt where its value begins
     * @param end the place behind its value
     */
    record Span(int nameAt, int valueAt, int end) {

        boolean isArray(byte[] body) {
            return body[valueAt] == '[';
        }

        boolean isEmptyArray(byte[] body) {
            int at = valueAt + 1;
            while (at < end - 1 && body[at] <= ' ' && body[at] >= 0) {
                at++;
            }
            return isArray(body) && at == end - 1;
        }
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    /** Reads an object that is known to be well-formed. */
    static SpannedObject of(JsonFactory json, byte[] body, int from, int to) throws IOException {
        Members spans = new Members(body, to - from);
        Map<String, Integer> places = new LinkedHashMap<>();
        try (JsonParser parser = json.createParser(body, from, to - from)) {
            parser.nextToken();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                int nameAt = from + (int) parser.currentTokenLocation().getByteOffset();
                JsonToken value = parser.nextToken();
                int valueAt = from + (int) parser.currentTokenLocation().getByteOffset();
                if (value.isStructStart()) {
                    parser.skipChildren();
                }
                places.put(name, spans.add(MemberName.UNKNOWN, nameAt, valueAt));
            }
            spans.close(from + (int) parser.currentTokenLocation().getByteOffset());
        }
        Map<String, Span> members = new LinkedHashMap<>();
        places.forEach((name, place) ->
                members.put(name, new Span(spans.nameAt(place), spans.valueAt(place), spans.valueEnd(place))));
        return new SpannedObject(members);
    }
}
