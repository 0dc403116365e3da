package org.eventgateway.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The sample configuration of {@code liberty-config} for the Payara under test serves as it stands, but for the names of the customer's
 * world: his SMC, his folders.
 */
@Tag(ServerUnderTest.PAYARA)
class PayaraSamplesIT {
    private final Smc smc = Sandbox.smc();

    @Test
    void anEventArrivesInSmc() throws IOException {
        Path secrets = Files.createTempDirectory(Path.of(System.getProperty("it.work")), "secrets");
        Files.writeString(secrets.resolve("smc-api-key"), "sandbox-key\n");
        Files.writeString(secrets.resolve("smc-api-secret"), "sandbox-secret\n");
        Map<String, String> world = new LinkedHashMap<>();
        world.put("/run/secrets", secrets.toString());
        world.put("https://acme.slgnt.eu", Sandbox.url().toString());
        world.put("Segment Connector", "ACME");
        String run = "sample-" + Long.toHexString(ThreadLocalRandom.current().nextLong());
        try (ServerProcess server = sampled(world)
                // The sandbox has no TLS.
                .environment("DESTINATION_SMC_ALLOW_INSECURE_URL", "true")
                .start()) {
            Gateway gateway = new Gateway(server.url());

            assertThat(gateway.post("/v1/track", SettingsIT.track(run, "Signed Up"))
                            .statusCode())
                    .isEqualTo(200);

            await("the event in SMC")
                    .atMost(30, SECONDS)
                    .until(() -> smc.eventIds().contains(run));
            assertThat(server.dataFolder()).as("the sample's data folder").isNotEmptyDirectory();
        }
    }

    private static ServerProcess.Builder<?> sampled(Map<String, String> world) {
        return ServerUnderTest.chosen() == ServerUnderTest.PAYARA_SERVER
                ? PayaraServer.gatewayOfSample("sample", world)
                : PayaraMicro.gatewayOfSample("sample", world);
    }
}
