package org.eventgateway.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An export of 100,000 interactions, and the gateway dies the hard way in the middle of it. */
class SourceCrashIT {
    private static final int ROWS = 100_000;
    private static final int BAD_ROWS = 10;
    private static final int USERS = 1_000;
    private static final Instant FIRST = Instant.parse("2026-10-20T00:00:00Z");

    @Test
    void aFileArrivesCompleteOnceAndInOrderThoughTheServerIsKilledInItsMiddle() throws IOException {
        Path folder = Files.createTempDirectory(Path.of(System.getProperty("it.work")), "crash-exports");
        try (StrictTrackingApi out = new StrictTrackingApi();
                ServerProcess server = ServerUnderTest.gateway("source-crash")
                        .setting("destinations", "out")
                        .setting("sources", "smc")
                        .setting("destination.out.plugin", "tracking-api")
                        .setting("destination.out.url", out.url())
                        .setting("destination.out.write-key", StrictTrackingApi.WRITE_KEY)
                        .setting("destination.out.allow-insecure-url", "true")
                        .setting("source.smc.organization", "Acme Shop")
                        .setting("source.smc.folder", folder.toAbsolutePath().toString())
                        .setting("source.smc.quiet-period", "500ms")
                        .setting("source.smc.poll-interval", "100ms")
                        .start()) {
            Gateway gateway = new Gateway(server.url());
            write(folder);

            killWhenAccepted(server, gateway, 10_000);
            server.launch();
            killWhenAccepted(server, gateway, 50_000);
            server.launch();

            await("all events").atMost(180, SECONDS).until(() -> out.count() == ROWS);
            await("the file to move").atMost(30, SECONDS).until(() -> Files.exists(folder.resolve("failed/big.csv")));
            assertThat(out.problems()).isEmpty();
            assertEachOnceAndInOrder(out.events());
            assertLedger(gateway);
            assertThat(Files.readAllLines(folder.resolve("failed/big.csv.report")))
                    .as("a headline and every bad row, once")
                    .hasSize(1 + BAD_ROWS)
                    .doesNotHaveDuplicates();
        }
    }

    private static void killWhenAccepted(ServerProcess server, Gateway gateway, long events) {
        await().atMost(120, SECONDS)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> ledger(gateway).getInt("accepted") >= events);
        server.kill();
    }

    private static void assertEachOnceAndInOrder(List<JsonObject> events) {
        Map<String, Integer> last = new HashMap<>();
        Set<Integer> numbers = new HashSet<>();
        for (JsonObject event : events) {
            int number = Integer.parseInt(event.getJsonObject("properties").getString("email_id"));
            assertThat(numbers.add(number)).as("row " + number + " came once").isTrue();
            Integer before = last.put(event.getString("userId"), number);
            assertThat(number).as("order of " + event.getString("userId")).isGreaterThan(before == null ? -1 : before);
        }
        assertThat(numbers).hasSize(ROWS);
        assertThat(last).hasSize(USERS);
    }

    private static void assertLedger(Gateway gateway) {
        await().atMost(30, SECONDS).untilAsserted(() -> {
            JsonObject ledger = ledger(gateway);
            assertThat(ledger.getInt("accepted")).isEqualTo(ROWS);
            assertThat(ledger.getInt("delivered")).isEqualTo(ROWS);
            assertThat(ledger.getInt("repeats")).as("nothing was read twice").isZero();
            assertThat(ledger.getJsonObject("refused").getInt("unknown_event")).isEqualTo(BAD_ROWS);
        });
    }

    private static JsonObject ledger(Gateway gateway) throws IOException {
        return gateway.connection("out").getJsonObject("ledger");
    }

    private static void write(Path folder) throws IOException {
        Path draft = folder.resolve(".big.csv");
        try (Writer csv = Files.newBufferedWriter(draft)) {
            csv.write("EVENT;USER_ID;MAIL;EMAIL_ID;EMAIL_SUBJECT;CAMPAIGN_ID;CAMPAIGN_NAME;TIMESTAMP\n");
            for (int i = 0; i < ROWS; i++) {
                csv.write("viewed;user-" + i % USERS + ";u" + i % USERS + "@example.org;" + i
                        + ";\"Autumn; sale\";12;Autumn;" + FIRST.plusSeconds(i) + "\n");
                if (i % (ROWS / BAD_ROWS) == 0) {
                    csv.write("brewed;user-0;u0@example.org;" + i + ";Tea;12;Autumn;" + FIRST + "\n");
                }
            }
        }
        Files.move(draft, folder.resolve("big.csv"), StandardCopyOption.ATOMIC_MOVE);
    }
}
