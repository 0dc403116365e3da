package org.eventgateway.it;

/**
 * A gateway whose doors are locked, shared by the tests that try the locks: it knows write keys, signatures, one allowed event and
 * one type that is switched off. Started when it is first needed; ends with the tests' process.
 */
final class Guarded {
    /** A browser's key, which is public. */
    static final String WEB_KEY = "web-key-4711";
    /** A server's key, with which deletions may be asked for. */
    static final String SERVER_KEY = "server-key-4712";
    /** What operators show. */
    static final String[] AS_OPERATOR = {"Authorization", "Bearer guarded-operator-key-4714"};
    /** What partners sign with. */
    static final String SHARED_SECRET = "s3cret";

    private static final ServerProcess SERVER = Sandbox.connected(ServerUnderTest.gateway("guarded"))
            .setting("gateway.write-keys", "web=" + WEB_KEY + ",server=" + SERVER_KEY)
            .setting("gateway.may-delete", "server")
            .setting("gateway.operator-key", operatorKey())
            .setting("gateway.shared-secret", SHARED_SECRET)
            .setting("gateway.body-timeout", "3s")
            .setting("destination.smc.allowed-events", "Good,é")
            .setting("destination.smc.send-screen-events", "false")
            .start();

    private Guarded() {}

    /** The key in {@link #AS_OPERATOR}. */
    static String operatorKey() {
        return AS_OPERATOR[1].substring("Bearer ".length());
    }

    static Gateway gateway() {
        return new Gateway(SERVER.url(), WEB_KEY);
    }

    static int port() {
        return SERVER.port();
    }
}
