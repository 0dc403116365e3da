package org.eventgateway.smc.api;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;

/** Puts the credentials on each request. Thread-safe. */
final class ApiKeyFilter implements ClientRequestFilter {
    private final KeyRing keys;

    ApiKeyFilter(KeyRing keys) {
        this.keys = keys;
    }

    @Override
    public void filter(ClientRequestContext request) {
        request.getHeaders().putSingle("X-ApiKey", keys.active().header());
    }
}
