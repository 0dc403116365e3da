package org.eventgateway.sandbox.http;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One HTTP request as the core sees it: still encoded path and query, header names compared without case, and the body's
 * bytes. Immutable as long as nobody writes to the body array that was handed in; it is not copied, since loads are large.
 */
public final class SandboxRequest {
    private static final String LOOPBACK = "127.0.0.1";

    private final String method;
    private final String rawPath;
    private final String rawQuery;
    private final Map<String, String> headers;
    private final byte[] body;
    private final String remoteAddress;

    private SandboxRequest(
            String method,
            String rawPath,
            String rawQuery,
            Map<String, String> headers,
            byte[] body,
            String remoteAddress) {
        this.method = method;
        this.rawPath = rawPath;
        this.rawQuery = rawQuery;
        this.headers = headers;
        this.body = body;
        this.remoteAddress = remoteAddress;
    }

    /**
     * Makes a request that came from the loopback address.
     *
     * @param target path and, after a question mark, query; both percent-encoded
     */
    public static SandboxRequest of(String method, String target, Map<String, String> headers, byte[] body) {
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        String query = mark < 0 ? "" : target.substring(mark + 1);
        Map<String, String> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sorted.putAll(headers);
        return new SandboxRequest(method, path, query, Collections.unmodifiableMap(sorted), body, LOOPBACK);
    }

    /** Returns the same request as if it came from another address, which IP filters of an account look at. */
    public SandboxRequest from(String address) {
        return new SandboxRequest(method, rawPath, rawQuery, headers, body, address);
    }

    public String method() {
        return method;
    }

    public String rawPath() {
        return rawPath;
    }

    /** The query without the question mark; empty if there is none. */
    public String rawQuery() {
        return rawQuery;
    }

    public Map<String, String> headers() {
        return headers;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The body itself, not a copy; empty if there is none. */
    public byte[] body() {
        return body;
    }

    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public String remoteAddress() {
        return remoteAddress;
    }

    @Override
    public String toString() {
        return method + " " + rawPath + " (" + body.length + " bytes)";
    }
}
