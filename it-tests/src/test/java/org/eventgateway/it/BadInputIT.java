package org.eventgateway.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong input gets a clear answer, never a fault of the server, and does its good neighbours no harm. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {
    private final Smc smc = Sandbox.smc();
    private final Gateway gateway = Guarded.gateway();

    @AfterAll
    void requestsKeepTheContract() {
        smc.assertRequestsKeepTheContract();
    }

    static Stream<BadInput> badInputs() {
        return BadInputs.all();
    }

    @ParameterizedTest
    @MethodSource("badInputs")
    void isAnsweredClearlyAndHarmsNoNeighbour(BadInput input) throws IOException {
        String run = run();

        Answer answer = Answer.of(
                gateway.post(input.path(), input.bytes(run), input.headers().toArray(String[]::new)));

        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(input.status());
        assertThat(answer.body().getBoolean("success", false)).isEqualTo(input.status() < 300);
        assertThat(answer.code()).isEqualTo(input.code());
        assertThat(answer.text()).startsWith(input.text());
        if (input.neighbour()) {
            assertThat(answer.body().getJsonArray("errors"))
                    .as("refused events")
                    .hasSize(1);
            arrived(run + "-good");
        }
    }

    static Stream<Arguments> oddEvents() {
        return Stream.of(
                Arguments.of(
                        "duplicate keys",
                        odd("\"userId\":\"u\",\"userId\":\"w\",\"properties\":{\"a\":1,\"a\":2}"),
                        "w"),
                Arguments.of(
                        "numbers beyond double",
                        odd("\"userId\":\"u\",\"properties\":{\"a\":1e999,\"b\":-1E-999,\"c\":" + "9".repeat(400)
                                + "}"),
                        "u"),
                Arguments.of("a numeric id", odd("\"userId\":507191081000"), "507191081000"),
                Arguments.of("an id beyond double", odd("\"userId\":1e999"), "1e999"),
                Arguments.of(
                        "null traits",
                        odd("\"userId\":\"u\",\"traits\":null,\"properties\":null,\"context\":null"),
                        "u"),
                Arguments.of(
                        "an empty array for an object",
                        odd("\"userId\":\"u\",\"context\":[],\"integrations\":[],\"properties\":[],\"traits\":[]"),
                        "u"),
                Arguments.of(
                        "an empty array for the traits of the context",
                        odd("\"userId\":\"u\",\"context\":{\"traits\":[]}"),
                        "u"),
                Arguments.of(
                        "an escaped NUL in a property",
                        odd("\"userId\":\"u\",\"properties\":{\"x\":\"a\\u0000b\"}"),
                        "u"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("oddEvents")
    void takesWhatIsOddButCanBeUnderstood(String name, String event, String userId) throws IOException {
        String run = run();
        String batch = ("{\"batch\":[" + event + "," + BadInput.GOOD + "]}").replace("RUN", run);

        Answer answer = Answer.of(gateway.post("/v1/batch", batch));

        assertThat(answer.body().toString()).as(name).isEqualTo("{\"success\":true}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(arrived(run + "-odd")).containsEntry("USER_ID", userId);
        arrived(run + "-good");
    }

    @Test
    void ofTwoMembersOfTheSameNameTheLastOneCounts() throws IOException {
        String run = run();

        gateway.post(
                "/v1/track",
                odd("\"userId\":\"u\",\"properties\":{\"a\":1},\"properties\":{\"a\":2}")
                        .replace("RUN", run));

        assertThat(object(arrived(run + "-odd").getOrDefault("PROPERTIES", "")).getInt("a"))
                .isEqualTo(2);
    }

    @Test
    void anIdThatIsTooLongForSmcIsNeverCutButBecomesADeadLetter() throws IOException {
        String run = run();

        gateway.post(
                "/v1/track", odd("\"userId\":\"" + "u".repeat(20_000) + "\"").replace("RUN", run));

        JsonObject reason = await("the dead letter")
                .atMost(30, SECONDS)
                .until(() -> deadLetters(run + "-odd"), found -> found.size() == 1)
                .get(0)
                .getJsonObject("reason");
        assertThat(reason.getString("code")).isEqualTo("value_too_long");
        assertThat(reason.getString("text")).contains("USER_ID");
    }

    static Stream<Arguments> groupCalls() {
        String traits = "\"traits\":{\"matchkey\":\"MAIL\",\"userlist\":\"USERS_SEGMENT\"}";
        return Stream.of(
                Arguments.of(
                        "a groupId that climbs",
                        "\"groupId\":\"a/../../segment_events/data\"," + traits,
                        "group_id_wrong",
                        "groupId"),
                Arguments.of(
                        "a list name with a quote",
                        "\"groupId\":\"SegmentToSMCStatic\",\"traits\":{\"matchkey\":\"MAIL\",\"userlist\":\"USERS'; DROP\"}",
                        "userlist_wrong",
                        "traits.userlist"),
                Arguments.of(
                        "no userlist",
                        "\"groupId\":\"SegmentToSMCStatic\",\"traits\":{\"matchkey\":\"MAIL\"}",
                        "userlist_wrong",
                        "traits.userlist"),
                Arguments.of(
                        "no matchkey",
                        "\"groupId\":\"SegmentToSMCStatic\",\"traits\":{\"userlist\":\"USERS_SEGMENT\"}",
                        "matchkey_wrong",
                        "traits.matchkey"),
                Arguments.of("no traits", "\"groupId\":\"SegmentToSMCStatic\"", "userlist_wrong", "traits.userlist"),
                Arguments.of(
                        "another method",
                        "\"groupId\":\"SegmentToSMCStatic\",\"traits\":{\"matchkey\":\"MAIL\",\"userlist\":\"USERS_SEGMENT\",\"method\":\"DROP\"}",
                        "method_wrong",
                        "traits.method"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("groupCalls")
    void aGroupCallThatCannotBeBecomesADeadLetterThatNamesThePart(String name, String members, String code, String part)
            throws IOException {
        String run = run();
        String group = "{\"type\":\"group\",\"userId\":\"segmenttest@selligent.com\",\"messageId\":\"RUN-group\","
                + members + "}";

        Answer answer = Answer.of(
                gateway.post("/v1/batch", ("{\"batch\":[" + group + "," + BadInput.GOOD + "]}").replace("RUN", run)));

        assertThat(answer.status()).as(name).isEqualTo(200);
        arrived(run + "-good");
        JsonObject reason = await("the dead letter")
                .atMost(30, SECONDS)
                .until(() -> deadLetters(run + "-group"), found -> found.size() == 1)
                .get(0)
                .getJsonObject("reason");
        assertThat(reason.getString("code")).isEqualTo(code);
        assertThat(reason.getString("text")).contains(part);
        assertThat(smc.rows("segment_events", "EVENT_ID", run + "-group", "EVENT_ID"))
                .as("nothing of it is sent")
                .isEmpty();
        assertThat(smc.journal())
                .noneMatch(request ->
                        request.rawPath().contains("..") || request.rawPath().contains("DROP"));
    }

    @Test
    void aBodyThatDripsIsCutWithinItsTime() throws IOException {
        try (SlowSender slow = SlowSender.inChunks(Guarded.port(), Guarded.WEB_KEY)) {
            assertCut(slow, "408", "body_too_slow", "The body took longer than 3 seconds.");
        }
    }

    /**
     * Open Liberty hands over what was announced by the buffer, and its read time-out cuts before the gateway's own has a turn. Payara
     * hands over what has come.
     */
    @Test
    void anAnnouncedBodyThatDripsIsCutToo() throws IOException {
        try (SlowSender slow = SlowSender.withLength(Guarded.port(), Guarded.WEB_KEY)) {
            if (ServerUnderTest.chosen() == ServerUnderTest.LIBERTY) {
                assertCut(slow, "400", "incomplete_body", "The body ended early or could not be read.");
            } else {
                assertCut(slow, "408", "body_too_slow", "The body took longer than 3 seconds.");
            }
        }
    }

    private void assertCut(SlowSender slow, String status, String code, String text) throws IOException {
        Duration held = slow.dripUntilAnswered(Duration.ofMillis(100), Duration.ofSeconds(30));

        assertThat(slow.answer())
                .startsWith("HTTP/1.1 " + status + " ")
                .endsWith("{\"success\":false,\"code\":\"" + code + "\",\"message\":\"" + text + "\"}");
        assertThat(held).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(20));
        String run = run();
        gateway.post("/v1/batch", "{\"batch\":[" + BadInput.GOOD.replace("RUN", run) + "]}");
        arrived(run + "-good");
    }

    private List<JsonObject> deadLetters(String messageId) throws IOException {
        return gateway.deadLetters("smc", Guarded.AS_OPERATOR).stream()
                .filter(letter -> letter.getString("messageId", "").equals(messageId))
                .toList();
    }

    private Map<String, String> arrived(String messageId) {
        return await(messageId + " in SMC")
                .atMost(30, SECONDS)
                .until(() -> smc.rows("segment_events", "EVENT_ID", messageId, "EVENT_ID"), rows -> rows.size() == 1)
                .get(0);
    }

    private static String odd(String members) {
        return "{\"type\":\"track\",\"event\":\"Good\",\"messageId\":\"RUN-odd\"," + members + "}";
    }

    private static String run() {
        return "bad-" + Long.toHexString(ThreadLocalRandom.current().nextLong());
    }

    private static JsonObject object(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
