package org.eventgateway.trackingapi.client;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The text of {@code sentAt}: always as long, so that the size of a body is known before the time is. */
final class SentAt {
    static final int LENGTH = "2026-11-22T10:15:30.123Z".length();

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private SentAt() {}

    static byte[] bytes(Instant time) {
        byte[] text = MILLIS.format(time).getBytes(StandardCharsets.US_ASCII);
        if (text.length != LENGTH) {
            throw new IllegalArgumentException("the clock is outside the years 0 to 9999");
        }
        return text;
    }
}
