package org.eventgateway.it;

import java.net.URI;

/** The one sandbox of a test run, in a server process of its own, started when it is first needed. */
final class Sandbox {
    private static final Liberty SERVER = Liberty.sandbox("sandbox")
            .port(Integer.getInteger("it.sandbox.port"))
            .readyPath("/sandbox/journal?after=0&take=1")
            .create()
            .start();

    private Sandbox() {}

    static URI url() {
        return SERVER.url();
    }

    static Smc smc() {
        return new Smc(url());
    }

    /** A gateway that has the six settings, and what the sandbox needs because it has no TLS. */
    static Liberty.Builder connectedGateway(String name) {
        return Liberty.gateway(name)
                .variable("destination.smc.api-key", "sandbox-key")
                .variable("destination.smc.api-secret", "sandbox-secret")
                .variable("destination.smc.admin-url", url().toString())
                .variable("destination.smc.organization", "ACME")
                .variable("destination.smc.allowed-events", "*")
                .variable("destination.smc.events-list", "segment_events")
                .variable("destination.smc.allow-insecure-url", "true");
    }
}
