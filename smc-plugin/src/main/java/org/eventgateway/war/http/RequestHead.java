package org.eventgateway.war.http;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What stands before the body of a request. Immutable. */
public final class RequestHead {
    private final Map<String, String> headers;
    private final boolean fromLoopback;

    /**
     * @param headers first value by lower-case name
     * @param fromLoopback whether the call comes from a loopback address
     */
    public RequestHead(Map<String, String> headers, boolean fromLoopback) {
        this.headers = Map.copyOf(headers);
        this.fromLoopback = fromLoopback;
    }

    /** A header that is there and not blank, whatever the case of its name. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    /** All headers: first value by lower-case name. */
    public Map<String, String> headers() {
        return headers;
    }

    /** Whether the caller sits on this machine and calls it so: with no proxy in between, and from no page of elsewhere. */
    public boolean fromThisMachine() {
        return fromLoopback && ThisMachine.made(this);
    }

    /** How long the body is said to be; empty if it is not said. */
    public Optional<Long> contentLength() {
        try {
            return header("content-length").map(Long::valueOf).filter(length -> length >= 0);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Hides the headers: some are secrets. */
    @Override
    public String toString() {
        return "RequestHead[" + headers.size() + " headers]";
    }
}
