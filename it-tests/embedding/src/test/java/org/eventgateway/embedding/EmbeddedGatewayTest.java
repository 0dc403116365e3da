package org.eventgateway.embedding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.sandbox.SandboxConfig;
import org.eventgateway.sandbox.SandboxServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedGatewayTest {
    @Test
    @Timeout(60)
    void deliversABatchWithoutAnApplicationServer(@TempDir Path folder) throws Exception {
        try (SandboxServer sandbox = SandboxServer.start(SandboxConfig.defaults());
                EmbeddedGateway gateway = new EmbeddedGateway(settings(sandbox, folder))) {
            List<Event> events =
                    IntStream.range(0, 100).mapToObj(EmbeddedGatewayTest::track).toList();

            assertThat(gateway.send(events).stored()).isEqualTo(100);

            while (gateway.balance().pending() > 0) {
                Thread.onSpinWait(); // bounded by the test's time-out
            }
            assertThat(gateway.balance().delivered()).isEqualTo(100);
            assertThat(gateway.balance().addsUp()).isTrue();
            assertThat(sandbox.sandbox().rows("ACME", "segment_events"))
                    .hasSize(100)
                    .anySatisfy(row -> assertThat(row).containsEntry("EVENT_ID", "embedded-99"));
        }
    }

    private static Map<String, String> settings(SandboxServer sandbox, Path folder) {
        return Map.of(
                "destination.smc.api-key", "sandbox-key",
                "destination.smc.api-secret", "sandbox-secret",
                "destination.smc.admin-url", sandbox.url().toString(),
                "destination.smc.organization", "ACME",
                "destination.smc.allowed-events", "*",
                "destination.smc.allow-insecure-url", "true",
                "gateway.data-folder", folder.toString());
    }

    private static Event track(int number) {
        Instant now = Instant.now();
        return Event.builder(EventType.TRACK, "embedded-" + number, now)
                .userId("u-" + number % 7)
                .name("Embedded")
                .timestamp(now.minus(Duration.ofSeconds(1)))
                .payload(("{\"type\":\"track\",\"event\":\"Embedded\",\"properties\":{\"n\":" + number + "}}")
                        .getBytes(UTF_8))
                .build();
    }
}
