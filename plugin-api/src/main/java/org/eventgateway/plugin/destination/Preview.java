package org.eventgateway.plugin.destination;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eventgateway.plugin.Reason;

/**
 * What delivering one event would send.
 *
 * @param requests in order; empty when the event would be rejected or filtered
 * @param rejected why nothing would be sent
 */
public record Preview(List<Request> requests, Optional<Reason> rejected) {
    public Preview {
        requests = List.copyOf(requests);
    }

    /**
     * One request.
     *
     * @param method the HTTP method
     * @param url the whole address
     * @param headers by name; secrets masked
     * @param body the body as text
     */
    public record Request(String method, String url, Map<String, String> headers, String body) {
        public Request {
            headers = Map.copyOf(headers);
        }
    }
}
