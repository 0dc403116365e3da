package org.eventgateway.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The service account loses its right to the user list for a while: what needs that list waits, over a kill too, the rest goes on. */
class MissingRightIT {
    private static final String USERS = "USERS_SEGMENT";
    private static final String USER =
            "right-" + Long.toHexString(ThreadLocalRandom.current().nextLong());

    private final SandboxControl sandbox = new SandboxControl(Sandbox.url());

    @AfterEach
    void giveTheRightBack() {
        sandbox.clearFaults();
    }

    @Test
    void onlyWhatNeedsTheListWaitsAndGoesOutInOrderOnceTheRightIsBack() throws IOException {
        try (ServerProcess server = Sandbox.connected(ServerUnderTest.gateway("missing-right"))
                .setting("destination.smc.user-list", USERS)
                .setting("destination.smc.business-key", "CUSTOMER_ID")
                .setting("destination.smc.probe-interval", "1s")
                .setting("destination.smc.settle-time", "1s")
                .start()) {
            Gateway gateway = new Gateway(server.url());
            sandbox.addFault(Json.createObjectBuilder()
                    .add("kind", "status")
                    .add("status", 401)
                    .add("path", USERS + "/data/load")
                    .add("times", 100_000)
                    .add("body", "\"Unauthorized\"")
                    .build());

            post(gateway, identify("1", "Ann"), track("2"), identify("3", "Bea"));
            awaitRows(USER + "-1", USER + "-2", USER + "-3");
            awaitPending(gateway, 2);
            awaitReason(gateway);
            assertThat(server.log()).containsOnlyOnce("what needs the list " + USERS.toLowerCase(Locale.ROOT));

            server.kill();
            server.launch();
            post(gateway, identify("4", "Cleo"), track("5"));
            awaitRows(USER + "-1", USER + "-2", USER + "-3", USER + "-4", USER + "-5");
            awaitPending(gateway, 3);
            awaitReason(gateway);
            assertThat(contact()).isEmpty();

            sandbox.clearFaults();
            awaitPending(gateway, 0);
            await("no reason any more")
                    .atMost(30, SECONDS)
                    .until(() -> !gateway.connection("smc").containsKey("reason"));
            assertThat(contact()).containsExactly(Map.of("CUSTOMER_ID", USER, "FIRSTNAME", "Cleo"));
            assertThat(gateway.connection("smc").getJsonObject("ledger").getInt("deadLettered"))
                    .isZero();
        }
    }

    private static void awaitReason(Gateway gateway) {
        await("the status to say why").atMost(30, SECONDS).untilAsserted(() -> {
            JsonObject smc = gateway.connection("smc");
            assertThat(smc.getString("state")).isEqualTo("partly-paused");
            assertThat(smc.getJsonObject("reason").getString("code")).isEqualTo("right_missing");
        });
    }

    private static void awaitPending(Gateway gateway, int pending) {
        await(pending + " pending")
                .atMost(60, SECONDS)
                .until(() -> gateway.connection("smc").getJsonObject("ledger").getInt("pending") == pending);
    }

    private static void awaitRows(String... ids) {
        await("rows of the events list")
                .atMost(60, SECONDS)
                .untilAsserted(() -> assertThat(Sandbox.smc().rows("segment_events", "USER_ID", USER, "EVENT_ID"))
                        .extracting(row -> row.get("EVENT_ID"))
                        .containsExactly(ids));
    }

    private static List<Map<String, String>> contact() {
        return Sandbox.smc().rows(USERS, List.of("CUSTOMER_ID", "FIRSTNAME"), "CUSTOMER_ID", USER, "CUSTOMER_ID");
    }

    private static void post(Gateway gateway, String... events) throws IOException {
        assertThat(gateway.post("/v1/batch", "{\"batch\":[" + String.join(",", events) + "]}")
                        .statusCode())
                .isEqualTo(200);
    }

    private static String identify(String number, String name) {
        return event("identify", number, "\"traits\":{\"FIRSTNAME\":\"" + name + "\"}");
    }

    private static String track(String number) {
        return event("track", number, "\"event\":\"Order Completed\"");
    }

    private static String event(String type, String number, String rest) {
        return "{\"type\":\"" + type + "\",\"messageId\":\"" + USER + "-" + number + "\",\"userId\":\"" + USER + "\","
                + rest + "}";
    }
}
