package org.eventgateway.sandbox.journal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One request and the status it was answered with. Immutable as long as nobody writes to the request's body.
 *
 * <p>The secret half of the API key is masked among the headers, and the body appears in no {@code toString}.
 */
public final class JournalEntry {
    private final long sequence;
    private final Instant time;
    private final String method;
    private final String path;
    private final String query;
    private final Map<String, String> headers;
    private final byte[] body;
    private final int bodyBytes;
    private final int status;
    private final Optional<String> fault;

    JournalEntry(
            long sequence,
            Instant time,
            String method,
            String path,
            String query,
            Map<String, String> headers,
            byte[] body,
            int bodyBytes,
            int status,
            Optional<String> fault) {
        this.sequence = sequence;
        this.time = time;
        this.method = method;
        this.path = path;
        this.query = query;
        this.headers = headers;
        this.body = body;
        this.bodyBytes = bodyBytes;
        this.status = status;
        this.fault = fault;
    }

    /** The place in the order of answers, from 1; it goes on counting when the journal is cleared. */
    public long sequence() {
        return sequence;
    }

    /** When the request came in, on the sandbox's clock. */
    public Instant time() {
        return time;
    }

    public String method() {
        return method;
    }

    /** The path as it came, percent-encoded. */
    public String path() {
        return path;
    }

    /** The query as it came, percent-encoded. */
    public String query() {
        return query;
    }

    public Map<String, String> headers() {
        return headers;
    }

    /** The body, or its beginning if it is longer than the journal keeps. */
    public String body() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The length of the whole body. */
    public int bodyBytes() {
        return bodyBytes;
    }

    int keptBytes() {
        return body.length;
    }

    /** The status that was answered, or 0 if the connection was cut before one was sent. */
    public int status() {
        return status;
    }

    /** The fault that was played on the request, if any. */
    public Optional<String> fault() {
        return fault;
    }

    @Override
    public String toString() {
        return "#" + sequence + " " + method + " " + path + " -> " + status;
    }
}
