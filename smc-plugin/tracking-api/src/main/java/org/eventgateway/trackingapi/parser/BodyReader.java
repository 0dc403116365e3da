package org.eventgateway.trackingapi.parser;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one body: the events, and what stands beside them. For one body and thread. */
final class BodyReader {
    private final JsonFactory json;
    private final byte[] body;
    private final JsonParser parser;
    private final EventReader reader;
    private final ParserLimits limits;
    private final List<Draft> drafts = new ArrayList<>();
    private Envelope envelope = Envelope.NONE;

    BodyReader(JsonFactory json, byte[] body, int base, JsonParser parser, ParserLimits limits) {
        this.json = json;
        this.body = body;
        this.parser = parser;
        this.limits = limits;
        this.reader = new EventReader(base, parser, limits);
    }

    void read(CallHint.Form form) throws IOException, BodyRefusedException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new BodyRefusedException("empty_body", "The request has no body.");
        }
        switch (form) {
            case ONE -> readOne(first);
            case ONE_OR_ARRAY -> {
                if (first == JsonToken.START_ARRAY) {
                    readArray();
                } else {
                    readOne(first);
                }
            }
            case BATCH -> {
                if (first != JsonToken.START_OBJECT) {
                    throw new BodyRefusedException("body_not_object", "The body is not a JSON object with a batch.");
                }
                readBatch();
            }
        }
        if (parser.nextToken() != null) {
            throw new BodyRefusedException("invalid_json", "Something stands behind the JSON value.");
        }
        if (drafts.isEmpty()) {
            throw new BodyRefusedException("empty_batch", "The body holds no event.");
        }
    }

    private void readOne(JsonToken first) throws IOException, BodyRefusedException {
        if (first != JsonToken.START_OBJECT) {
            throw new BodyRefusedException("body_not_object", "The body is not a JSON object.");
        }
        drafts.add(reader.read(0));
    }

    private void readArray() throws IOException, BodyRefusedException {
        for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
            if (next == null) {
                throw new BodyRefusedException("invalid_json", "The body ends within the array of events.");
            }
            if (drafts.size() == limits.events()) {
                throw new BodyRefusedException(
                        "too_many_events", "The body holds more than " + limits.events() + " events.");
            }
            drafts.add(reader.read(drafts.size()));
        }
    }

    private void readBatch() throws IOException, BodyRefusedException {
        Members members = new Members(body);
        int context = -1;
        int integrations = -1;
        Wishes wishes = Wishes.NONE;
        String writeKey = null;
        Instant sentAt = null;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            int nameAt = reader.tokenAt();
            JsonToken value = parser.nextToken();
            MemberName known = MemberName.of(name);
            int member = members.add(name, nameAt, reader.tokenAt());
            switch (known) {
                case BATCH -> readEvents(value);
                case CONTEXT -> {
                    context = value == JsonToken.START_OBJECT ? member : -1;
                    reader.skip();
                }
                case INTEGRATIONS -> {
                    boolean object = value == JsonToken.START_OBJECT;
                    integrations = object ? member : -1;
                    wishes = object ? Wishes.read(parser, reader.nesting()) : Wishes.NONE;
                    reader.skipUnless(object);
                }
                case WRITE_KEY -> {
                    writeKey = value == JsonToken.VALUE_STRING ? parser.getText() : null;
                    reader.skip();
                }
                case SENT_AT -> {
                    sentAt = value.isScalarValue() && value != JsonToken.VALUE_NULL ? reader.time() : null;
                    reader.skip();
                }
                default -> reader.skip();
            }
        }
        members.close(reader.tokenAt());
        envelope = new Envelope(
                Optional.ofNullable(writeKey), sentAt, object(members, context), object(members, integrations), wishes);
    }

    private void readEvents(JsonToken value) throws IOException, BodyRefusedException {
        drafts.clear();
        if (value == JsonToken.START_ARRAY) {
            readArray();
        } else if (value == JsonToken.VALUE_NULL) {
            reader.skip();
        } else {
            throw new BodyRefusedException("batch_not_array", "batch is not an array.");
        }
    }

    private SpannedObject object(Members members, int member) throws IOException {
        return member < 0
                ? SpannedObject.EMPTY
                : SpannedObject.of(json, body, members.valueAt(member), members.valueEnd(member));
    }

    List<Draft> drafts() {
        return drafts;
    }

    Envelope envelope() {
        return envelope;
    }

    /** The key beside the batch, or in the only event. */
    @Nullable String writeKey(CallHint.Form form) {
        return form == CallHint.Form.BATCH
                ? envelope.writeKey().orElse(null)
                : drafts.get(0).text(MemberName.WRITE_KEY);
    }
}
