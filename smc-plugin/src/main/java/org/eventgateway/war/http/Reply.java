package org.eventgateway.war.http;

import java.util.HashMap;
import java.util.Map;

/**
 * What a door answers.
 *
 * @param status the HTTP status
 * @param headers besides Content-Type, which is always JSON
 * @param body JSON
 */
public record Reply(int status, Map<String, String> headers, String body) {
    public Reply {
        headers = Map.copyOf(headers);
    }

    /** A reply without headers of its own. */
    public static Reply of(int status, String body) {
        return new Reply(status, Map.of(), body);
    }

    /** This reply with one header more. */
    public Reply with(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new Reply(status, more, body);
    }
}
