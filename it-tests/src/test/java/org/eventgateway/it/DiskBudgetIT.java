package org.eventgateway.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** SMC is down until the disk budget is spent: senders are asked to come back, and nothing that was accepted is lost. */
class DiskBudgetIT {
    private static final int EVENTS = 100;
    private static final int MOST_BATCHES = 400;

    private final Random random = new Random();
    private final String user = "budget-" + Long.toHexString(random.nextLong());
    private final SandboxControl sandbox = new SandboxControl(Sandbox.url());

    @AfterEach
    void putSmcRight() {
        sandbox.clearFaults();
    }

    @Test
    void theDoorsAnswer503AndAllThatWasAcceptedArrivesOnceInOrder() throws IOException {
        try (ServerProcess server = Sandbox.connected(ServerUnderTest.gateway("disk-budget"))
                .setting("gateway.disk-budget", "10MB")
                .setting("destination.smc.retry-longest-delay", "1s")
                .start()) {
            Gateway gateway = new Gateway(server.url());
            sandbox.addFault(Json.createObjectBuilder()
                    .add("kind", "status")
                    .add("status", 503)
                    .add("path", "segment_events/data/load")
                    .add("times", 1_000_000)
                    .build());

            List<String> accepted = new ArrayList<>();
            HttpResponse<String> full = fill(gateway, accepted);

            assertThat(full.headers().firstValue("Retry-After"))
                    .hasValueSatisfying(
                            seconds -> assertThat(Integer.parseInt(seconds)).isBetween(1, 300));
            assertThat(full.body()).contains("disk").doesNotContain("Exception");
            assertThat(accepted).hasSizeGreaterThan(500);
            JsonObject ledger = gateway.connection("smc").getJsonObject("ledger");
            assertThat(ledger.getInt("accepted")).isEqualTo(accepted.size());
            assertThat(ledger.getInt("pending")).isEqualTo(accepted.size());

            server.kill();
            server.launch();
            sandbox.clearFaults();
            await("all that was accepted")
                    .atMost(120, SECONDS)
                    .until(() ->
                            gateway.connection("smc").getJsonObject("ledger").getInt("pending") == 0);
            assertThat(Sandbox.smc().rows("segment_events", "USER_ID", user, "EVENT_ID"))
                    .extracting(row -> row.get("EVENT_ID"))
                    .containsExactlyElementsOf(accepted);
            assertThat(gateway.connection("smc").getJsonObject("ledger").getInt("delivered"))
                    .isEqualTo(accepted.size());
            assertThat(gateway.post("/v1/batch", batch(MOST_BATCHES)).statusCode())
                    .as("there is room again")
                    .isEqualTo(200);
        }
    }

    /** Sends until the gateway takes no more; answers what it says then. */
    private HttpResponse<String> fill(Gateway gateway, List<String> accepted) throws IOException {
        for (int number = 0; number < MOST_BATCHES; number++) {
            HttpResponse<String> reply = gateway.post("/v1/batch", batch(number));
            if (reply.statusCode() == 503) {
                return reply;
            }
            assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
            int first = number;
            IntStream.range(0, EVENTS).mapToObj(i -> id(first, i)).forEach(accepted::add);
        }
        throw new AssertionError("the budget was never spent");
    }

    private String batch(int number) {
        List<String> events =
                IntStream.range(0, EVENTS).mapToObj(i -> event(number, i)).toList();
        return "{\"batch\":[" + String.join(",", events) + "]}";
    }

    /** In the order of the text, as rows are sorted. */
    private String id(int number, int place) {
        return "%s-%03d-%03d".formatted(user, number, place);
    }

    private String event(int number, int place) {
        StringBuilder noise = new StringBuilder();
        IntStream.range(0, 200).forEach(any -> noise.append(Long.toHexString(random.nextLong())));
        return "{\"type\":\"track\",\"event\":\"Order Completed\",\"messageId\":\"" + id(number, place)
                + "\",\"userId\":\"" + user + "\",\"properties\":{\"noise\":\"" + noise + "\"}}";
    }
}
