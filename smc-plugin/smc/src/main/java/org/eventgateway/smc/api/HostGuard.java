package org.eventgateway.smc.api;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import java.io.IOException;
import java.io.Serial;

/**
 * Looks before each request where the host leads. The client connects right after it by the same look-up, which the JVM
 * keeps for some seconds, so that a name cannot change in between. Not used with a proxy, which does the look-up. Thread-safe.
 */
final class HostGuard implements ClientRequestFilter {
    private final AdminUrl url;

    HostGuard(AdminUrl url) {
        this.url = url;
    }

    @Override
    public void filter(ClientRequestContext request) throws IOException {
        if (url.resolvesInside()) {
            throw new InsideAddressException();
        }
    }

    /** The host leads into the own network. */
    static final class InsideAddressException extends IOException {
        @Serial
        private static final long serialVersionUID = 1L;

        InsideAddressException() {
            super("the host resolves to a private, loopback or link-local address");
        }
    }
}
