package org.eventgateway.trackingapi.client;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import java.util.Map;

/** Puts fixed headers on every request: which header carries the key is a setting. Thread-safe. */
final class HeaderFilter implements ClientRequestFilter {
    private final Map<String, String> headers;

    HeaderFilter(Map<String, String> headers) {
        this.headers = Map.copyOf(headers);
    }

    @Override
    public void filter(ClientRequestContext request) {
        headers.forEach((name, value) -> request.getHeaders().putSingle(name, value));
    }
}
