package org.eventgateway.trackingapi.client;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import org.eventgateway.plugin.event.Event;

/**
 * One event as an item of a batch: what the event's header holds is written from there, because a sender may have left it out or
 * written a number where Segment wants text; every other member of the payload is copied byte by byte. Immutable.
 */
public final class WireEvent {
    private static final JsonFactory JSON = new JsonFactory();
    private static final byte[] START = "{\"sentAt\":\"".getBytes(StandardCharsets.US_ASCII);

    /**
     * Members that are not copied. Beside those of the header: {@code receivedAt} and {@code originalTimestamp} belong to the hop
     * that brought the event here, and the next gateway would correct the clock a second time by them; a {@code writeKey} of an
     * earlier hop must not reach the next (Segment: forwarding an event into another source).
     */
    private static final Set<String> NOT_COPIED = Set.of(
            "type",
            "messageId",
            "timestamp",
            "userId",
            "anonymousId",
            "previousId",
            "groupId",
            "sentAt",
            "receivedAt",
            "originalTimestamp",
            "writeKey");

    private final byte[] tail;

    private WireEvent(byte[] tail) {
        this.tail = tail;
    }

    /**
     * Makes the item of an event.
     *
     * @throws IOException if the payload is no JSON object
     */
    public static WireEvent of(Event event) throws IOException {
        byte[] payload = new byte[event.payloadLength()];
        event.copyPayload(payload, 0);
        ByteArrayOutputStream out = new ByteArrayOutputStream(payload.length + 256);
        out.write('"');
        out.write(',');
        writeHeader(event, out);
        copyMembers(payload, out);
        out.write('}');
        return new WireEvent(out.toByteArray());
    }

    /** How many bytes {@link #writeTo} writes. */
    public int length() {
        return START.length + SentAt.LENGTH + tail.length;
    }

    void writeTo(OutputStream out, byte[] sentAt) throws IOException {
        out.write(START);
        out.write(sentAt);
        out.write(tail);
    }

    private static void writeHeader(Event event, ByteArrayOutputStream out) throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(header, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeStringField("type", event.type().wireName());
            json.writeStringField("messageId", event.messageId());
            json.writeStringField("timestamp", DateTimeFormatter.ISO_INSTANT.format(event.timestamp()));
            write(json, "userId", event.userId());
            write(json, "anonymousId", event.anonymousId());
            write(json, "previousId", event.previousId());
            write(json, "groupId", event.groupId());
            json.writeEndObject();
        }
        out.write(header.toByteArray(), 1, header.size() - 2);
    }

    private static void write(JsonGenerator json, String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        }
    }

    private static void copyMembers(byte[] payload, ByteArrayOutputStream out) throws IOException {
        try (JsonParser parser = JSON.createParser(payload)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("a payload is a JSON object");
            }
            String name = parser.nextFieldName();
            while (name != null) {
                int from = at(parser);
                parser.nextToken();
                parser.skipChildren();
                String next = parser.nextFieldName();
                if (!NOT_COPIED.contains(name)) {
                    out.write(',');
                    out.write(payload, from, endOfValue(payload, at(parser)) - from);
                }
                name = next;
            }
        }
    }

    private static int at(JsonParser parser) {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    /** Finds the end of a value before the next member's name or the closing brace. */
    private static int endOfValue(byte[] payload, int next) {
        int end = next;
        while (isBetween(payload[end - 1])) {
            end--;
        }
        return end;
    }

    private static boolean isBetween(byte b) {
        return b == ',' || b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
}
