package org.eventgateway.smc.api;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;

/** Turns a marked POST into the DELETE that it stands for; clients send a declared DELETE without its body. Thread-safe. */
final class DeleteWithBody implements ClientRequestFilter {
    static final String MARKER = "X-Send-As-Delete";

    @Override
    public void filter(ClientRequestContext request) {
        if (request.getHeaders().remove(MARKER) != null) {
            request.setMethod("DELETE");
        }
    }
}
