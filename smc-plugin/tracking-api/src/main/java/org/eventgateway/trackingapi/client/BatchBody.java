package org.eventgateway.trackingapi.client;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The body of one call: {@code {"writeKey":…,"sentAt":…,"batch":[…]}}. It can be written more than once, with the same bytes.
 *
 * @param writeKey the key, if the body carries it
 * @param sentAt when it is sent; also each item's
 * @param items at least one
 */
public record BatchBody(Optional<String> writeKey, Instant sentAt, List<WireEvent> items) {
    private static final int FRAME = "{\"sentAt\":\"\",\"batch\":[]}".length() + SentAt.LENGTH;

    public BatchBody {
        items = List.copyOf(items);
        if (items.isEmpty()) {
            throw new IllegalArgumentException("a call carries at least one event");
        }
    }

    /** How many bytes a body has beside its items and the commas between them. */
    public static long frame(Optional<String> writeKey) {
        return (long) FRAME + keyMember(writeKey).length;
    }

    /** How many bytes {@link #writeTo} writes. */
    public long length() {
        long length = frame(writeKey) + items.size() - 1;
        for (WireEvent item : items) {
            length += item.length();
        }
        return length;
    }

    /** Writes the body; neither flushes nor closes. */
    public void writeTo(OutputStream out) throws IOException {
        byte[] time = SentAt.bytes(sentAt);
        out.write('{');
        out.write(keyMember(writeKey));
        out.write(ascii("\"sentAt\":\""));
        out.write(time);
        out.write(ascii("\",\"batch\":["));
        boolean first = true;
        for (WireEvent item : items) {
            if (!first) {
                out.write(',');
            }
            first = false;
            item.writeTo(out, time);
        }
        out.write(ascii("]}"));
    }

    /** Hides everything: a body holds a key and personal data. */
    @Override
    public String toString() {
        return "BatchBody[" + items.size() + " events]";
    }

    private static byte[] keyMember(Optional<String> writeKey) {
        return writeKey.map(key -> ascii("\"writeKey\":\""
                        + new String(JsonStringEncoder.getInstance().quoteAsString(key)) + "\","))
                .orElseGet(() -> new byte[0]);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
