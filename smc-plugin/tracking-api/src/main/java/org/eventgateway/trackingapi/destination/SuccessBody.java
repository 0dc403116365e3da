package org.eventgateway.trackingapi.destination;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eventgateway.plugin.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What a success says beside its status. Segment says nothing, RudderStack {@code OK}, Jitsu {@code {"ok":true}}; our own doors name
 * refused events: {@code {"success":true,"errors":[{"index":3,"messageId":"…","code":"…"}]}}.
 *
 * @param denied whether {@code success} or {@code ok} is false
 * @param refused events by their place in the call
 */
record SuccessBody(boolean denied, Map<Integer, Reason> refused) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final SuccessBody NOTHING = new SuccessBody(false, Map.of());
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9_]{1,63}");

    /** Reads a body; empty if it is none that a gateway answers with: a page, or JSON that breaks off. */
    static Optional<SuccessBody> read(String body, List<String> messageIds) {
        String text = (body.startsWith(BYTE_ORDER_MARK) ? body.substring(1) : body).strip();
        if (text.startsWith("<")) {
            return Optional.empty();
        }
        return text.startsWith("{") || text.startsWith("[") ? readJson(text, messageIds) : Optional.of(NOTHING);
    }

    private static Optional<SuccessBody> readJson(String text, List<String> messageIds) {
        try (JsonParser json = JSON.createParser(text)) {
            SuccessBody said = json.nextToken() == JsonToken.START_OBJECT ? readObject(json, messageIds) : NOTHING;
            while (json.nextToken() != null) {
                // The rest must be JSON too.
            }
            return Optional.of(said);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static SuccessBody readObject(JsonParser json, List<String> messageIds) throws IOException {
        boolean denied = false;
        Map<Integer, Reason> refused = new HashMap<>();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            JsonToken value = json.nextToken();
            if ((name.equals("success") || name.equals("ok")) && value == JsonToken.VALUE_FALSE) {
                denied = true;
            } else if (name.equals("errors") && value == JsonToken.START_ARRAY) {
                readErrors(json, messageIds, refused);
            } else {
                json.skipChildren();
            }
        }
        return new SuccessBody(denied, Map.copyOf(refused));
    }

    private static void readErrors(JsonParser json, List<String> messageIds, Map<Integer, Reason> refused)
            throws IOException {
        for (JsonToken item = json.nextToken(); item != JsonToken.END_ARRAY && item != null; item = json.nextToken()) {
            if (item == JsonToken.START_OBJECT) {
                readError(json, messageIds, refused);
            } else {
                json.skipChildren();
            }
        }
    }

    private static void readError(JsonParser json, List<String> messageIds, Map<Integer, Reason> refused)
            throws IOException {
        int place = -1;
        @Nullable String code = null;
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            JsonToken value = json.nextToken();
            if (name.equals("index") && value == JsonToken.VALUE_NUMBER_INT && place < 0) {
                place = json.getNumberType() == JsonParser.NumberType.INT ? json.getIntValue() : -1;
            } else if (name.equals("messageId") && value == JsonToken.VALUE_STRING) {
                int named = messageIds.indexOf(json.getText());
                place = named >= 0 ? named : place;
            } else if (name.equals("code") && value == JsonToken.VALUE_STRING) {
                code = json.getText();
            } else {
                json.skipChildren();
            }
        }
        if (place >= 0 && place < messageIds.size()) {
            refused.put(place, reason(code));
        }
    }

    private static Reason reason(@Nullable String code) {
        // The remote text may quote the event; only a code that looks like one is passed on.
        String said = code != null && CODE.matcher(code).matches() ? code : "no code";
        return Reason.event("refused_by_gateway", "The gateway took the batch but refused this event (" + said + ").");
    }
}
