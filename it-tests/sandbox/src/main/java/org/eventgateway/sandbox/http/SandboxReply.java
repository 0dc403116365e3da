package org.eventgateway.sandbox.http;

import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eventgateway.sandbox.json.JsonText;

/**
 * One reply of the core. The core never waits: {@link #delay()} tells the shell how long to hold the reply back, so that a
 * test on a virtual clock need not wait at all. Immutable; the body array must not be written to.
 */
public final class SandboxReply {
    private static final String JSON = "application/json; charset=utf-8";

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;
    private final Duration delay;
    private final Sending sending;
    private final Duration gap;

    private SandboxReply(
            int status, Map<String, String> headers, byte[] body, Duration delay, Sending sending, Duration gap) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.delay = delay;
        this.sending = sending;
        this.gap = gap;
    }

    /** Makes a reply with a JSON body. */
    public static SandboxReply json(int status, JsonValue value) {
        return of(status, JSON, JsonText.bytes(value));
    }

    /** Makes a reply whose body is a JSON string, as SMC types its 401 bodies. */
    public static SandboxReply jsonString(int status, String text) {
        return json(status, JsonText.provider().createValue(text));
    }

    /** Makes a reply with a plain text body, as SMC answers a spent quota. */
    public static SandboxReply text(int status, String text) {
        return of(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /** Makes a reply with any body. An empty body goes out without a content type. */
    public static SandboxReply of(int status, String contentType, byte[] body) {
        Map<String, String> headers = body.length == 0 ? Map.of() : Map.of("Content-Type", contentType);
        return new SandboxReply(status, headers, body, Duration.ZERO, Sending.WHOLE, Duration.ZERO);
    }

    public SandboxReply withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new SandboxReply(status, Collections.unmodifiableMap(more), body, delay, sending, gap);
    }

    /** Returns this reply, held back longer by the given time. */
    public SandboxReply delayedBy(Duration time) {
        return new SandboxReply(status, headers, body, delay.plus(time), sending, gap);
    }

    public SandboxReply withBody(byte[] other) {
        return new SandboxReply(status, headers, other, delay, sending, gap);
    }

    public SandboxReply sent(Sending how) {
        return new SandboxReply(status, headers, body, delay, how, gap);
    }

    /** Returns this reply with its body dripping, one byte after each gap. */
    public SandboxReply dripping(Duration everyGap) {
        return new SandboxReply(status, headers, body, delay, Sending.DRIP, everyGap);
    }

    public int status() {
        return status;
    }

    public Map<String, String> headers() {
        return headers;
    }

    public byte[] body() {
        return body;
    }

    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** How long the shell holds the reply back before the first byte. */
    public Duration delay() {
        return delay;
    }

    public Sending sending() {
        return sending;
    }

    /** The wait before each byte of a dripping body; zero otherwise. */
    public Duration gap() {
        return gap;
    }

    @Override
    public String toString() {
        return status + " " + sending + " (" + body.length + " bytes)";
    }
}
