package org.eventgateway.trackingapi.parser;

import com.fasterxml.jackson.core.JsonFactory;
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
        Members spans = Members.read(json, body, from, to);
        Map<String, Span> members = new LinkedHashMap<>();
        for (int place = 0; place < spans.count(); place++) {
            members.put(spans.name(place), new Span(spans.nameAt(place), spans.valueAt(place), spans.valueEnd(place)));
        }
        return new SpannedObject(members);
    }
}
