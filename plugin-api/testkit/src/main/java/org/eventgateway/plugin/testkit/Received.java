package org.eventgateway.plugin.testkit;

import java.util.List;
import java.util.Map;

/**
 * One request that reached a remote stand-in and could have changed something there.
 *
 * @param method the HTTP method, or whatever the remote calls its operations
 * @param url the whole address
 * @param headers by lower-case name; empty if the stand-in does not see them, and then they are not compared
 * @param body the body as text, unpacked
 * @param taken the message ids of the events the remote took from it, in the order in which they took effect; empty when it
 *     refused the request
 */
public record Received(String method, String url, Map<String, String> headers, String body, List<String> taken) {
    public Received {
        headers = Map.copyOf(headers);
        taken = List.copyOf(taken);
    }
}
