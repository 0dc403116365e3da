package org.eventgateway.benchmarks.workload;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Puts events into the bodies of requests. */
public final class Bodies {
    private Bodies() {}

    /** The body of a call to {@code /v1/batch}. */
    public static byte[] batch(List<MadeEvent> events) {
        return join("{\"batch\":[", events, "]}");
    }

    /** Just a list. */
    public static byte[] list(List<MadeEvent> events) {
        return join("[", events, "]");
    }

    private static byte[] join(String start, List<MadeEvent> events, String end) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(events.size() * 1_200);
        body.writeBytes(start.getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < events.size(); i++) {
            if (i > 0) {
                body.write(',');
            }
            body.writeBytes(events.get(i).json());
        }
        body.writeBytes(end.getBytes(StandardCharsets.US_ASCII));
        return body.toByteArray();
    }
}
