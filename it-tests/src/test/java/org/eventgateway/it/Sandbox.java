package org.eventgateway.it;

import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;

/** The one sandbox of a test run, in a server process of its own, started when it is first needed. */
final class Sandbox {
    private static final AtomicBoolean RUNNING = new AtomicBoolean();

    private Sandbox() {}

    /** Whether any test of this run needed it. */
    static boolean isRunning() {
        return RUNNING.get();
    }

    static URI url() {
        return URI.create(Started.SERVER.url());
    }

    static Smc smc() {
        return new Smc(url());
    }

    /** Gives a gateway the six settings, and what the sandbox needs because it has no TLS. */
    static <S extends ServerProcess> ServerProcess.Builder<S> connected(ServerProcess.Builder<S> gateway) {
        return gateway.setting("destination.smc.api-key", "sandbox-key")
                .setting("destination.smc.api-secret", "sandbox-secret")
                .setting("destination.smc.admin-url", url().toString())
                .setting("destination.smc.organization", "ACME")
                .setting("destination.smc.allowed-events", "*")
                .setting("destination.smc.events-list", "segment_events")
                .setting("destination.smc.allow-insecure-url", "true");
    }

    /** Started when this class is loaded, which is when somebody asks for the address. */
    private static final class Started {
        static final Liberty SERVER = start();

        private Started() {}

        private static Liberty start() {
            Liberty server = Liberty.sandbox("sandbox")
                    .port(Integer.getInteger("it.sandbox.port"))
                    .readyPath("/sandbox/journal?after=0&take=1")
                    .start();
            RUNNING.set(true);
            return server;
        }
    }
}
