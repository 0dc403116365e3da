package org.eventgateway.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What operators are told of deletions and of what they did to dead letters. One person has events in SMC, dead letters, one refused at
 * the door, and, in a connection that reaches nobody, pending ones, and stands in a file that a source has picked up; then he is deleted.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OperatorIT {
    private static final String RUN =
            "ops-" + Long.toHexString(ThreadLocalRandom.current().nextLong());
    private static final String PERSON = RUN + "-person@example.com";
    private static final String OTHER = RUN + "-other@example.com";
    private static final String KEY = "operator-key-4713";
    private static final String[] AS_OPERATOR = {"Authorization", "Bearer " + KEY};
    private static final String SECOND_KEY = "operator-key-4714==";
    private static final String SEGMENT = "SegmentToSMCStatic";

    private final Map<String, String> answers = new LinkedHashMap<>();
    private final Map<String, JsonObject> ledgers = new LinkedHashMap<>();
    private final Path exports;
    private final ServerProcess server;
    private final Gateway gateway;

    OperatorIT() throws IOException {
        exports = Files.createTempDirectory(Path.of(System.getProperty("it.work")), "exports");
        server = Sandbox.connected(ServerUnderTest.gateway("operators"))
                .setting("gateway.write-keys", "server=" + Guarded.SERVER_KEY)
                .setting("gateway.may-delete", "server")
                .setting("gateway.operator-key", "anna=" + KEY + ",ben=" + SECOND_KEY)
                .setting("gateway.routes.tracking", "smc,down")
                .setting("destinations", "smc,down,out")
                .setting("destination.out.plugin", "tracking-api")
                .setting("destination.out.url", "http://127.0.0.1:" + FreePort.next())
                .setting("destination.out.write-key", "nowhere")
                .setting("destination.out.allow-insecure-url", "true")
                .setting("sources", "smc")
                .setting("source.smc.organization", "ACME")
                .setting("source.smc.folder", exports.toAbsolutePath().toString())
                .setting("source.smc.quiet-period", "0s")
                .setting("source.smc.poll-interval", "200ms")
                .setting("destination.smc.user-list", "USERS_SEGMENT")
                .setting("destination.smc.business-key", "CUSTOMER_ID")
                .setting("destination.down.plugin", "smc")
                .setting("destination.down.api-key", "key")
                .setting("destination.down.api-secret", "secret")
                .setting("destination.down.admin-url", "http://127.0.0.1:" + FreePort.next())
                .setting("destination.down.organization", "ACME")
                .setting("destination.down.allowed-events", "*")
                .setting("destination.down.allow-insecure-url", "true")
                .start();
        gateway = new Gateway(server.url(), Guarded.SERVER_KEY);
    }

    @BeforeAll
    void deleteThePerson() throws IOException {
        send(
                event("identify", PERSON, "1", "\"traits\":{\"FIRSTNAME\":\"Jane\"}"),
                event("track", PERSON, "2", "\"event\":\"Ordered\""),
                memberOfASegment(PERSON, "3"),
                event("identify", PERSON, "4", "\"traits\":[7]"),
                event("track", OTHER, "5", "\"event\":\"Ordered\""),
                memberOfASegment(OTHER, "6"),
                memberOfASegment(OTHER, "7"));
        settled();
        assertThat(ledger("smc").getInt("deadLettered")).isEqualTo(3);
        assertThat(ledger("down").getInt("pending")).isEqualTo(6);

        pickUp(email(PERSON), email(OTHER), email(PERSON));

        send(event("delete", PERSON, "8", "\"context\":{}"));

        await("the receipts")
                .atMost(60, SECONDS)
                .until(() -> state("smc").equals("wiped") && state("down").equals("purged"));
        ledgers.put("smc", ledger("smc"));
        ledgers.put("down", ledger("down"));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void theReceiptOfASettledDeletionCountsEachStore() throws IOException {
        JsonObject receipt = onlyReceipt("smc");

        assertThat(receipt.getString("person")).matches("[0-9a-f]{64}");
        assertThat(receipt).containsKeys("requested", "settled", "wiped").doesNotContainKey("failure");
        assertThat(stores(receipt))
                .containsExactlyInAnyOrder(
                        "event log: removed 0, not found 1, left 0",
                        "dead letters: removed 2, not found 0, left 0",
                        "repeat index: removed 0, not found 0, left 1",
                        "traits set since: removed 0, not found 1, left 0",
                        "segment_events: removed 3, not found 0, left 0",
                        "USERS_SEGMENT: removed 1, not found 0, left 0",
                        "picked-up files: removed 2, not found 0, left 0");
        assertThat(Files.readString(exports.resolve("done/export.csv")))
                .contains(email(OTHER))
                .doesNotContain(PERSON);
        assertThat(Sandbox.smc().rows("segment_events", "USER_ID", PERSON, "EVENT_ID"))
                .isEmpty();
        assertThat(Sandbox.smc().rows("segment_events", "USER_ID", OTHER, "EVENT_ID"))
                .isNotEmpty();
        assertBalance("smc", 7, 1, 0);
    }

    @Test
    void theReceiptOfADeletionThatHasNotHadItsTurnCountsWhatIsGoneAlready() throws IOException {
        JsonObject receipt = onlyReceipt("down");

        assertThat(receipt).containsKey("requested").doesNotContainKeys("settled", "wiped", "failure");
        assertThat(stores(receipt))
                .containsExactlyInAnyOrder(
                        "event log: removed 3, not found 0, left 0",
                        "dead letters: removed 1, not found 0, left 0",
                        "repeat index: removed 0, not found 0, left 3");
        assertBalance("down", 7, 3, 4);
    }

    @Test
    void theReceiptsOfOnePersonAreFoundByWhatTheBodySays() throws IOException {
        assertThat(found(PERSON)).containsExactly(onlyReceipt("smc"));
        assertThat(found(OTHER)).isEmpty();
        assertThat(found(PERSON.toUpperCase(Locale.ROOT))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "[]", "{\"userId\":7}", "{\"userId\":\"\"}", "{\"userId\":\"a\",\"x\":1}"})
    void aBodyThatNamesNobodyIsAProblem(String body) throws IOException {
        assertProblem(post("/ops/connections/smc/deletions/find", body), 400, "user_id_expected");
    }

    @Test
    void theDeadLettersOfOnePersonAreFoundByWhatTheBodySays() throws IOException {
        String find = "/ops/connections/smc/dead-letters/find";
        String third = RUN + "-third@example.com";
        send(memberOfASegment(third, "12"), memberOfASegment(third, "13"));
        settled();

        assertThat(total(post(find + "?type=group", "{\"userId\":\"" + third + "\"}")))
                .isEqualTo(2);
        assertThat(total(post(find + "?type=track", "{\"userId\":\"" + third + "\"}")))
                .isZero();
        assertThat(total(post(find, "{\"userId\":\"" + PERSON + "\"}"))).isZero();
        assertProblem(post(find, "{}"), 400, "user_id_expected");
        HttpResponse<String> inUrl = get("/ops/connections/smc/dead-letters?userId=somebody");
        assertProblem(inUrl, 400, "user_id_in_url");
        assertThat(inUrl.body()).doesNotContain("somebody");
    }

    @Test
    void aPersonIsNotLookedForInAUrl() throws IOException {
        HttpResponse<String> reply = get("/ops/connections/smc/deletions/find?userId=somebody");

        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(405);
        assertThat(reply.body()).doesNotContain("somebody");
    }

    /** A contact that SMC did not know when the event came is there now: the replay succeeds. */
    @Test
    void aReplayAndADiscardLeaveDeedsWithWhoDidThem() throws IOException {
        int known = deadLetter("6");
        int thrown = deadLetter("7");
        assertThat(get("/ops/connections/smc/deeds").body()).isEqualTo("{\"deeds\":[]}");
        JsonObject preview = Answer.of(post("/ops/connections/smc/dead-letters/" + known + "/preview", ""))
                .body();
        assertThat(preview).doesNotContainKey("rejected");
        assertThat(preview.getJsonArray("requests").toString())
                .contains("/segments/SegmentToSMCStatic/data", OTHER, "***:***")
                .doesNotContain("sandbox-secret");
        send(event("identify", OTHER, "9", "\"traits\":{\"MAIL\":\"" + OTHER + "\"}"));
        settled();

        JsonObject replayed = Answer.of(post("/ops/connections/smc/dead-letters/replay", ids(known, 999_999)))
                .body();
        JsonObject discarded = Answer.of(note(
                        "POST discard",
                        gateway.post(
                                "/ops/connections/smc/dead-letters/discard",
                                ids(thrown).getBytes(StandardCharsets.UTF_8),
                                "Authorization",
                                "Bearer " + SECOND_KEY)))
                .body();

        assertThat(replayed).hasToString("{\"asked\":2,\"done\":1,\"dropped\":[],\"waiting\":0}");
        assertThat(discarded).hasToString("{\"asked\":1,\"done\":1}");
        settled();
        assertThat(Sandbox.smc().members("USERS_SEGMENT", SEGMENT)).contains(OTHER);
        assertThat(ledger("smc").getInt("deadLettered")).isZero();
        assertThat(ledger("smc").getInt("discarded")).isEqualTo(1);
        List<JsonObject> deeds = Answer.of(get("/ops/connections/smc/deeds"))
                .body()
                .getJsonArray("deeds")
                .getValuesAs(JsonObject.class);
        assertThat(deeds)
                .extracting(
                        deed -> deed.getString("who"),
                        deed -> deed.getString("action"),
                        deed -> deed.getString("detail"))
                .containsExactly(
                        tuple("ben", "discard", "dead letter " + thrown),
                        tuple("anna", "replay", "dead letter " + known));
        assertThat(Instant.parse(deeds.get(0).getString("at")))
                .isAfterOrEqualTo(Instant.parse(deeds.get(1).getString("at")));
        assertThat(get("/ops/connections/down/deeds").body()).isEqualTo("{\"deeds\":[]}");
    }

    @Test
    void whatWasRefusedAtTheDoorHasNothingToPreview() throws IOException {
        send(event("identify", OTHER, "10", "\"traits\":[7]"));
        int refused = Answer.of(get("/ops/connections/smc/dead-letters?stage=intake"))
                .body()
                .getJsonArray("deadLetters")
                .getJsonObject(0)
                .getInt("id");

        assertProblem(post("/ops/connections/smc/dead-letters/" + refused + "/preview", ""), 400, "never_accepted");
        assertProblem(post("/ops/connections/smc/dead-letters/999999/preview", ""), 404, "dead_letter_unknown");
        assertProblem(
                post("/ops/connections/down/dead-letters/" + refused + "/preview", ""), 404, "dead_letter_unknown");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, deletions",
        "POST, deletions/find",
        "GET, deeds",
        "GET, dead-letters",
        "GET, dead-letters/1",
        "POST, dead-letters/find",
        "POST, dead-letters/1/preview",
        "POST, dead-letters/replay",
        "POST, dead-letters/discard"
    })
    void eachNeedsAKnownConnectionAndTheKey(String method, String path) throws IOException {
        boolean posted = method.equals("POST");
        byte[] body = (path.endsWith("find") ? "{\"userId\":\"u\"}" : ids(1)).getBytes(StandardCharsets.UTF_8);
        String known = "/ops/connections/smc/" + path;

        String unknown = "/ops/connections/nobody/" + path;
        assertProblem(
                posted ? gateway.post(unknown, body, AS_OPERATOR) : gateway.get(unknown, AS_OPERATOR),
                404,
                "connection_unknown");
        assertProblem(posted ? gateway.post(known, body) : gateway.get(known), 401, "operator_key_wrong");
        String[] wrong = {"Authorization", "Bearer " + Guarded.SERVER_KEY};
        assertProblem(posted ? gateway.post(known, body, wrong) : gateway.get(known, wrong), 401, "operator_key_wrong");
    }

    @Test
    void theCountersCanBeReadByPrometheusWithTheKeyOnly() throws IOException {
        HttpResponse<String> metrics = get("/ops/metrics");

        assertThat(metrics.statusCode()).as(metrics.body()).isEqualTo(200);
        assertThat(metrics.headers().firstValue("Content-Type").orElse("none"))
                .startsWith("text/plain")
                .contains("version=0.0.4");
        assertThat(metrics.body().lines())
                .contains(
                        "event_gateway_accepted_events_total{connection=\"smc\"} "
                                + ledger("smc").getInt("accepted"),
                        "event_gateway_store_refusing 0");
        assertProblem(gateway.get("/ops/metrics"), 401, "operator_key_wrong");
    }

    @Test
    @Order(Integer.MAX_VALUE - 1)
    void noAnswerNamesThePerson() {
        assertThat(answers)
                .isNotEmpty()
                .allSatisfy((asked, answer) -> assertThat(answer).as(asked).doesNotContainIgnoringCase(PERSON));
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void noLogNamesAnyone() throws IOException {
        server.close(); // what is logged while it stops counts too
        WrittenFiles logs = WrittenFiles.of(server);

        assertThat(logs.names()).containsAll(server.logFiles());
        assertThat(logs.linesWith(PERSON)).isEmpty();
        assertThat(logs.linesWith(OTHER)).isEmpty();
    }

    private void send(String... events) throws IOException {
        HttpResponse<String> reply = gateway.post("/v1/batch", "{\"batch\":[" + String.join(",", events) + "]}");
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        note("a batch", reply);
    }

    private static String email(String person) {
        return "opened;" + person + ";1;2;2026-10-20T06:00:00Z";
    }

    private void pickUp(String... records) throws IOException {
        Path file = exports.resolve("export.csv.part");
        Files.writeString(file, "event;user_id;email_id;campaign_id;timestamp\n" + String.join("\n", records));
        Files.move(file, exports.resolve("export.csv"));
        await("the file to be read").atMost(60, SECONDS).until(() -> Files.exists(exports.resolve("done/export.csv")));
    }

    private void settled() {
        await("all settled that SMC gets")
                .atMost(60, SECONDS)
                .until(() -> ledger("smc").getInt("pending") == 0);
    }

    private static int total(HttpResponse<String> deadLetters) {
        return Answer.of(deadLetters).body().getInt("total");
    }

    private String state(String connection) throws IOException {
        return onlyReceipt(connection).getString("state");
    }

    private JsonObject onlyReceipt(String connection) throws IOException {
        List<JsonObject> receipts = receipts(get("/ops/connections/" + connection + "/deletions"));
        assertThat(receipts).hasSize(1);
        return receipts.get(0);
    }

    private List<JsonObject> found(String userId) throws IOException {
        return receipts(post("/ops/connections/smc/deletions/find", "{\"userId\":\"" + userId + "\"}"));
    }

    private static List<JsonObject> receipts(HttpResponse<String> reply) {
        return Answer.of(reply).body().getJsonArray("deletions").getValuesAs(JsonObject.class);
    }

    private static List<String> stores(JsonObject receipt) {
        return receipt.getJsonArray("stores").getValuesAs(JsonObject.class).stream()
                .map(store -> "%s: removed %d, not found %d, left %d"
                        .formatted(
                                store.getString("name"),
                                store.getInt("removed"),
                                store.getInt("notFound"),
                                store.getInt("left")))
                .toList();
    }

    private JsonObject ledger(String connection) throws IOException {
        return gateway.connection(connection, AS_OPERATOR).getJsonObject("ledger");
    }

    /** Of the moment when the receipts were there. */
    private void assertBalance(String connection, int accepted, int deleted, int pending) {
        JsonObject ledger = Objects.requireNonNull(ledgers.get(connection));

        assertThat(List.of(ledger.getInt("accepted"), ledger.getInt("deleted"), ledger.getInt("pending")))
                .containsExactly(accepted, deleted, pending);
        assertThat(ledger.getInt("delivered") + ledger.getInt("deadLettered") + ledger.getInt("discarded"))
                .isEqualTo(accepted - deleted - pending);
    }

    private int deadLetter(String messageId) throws IOException {
        return gateway.deadLetters("smc", AS_OPERATOR).stream()
                .filter(letter -> letter.getString("messageId", "").equals(RUN + "-" + messageId))
                .findFirst()
                .orElseThrow()
                .getInt("id");
    }

    private HttpResponse<String> get(String path) throws IOException {
        return note("GET " + path, gateway.get(path, AS_OPERATOR));
    }

    private HttpResponse<String> post(String path, String body) throws IOException {
        return note("POST " + path, gateway.post(path, body.getBytes(StandardCharsets.UTF_8), AS_OPERATOR));
    }

    private HttpResponse<String> note(String asked, HttpResponse<String> reply) {
        answers.put(answers.size() + " " + asked, reply.headers().map() + "\n" + reply.body());
        return reply;
    }

    private static void assertProblem(HttpResponse<String> reply, int status, String code) {
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
        assertThat(reply.headers().firstValue("Content-Type").orElse("none")).contains("application/problem+json");
        assertThat(Answer.of(reply).code()).isEqualTo(code);
        assertThat(Answer.of(reply).body().getInt("status")).isEqualTo(status);
    }

    private static String ids(int... ids) {
        return "{\"ids\":" + Arrays.toString(ids) + "}";
    }

    private static String memberOfASegment(String userId, String messageId) {
        return event(
                "group",
                userId,
                messageId,
                "\"groupId\":\"" + SEGMENT + "\",\"traits\":{\"matchkey\":\"MAIL\",\"userlist\":\"USERS_SEGMENT\"}");
    }

    private static String event(String type, String userId, String messageId, String members) {
        return "{\"type\":\"" + type + "\",\"userId\":\"" + userId + "\",\"messageId\":\"" + RUN + "-" + messageId
                + "\"," + members + "}";
    }
}
