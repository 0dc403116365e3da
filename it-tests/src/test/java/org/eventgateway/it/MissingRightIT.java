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

/** The service account loses a right for a while: what needs it waits, over a kill too, the rest goes on. */
class MissingRightIT {
    private static final String USERS = "USERS_SEGMENT";
    private final String user =
            "right-" + Long.toHexString(ThreadLocalRandom.current().nextLong());

    private final String other = user + "-other";
    private final String key = "key-" + user;
    private final String[] asOperator = {"Authorization", "Bearer " + key};

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
            awaitRowsOf(user, user + "-1", user + "-2", user + "-3");
            awaitPending(gateway, 2);
            awaitReason(gateway);
            assertThat(server.log()).containsOnlyOnce("what needs the list " + USERS.toLowerCase(Locale.ROOT));

            server.kill();
            server.launch();
            post(gateway, identify("4", "Cleo"), track("5"));
            awaitRowsOf(user, user + "-1", user + "-2", user + "-3", user + "-4", user + "-5");
            awaitPending(gateway, 3);
            awaitReason(gateway);
            assertThat(contact()).isEmpty();

            sandbox.clearFaults();
            awaitPending(gateway, 0);
            await("no reason any more")
                    .atMost(30, SECONDS)
                    .until(() -> !gateway.connection("smc", asOperator).containsKey("reason"));
            assertThat(contact()).containsExactly(Map.of("CUSTOMER_ID", user, "FIRSTNAME", "Cleo"));
            assertThat(gateway.connection("smc", asOperator)
                            .getJsonObject("ledger")
                            .getInt("deadLettered"))
                    .isZero();
        }
    }

    @Test
    void aDeletionThatMayNotBeDoneKeepsOnlyItsPersonWaiting() throws IOException {
        try (ServerProcess server = Sandbox.connected(ServerUnderTest.gateway("missing-deletion-right"))
                .setting("gateway.write-keys", "server=" + key)
                .setting("gateway.may-delete", "server")
                .setting("gateway.operator-key", key)
                .setting("destination.smc.probe-interval", "1s")
                .setting("destination.smc.settle-time", "1s")
                .start()) {
            Gateway gateway = new Gateway(server.url(), key);
            sandbox.addFault(Json.createObjectBuilder()
                    .add("kind", "status")
                    .add("status", 401)
                    .add("path", "segment_events/data$")
                    .add("times", 100_000)
                    .add("body", "\"Unauthorized\"")
                    .build());

            post(gateway, track("1"));
            awaitRowsOf(user, user + "-1");
            post(gateway, event("delete", "2", "\"context\":{}"), track("3"), ofAnother("4"));
            awaitRowsOf(other, user + "-4");
            awaitPending(gateway, 2);
            awaitReason(gateway);
            awaitRowsOf(user, user + "-1");

            server.kill();
            server.launch();
            post(gateway, track("5"), ofAnother("6"));
            awaitRowsOf(other, user + "-4", user + "-6");
            awaitPending(gateway, 3);
            awaitReason(gateway);
            assertThat(server.log()).contains("what needs the right to delete persons waits");

            sandbox.clearFaults();
            awaitPending(gateway, 0);
            awaitRowsOf(user, user + "-3", user + "-5");
        }
    }

    private void awaitReason(Gateway gateway) {
        await("the status to say why").atMost(30, SECONDS).untilAsserted(() -> {
            JsonObject smc = gateway.connection("smc", asOperator);
            assertThat(smc.getString("state")).isEqualTo("partly-paused");
            assertThat(smc.getJsonObject("reason").getString("code")).isEqualTo("right_missing");
        });
    }

    private void awaitPending(Gateway gateway, int pending) {
        await(pending + " pending")
                .atMost(60, SECONDS)
                .until(() -> gateway.connection("smc", asOperator)
                                .getJsonObject("ledger")
                                .getInt("pending")
                        == pending);
    }

    private static void awaitRowsOf(String person, String... ids) {
        await("rows of the events list")
                .atMost(60, SECONDS)
                .untilAsserted(() -> assertThat(Sandbox.smc().rows("segment_events", "USER_ID", person, "EVENT_ID"))
                        .extracting(row -> row.get("EVENT_ID"))
                        .containsExactly(ids));
    }

    private List<Map<String, String>> contact() {
        return Sandbox.smc().rows(USERS, List.of("CUSTOMER_ID", "FIRSTNAME"), "CUSTOMER_ID", user, "CUSTOMER_ID");
    }

    private static void post(Gateway gateway, String... events) throws IOException {
        assertThat(gateway.post("/v1/batch", "{\"batch\":[" + String.join(",", events) + "]}")
                        .statusCode())
                .isEqualTo(200);
    }

    private String identify(String number, String name) {
        return event("identify", number, "\"traits\":{\"FIRSTNAME\":\"" + name + "\"}");
    }

    private String track(String number) {
        return event("track", number, "\"event\":\"Order Completed\"");
    }

    private String ofAnother(String number) {
        return event("track", number, other, "\"event\":\"Order Completed\"");
    }

    private String event(String type, String number, String rest) {
        return event(type, number, user, rest);
    }

    private String event(String type, String number, String person, String rest) {
        return "{\"type\":\"" + type + "\",\"messageId\":\"" + user + "-" + number + "\",\"userId\":\"" + person + "\","
                + rest + "}";
    }
}
