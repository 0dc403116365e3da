package org.eventgateway.it;

/**
 * Which server the suite runs on; the system property {@code it.server} says so. The same classes run on each. A class that names its
 * server instead, because it is about that server, carries the tag {@link #NAMED} and runs once, beside the suite on Open Liberty.
 */
enum ServerUnderTest {
    LIBERTY("liberty") {
        @Override
        ServerProcess.Builder<?> describe(String name) {
            return Liberty.gateway(name);
        }
    },
    PAYARA_MICRO("payara-micro") {
        @Override
        ServerProcess.Builder<?> describe(String name) {
            return PayaraMicro.gateway(name);
        }
    },
    PAYARA_SERVER("payara-server") {
        @Override
        ServerProcess.Builder<?> describe(String name) {
            return PayaraServer.gateway(name);
        }
    };

    /** The tag of a class that says itself which server it needs. */
    static final String NAMED = "named-server";
    /** The tag of a class that is about Payara, Micro or Server. */
    static final String PAYARA = "payara";

    private final String value;

    ServerUnderTest(String value) {
        this.value = value;
    }

    abstract ServerProcess.Builder<?> describe(String name);

    /** Describes the gateway's server. */
    static ServerProcess.Builder<?> gateway(String name) {
        return chosen().describe(name);
    }

    static ServerUnderTest chosen() {
        String chosen = System.getProperty("it.server", LIBERTY.value);
        for (ServerUnderTest server : values()) {
            if (server.value.equals(chosen)) {
                return server;
            }
        }
        throw new IllegalArgumentException("it.server is " + chosen + ", and no server of the tests has that name");
    }

    @Override
    public String toString() {
        return value;
    }
}
