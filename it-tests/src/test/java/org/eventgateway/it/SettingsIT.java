package org.eventgateway.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** Settings come in by every means the README names: none of the six alone would make a connection that delivers. */
class SettingsIT {
    private final Smc smc = Sandbox.smc();

    @Test
    void environmentSystemPropertiesSecretsFilesAndTheServersOwnMeansAddUpToOneConnection() throws IOException {
        Path secrets = Files.createTempDirectory(Path.of(System.getProperty("it.work")), "secrets");
        Path key = Files.writeString(secrets.resolve("smc-api-key"), "sandbox-key\n");
        Path secret = Files.writeString(secrets.resolve("smc-api-secret"), "sandbox-secret\n");
        String run = "settings-" + Long.toHexString(ThreadLocalRandom.current().nextLong());
        try (ServerProcess server = ServerUnderTest.gateway("settings")
                .environment("DESTINATION_SMC_ORGANIZATION", "ACME")
                .environment("DESTINATION_SMC_API_KEY_FILE", key.toString())
                .jvmOption("-Ddestination.smc.admin-url=" + Sandbox.url())
                .jvmOption("-Ddestination.smc.allow-insecure-url=true")
                .setting("destination.smc.api-secret-file", secret.toString())
                .setting("destination.smc.allowed-events", "Order Completed, Signed Up")
                .start()) {
            Gateway gateway = new Gateway(server.url());

            assertThat(gateway.post("/v1/track", track(run, "Signed Up")).statusCode())
                    .isEqualTo(200);
            assertThat(gateway.post("/v1/track", track(run + "-other", "Other")).statusCode())
                    .isEqualTo(200);

            await("the allowed event in SMC")
                    .atMost(30, SECONDS)
                    .until(() -> smc.eventIds().contains(run));
            assertThat(gateway.connection("smc")
                            .getJsonObject("ledger")
                            .getJsonObject("filtered")
                            .getInt("event_not_allowed"))
                    .isEqualTo(1);
        }
    }

    static String track(String messageId, String event) {
        return "{\"messageId\":\"%s\",\"userId\":\"u\",\"event\":\"%s\"}".formatted(messageId, event);
    }
}
