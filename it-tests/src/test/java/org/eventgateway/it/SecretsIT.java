package org.eventgateway.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * No secret and nothing about a person leaves the gateway but for SMC: 200 events and the settings carry a mark, wrong requests do
 * too, and afterwards the mark is in no log, answer, listing or metric. The view of a single dead letter shows its event, as it
 * should. Names of events, of lists and segments, and message ids are no data about a person: listings and answers name them, so that
 * an operator can find what is missing.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SecretsIT {
    private static final String MARK = "canary7f3a";
    private static final String WRITE_KEY = MARK + "-write-key";
    private static final String OPERATOR = "Bearer " + MARK + "-operator-key";
    private static final int EVENTS = 200;

    private final Map<String, String> answers = new LinkedHashMap<>();
    private final ServerProcess server;
    private final Gateway gateway;

    SecretsIT() {
        server = Sandbox.connected(ServerUnderTest.gateway("secrets"))
                .setting(
                        "gateway.write-keys",
                        "web=" + WRITE_KEY + ",all=" + MARK + "-other-key," + MARK + "-unnamed-key")
                .setting("gateway.shared-secret", MARK + "-shared-secret")
                .setting("gateway.operator-key", MARK + "-operator-key")
                .setting("gateway.body-timeout", "3s")
                .setting("gateway.routes.tracking", "smc")
                .setting("gateway.routes.partner", "smc")
                .setting("gateway.routes.all", "smc,refused")
                .setting("destinations", "smc,refused,faulty")
                .setting("destination.smc.user-list", "USERS_SEGMENT")
                .setting("destination.smc.business-key", "CUSTOMER_ID")
                .setting("destination.smc.api-key-next", MARK + "-key-next")
                .setting("destination.smc.api-secret-next", MARK + "-secret-next")
                // A key that SMC refuses, and settings that are wrong beside secrets.
                .setting("destination.refused.plugin", "smc")
                .setting("destination.refused.api-key", MARK + "-refused-key")
                .setting("destination.refused.api-secret", MARK + "-refused-secret")
                .setting("destination.refused.admin-url", Sandbox.url().toString())
                .setting("destination.refused.organization", "ACME")
                .setting("destination.refused.allow-insecure-url", "true")
                .setting("destination.faulty.plugin", "smc")
                .setting("destination.faulty.api-key", "{aes}" + MARK + "-faulty-key")
                .setting("destination.faulty.api-secret", MARK + "-faulty-secret")
                .setting("destination.faulty.key-store-password", MARK + "-password")
                .setting("destination.faulty.admin-url", "https://user:" + MARK + "@example.com")
                .start();
        gateway = new Gateway(server.url(), WRITE_KEY);
    }

    @BeforeAll
    void tellEverythingToTheGateway() throws IOException {
        for (int from = 0; from < EVENTS; from += 20) {
            note("batch " + from, gateway.post("/v1/batch", batch(from, from + 20)));
        }
        note(
                "all connections",
                new Gateway(server.url(), MARK + "-other-key").post("/v1/batch", batch(EVENTS, EVENTS + 1)));
        for (BadInput input : BadInputs.all().toList()) {
            String body = new String(input.bytes("secrets"), ISO_8859_1)
                    .replace("\"u\"", "\"" + MARK + "@example.com\"")
                    .replace("purchase", MARK + "-type")
                    .replace("\"x\"", "\"" + MARK + "\"");
            note(
                    input.name(),
                    gateway.post(
                            input.path(),
                            body.getBytes(ISO_8859_1),
                            input.headers().stream()
                                    .map(header -> header.equals(Gateway.basic(Guarded.WEB_KEY))
                                            ? Gateway.basic(WRITE_KEY)
                                            : header.replace("wrong", MARK))
                                    .toArray(String[]::new)));
        }
        for (String body : brokenBodies()) {
            note(body.substring(0, 10), gateway.post("/v1/batch", body));
            note(
                    "partner " + body.substring(0, 10),
                    gateway.post(
                            "/partner",
                            body.getBytes(StandardCharsets.UTF_8),
                            "Authorization",
                            Gateway.basic(WRITE_KEY),
                            "X-Segment-Settings",
                            MARK + "-segment-settings"));
        }
        note(
                "a wrong key",
                gateway.post("/v1/track", "{}".getBytes(ISO_8859_1), "Authorization", Gateway.basic(MARK + "-wrong")));
        note("a wrong signature", gateway.post("/partner", "{}".getBytes(ISO_8859_1), "X-Signature", MARK));
        note("an unknown path", gateway.post("/v1/" + MARK + "?writeKey=" + MARK, "{}"));
        note("a wrong operator", gateway.get("/ops/connections", "Authorization", "Bearer " + MARK + "-wrong"));
        note("an unknown connection", operator("/ops/connections/" + MARK));
        note("an unknown parameter", operator("/ops/connections/smc/dead-letters?from=" + MARK));
        note(
                "a preview of nonsense",
                gateway.post(
                        "/ops/connections/smc/preview",
                        ("{\"type\":\"" + MARK + "\"}").getBytes(ISO_8859_1),
                        "Authorization",
                        OPERATOR));
        await("all accepted events settled")
                .atMost(60, SECONDS)
                .until(() -> gateway.connection("smc", "Authorization", OPERATOR)
                                .getJsonObject("ledger")
                                .getInt("pending")
                        == 0);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void theEventsReachedSmcOrTheirDeadLetters() throws IOException {
        JsonObject ledger = gateway.connection("smc", "Authorization", OPERATOR).getJsonObject("ledger");

        assertThat(ledger.getInt("accepted") + ledger.getJsonObject("refused").getInt("traits_not_object"))
                .isGreaterThanOrEqualTo(EVENTS);
        assertThat(ledger.getInt("deadLettered"))
                .as("some failed in SMC, so that there is something to tell")
                .isPositive();
        assertThat(Sandbox.smc().rows("segment_events", "USER_ID", MARK + "-user-1@example.com", "EVENT_ID"))
                .as("the mark was in the events")
                .isNotEmpty();
    }

    @Test
    void noAnswerHoldsAny() {
        assertThat(answers)
                .allSatisfy((name, answer) -> assertThat(answer).as(name).doesNotContain(MARK));
    }

    @Test
    void noListingMetricOrHealthCheckHoldsAny() throws IOException {
        for (String path : List.of(
                "/ops/connections",
                "/ops/connections/smc",
                "/ops/connections/refused",
                "/ops/connections/faulty",
                "/ops/connections/smc/check",
                "/ops/connections/refused/check",
                "/ops/connections/faulty/check",
                "/ops/connections/smc/dead-letters?limit=1000",
                "/ops/connections/refused/dead-letters?limit=1000",
                "/ops/plugins",
                "/metrics",
                "/health")) {
            assertThat(operator(path).body()).as(path).isNotEmpty().doesNotContain(MARK);
        }
        assertThat(operator("/ops/connections/refused").body()).contains("paused");
        assertThat(operator("/ops/connections/faulty").body()).contains("bad-settings");
    }

    @Test
    void onlyTheViewOfOneDeadLetterShowsTheEvent() throws IOException {
        JsonObject letter =
                gateway.deadLetters("smc", "Authorization", OPERATOR).get(0);

        assertThat(letter).doesNotContainKeys("payload", "raw");
        assertThat(operator("/ops/connections/smc/dead-letters/" + letter.getInt("id"))
                        .body())
                .containsAnyOf("payload", "raw");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void noLogHoldsAny() throws IOException {
        server.close(); // what is logged while it stops counts too
        WrittenFiles logs = WrittenFiles.of(server);

        assertThat(logs.names()).containsAll(server.logFiles());
        assertThat(logs.linesWith(MARK)).isEmpty();
    }

    private HttpResponse<String> operator(String path) throws IOException {
        return gateway.get(path, "Authorization", OPERATOR);
    }

    private void note(String name, HttpResponse<String> reply) {
        answers.put(answers.size() + " " + name, reply.headers().map() + "\n" + reply.body());
    }

    private static String batch(int from, int to) {
        List<String> events = new ArrayList<>();
        for (int i = from; i < to; i++) {
            events.add(event(i));
        }
        return "{\"batch\":[" + String.join(",", events) + "]}";
    }

    /** Every tenth is one that SMC refuses: a date that is none, a segment or a contact that it does not know. */
    private static String event(int i) {
        String head = "\"messageId\":\"secrets-" + i + "\",\"userId\":\"" + MARK + "-user-" + i
                + "@example.com\",\"anonymousId\":\"" + MARK + "\",\"context\":{\"ip\":\"" + MARK
                + "\",\"traits\":{\"email\":\""
                + MARK + "\"}},\"" + MARK + "\":\"" + MARK + "\"";
        return switch (i % 10) {
            case 0 -> "{\"type\":\"identify\"," + head + ",\"traits\":{\"BIRTHDAY\":\"" + MARK + "\"}}";
            case 1 ->
                "{\"type\":\"track\",\"event\":\"Ordered\"," + head + ",\"properties\":{\"" + MARK + "\":\"" + MARK
                        + "\"}}";
            case 2 ->
                "{\"type\":\"group\",\"groupId\":\"NO_SUCH_SEGMENT\"," + head
                        + ",\"traits\":{\"matchkey\":\"MAIL\",\"userlist\":\"USERS_SEGMENT\"}}";
            case 3 ->
                "{\"type\":\"group\",\"groupId\":\"SegmentToSMCStatic\"," + head
                        + ",\"traits\":{\"matchkey\":\"MAIL\",\"userlist\":\"USERS_SEGMENT\"}}";
            case 4 ->
                "{\"type\":\"group\",\"groupId\":\"SegmentToSMCStatic\"," + head + ",\"traits\":{\"matchkey\":\"" + MARK
                        + "@\",\"userlist\":\"" + MARK + "@\"}}";
            case 5 -> "{\"type\":\"alias\",\"previousId\":\"" + MARK + "-before\"," + head + "}";
            case 6 -> "{\"type\":\"identify\"," + head + ",\"traits\":[\"" + MARK + "\"]}";
            default ->
                "{\"type\":\"identify\"," + head + ",\"traits\":{\"FIRSTNAME\":\"" + MARK + "\",\"CITY\":\""
                        + MARK.repeat(20) + "\"}}";
        };
    }

    private static List<String> brokenBodies() {
        return List.of(
                "{\"batch\":[{\"userId\":\"" + MARK + "\" " + MARK + "}]}",
                "{\"batch\":[{\"userId\":\"" + MARK + "\\x\"}]}",
                "{\"batch\":[" + MARK + "]}",
                "{\"" + MARK + "\":[1}",
                "{\"batch\":[{\"type\":\"" + MARK + "\",\"userId\":\"" + MARK + "\"}]}",
                "{\"batch\":[{\"type\":\"identify\",\"userId\":{\"" + MARK + "\":1}}]}",
                MARK + MARK);
    }
}
