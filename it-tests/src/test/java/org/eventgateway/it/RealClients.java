package org.eventgateway.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.segment.analytics.Analytics;
import com.segment.analytics.Callback;
import com.segment.analytics.messages.AliasMessage;
import com.segment.analytics.messages.GroupMessage;
import com.segment.analytics.messages.IdentifyMessage;
import com.segment.analytics.messages.Message;
import com.segment.analytics.messages.MessageBuilder;
import com.segment.analytics.messages.PageMessage;
import com.segment.analytics.messages.ScreenMessage;
import com.segment.analytics.messages.TrackMessage;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the libraries of the field send arrives in SMC, complete and in order. Run once per server and context root. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RealClients {
    private static final String TEXT = "Łódź – 東京 – 🎈";
    private static final String OPERATOR_KEY = "clients-operator-key-4715";
    private static final List<String> CALLS = List.of("identify", "track", "page", "screen", "group", "alias");

    private final Smc smc = Sandbox.smc();
    private final WireTap tap = WireTap.before(Sandbox.url());
    private final ServerProcess server;

    RealClients(ServerProcess.Builder<?> gateway) {
        this.server = Sandbox.connected(gateway)
                .setting("destination.smc.admin-url", tap.url().toString())
                // The browser's page is one of elsewhere, which needs a key that is known.
                .setting("gateway.write-keys", "web=write-key")
                .setting("gateway.operator-key", OPERATOR_KEY)
                .start();
    }

    @AfterAll
    void stop() {
        server.close();
        tap.close();
        smc.assertRequestsKeepTheContract();
    }

    @Test
    void theJavaLibraryDeliversAllSixCallsInOrder() throws IOException {
        String run = "java-" + Long.toHexString(ThreadLocalRandom.current().nextLong());
        ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<String> successes = new ConcurrentLinkedQueue<>();
        Analytics analytics = Analytics.builder("write-key")
                .setUploadURL(server.url() + "/v1/import/")
                .callback(new Callback() {
                    @Override
                    public void success(Message message) {
                        successes.add(message.messageId());
                    }

                    @Override
                    public void failure(Message message, Throwable throwable) {
                        failures.add(message.messageId() + ": " + throwable);
                    }
                })
                .build();
        String user = run;
        enqueue(
                analytics,
                run,
                "identify",
                user,
                IdentifyMessage.builder().traits(Map.of("email", "java@example.com", "city", TEXT)));
        enqueue(
                analytics,
                run,
                "track",
                user,
                TrackMessage.builder("Order Completed").properties(Map.of("revenue", 39.95, "note", TEXT)));
        enqueue(analytics, run, "page", user, PageMessage.builder("Home").properties(Map.of("title", TEXT)));
        enqueue(
                analytics,
                run,
                "screen",
                user,
                ScreenMessage.builder("Settings").properties(Map.of("feed", "private")));
        enqueue(
                analytics,
                run,
                "group",
                "segmenttest@selligent.com",
                GroupMessage.builder("SegmentToSMCStatic")
                        .traits(Map.of("matchkey", "MAIL", "method", "ADD", "userlist", "USERS_SEGMENT")));
        enqueue(analytics, run, "alias", user, AliasMessage.builder("visitor-" + run));
        analytics.flush();
        await().atMost(30, SECONDS).until(() -> successes.size() + failures.size() >= CALLS.size());
        analytics.shutdown();

        assertThat(failures).isEmpty();
        assertThat(successes)
                .containsExactlyInAnyOrderElementsOf(
                        CALLS.stream().map(call -> run + "-" + call).toList());
        assertArrived(run);
        assertThat(smc.members("USERS_SEGMENT", "SegmentToSMCStatic")).contains("segmenttest@selligent.com");
    }

    @Test
    void theNodeLibraryDeliversAllSixCallsInOrder() throws IOException {
        assertDelivers("analytics-node.mjs", "node", "@segment/analytics-node");
    }

    @Test
    void theNodeLibraryOfTheLastMajorVersionDeliversAllSixCallsInOrder() throws IOException {
        assertDelivers("analytics-node.mjs", "node2", "@segment/analytics-node-2");
    }

    @Test
    void theRetiredNodeLibraryDeliversAllSixCallsInOrder() throws IOException {
        assertDelivers("analytics-node-retired.mjs", "retired");
    }

    @Test
    void theBrowserLibraryTakesItsSettingsFromTheGatewayAndDeliversAllSixCallsInOrder() throws IOException {
        assertDelivers("analytics-next.mjs", "browser");
    }

    @Test
    void theServerRunsTheWarThatWasBuilt() throws IOException {
        assertThat(DeployedWar.sha256(server.deployedWar())).isEqualTo(DeployedWar.sha256(DeployedWar.built()));
    }

    /** The transports of some servers drop the body of a DELETE without a word, so the wire is asked. */
    @Test
    void theDeleteThatTakesSomeoneOutOfASegmentCarriesItsBodyOnTheWire() throws IOException {
        String run = "remove-" + Long.toHexString(ThreadLocalRandom.current().nextLong());
        Gateway gateway = new Gateway(server.url(), "write-key");

        assertThat(gateway.post("/v1/group", removal(run)).statusCode()).isEqualTo(200);
        await("the removal in SMC")
                .atMost(30, SECONDS)
                .until(() -> smc.eventIds().contains(run)
                        && !smc.members("USERS_SEGMENT", "SegmentToSMCStatic").contains("segmenttest@selligent.com"));

        String delete = tap.written().stream()
                .filter(bytes -> bytes.contains("DELETE /"))
                .map(bytes -> bytes.substring(bytes.lastIndexOf("DELETE /")))
                .findFirst()
                .orElseThrow();
        assertThat(delete)
                .startsWith(
                        "DELETE /Portal/Api/organizations/ACME/lists/USERS_SEGMENT/segments/SegmentToSMCStatic/data?");
        int end = delete.indexOf("\r\n\r\n");
        int length =
                Integer.parseInt(delete.substring(0, end).replaceAll("(?is).*\\r\\ncontent-length: *(\\d+).*", "$1"));
        assertThat(delete.substring(end + 4, end + 4 + length)).isEqualTo("[[\"segmenttest@selligent.com\"]]");
        assertThat(delete.substring(0, end)).as("the marker stays here").doesNotContain("X-Send-As");
    }

    private static String removal(String messageId) {
        return """
                {"messageId":"%s","userId":"segmenttest@selligent.com","groupId":"SegmentToSMCStatic",
                 "traits":{"matchkey":"MAIL","method":"REMOVE","userlist":"USERS_SEGMENT"}}""".formatted(messageId);
    }

    private void assertDelivers(String script, String name, String... more) throws IOException {
        Node.assumeAvailable();
        String run = name + "-" + Long.toHexString(ThreadLocalRandom.current().nextLong());

        String said = Node.run(
                script,
                Stream.concat(Stream.of(server.url(), "write-key", run), Stream.of(more))
                        .toArray(String[]::new));

        assertThat(said).isEqualTo("{\"succeeded\":6,\"errors\":[]}");
        assertArrived(run);
    }

    /** A client that does not take an answer for a success sends again; the ledger counts what comes again. */
    private void assertNothingCameTwice() throws IOException {
        JsonObject ledger = new Gateway(server.url())
                .connection("smc", "Authorization", "Bearer " + OPERATOR_KEY)
                .getJsonObject("ledger");
        assertThat(ledger.getInt("accepted")).as("accepted").isPositive();
        assertThat(ledger.getInt("repeats")).as("repeats").isZero();
    }

    private void assertArrived(String run) throws IOException {
        List<String> ids = CALLS.stream().map(call -> run + "-" + call).toList();
        await("all six calls in SMC")
                .atMost(30, SECONDS)
                .until(() -> smc.eventIds().containsAll(ids));

        assertThat(smc.loadedEventIds().stream().filter(ids::contains).distinct())
                .as("order of arrival")
                .isEqualTo(ids);
        Map<String, String> identify = row(run + "-identify");
        assertThat(identify).containsEntry("EVENT_TYPE", "identify");
        assertThat(object(identify, "PROPERTIES").getString("city")).isEqualTo(TEXT);
        Map<String, String> track = row(run + "-track");
        assertThat(track)
                .containsEntry("EVENT_TYPE", "track")
                .containsEntry("EVENT_NAME", "Order Completed")
                .containsEntry("USER_ID", run);
        assertThat(object(track, "PROPERTIES").getString("note")).isEqualTo(TEXT);
        assertThat(object(track, "PROPERTIES").getJsonNumber("revenue").doubleValue())
                .isEqualTo(39.95);
        assertThat(object(track, "CONTEXT").getJsonObject("library").getString("name"))
                .isNotEmpty();
        assertThat(track.get("EVENT_DT")).isNotEmpty();
        assertThat(row(run + "-page")).containsEntry("EVENT_TYPE", "page").containsEntry("EVENT_NAME", "Home");
        assertThat(row(run + "-screen")).containsEntry("EVENT_TYPE", "screen").containsEntry("EVENT_NAME", "Settings");
        assertThat(row(run + "-group"))
                .containsEntry("EVENT_TYPE", "group")
                .containsEntry("GROUP_ID", "SegmentToSMCStatic");
        assertThat(row(run + "-alias"))
                .containsEntry("EVENT_TYPE", "alias")
                .containsEntry("PREVIOUS_ID", "visitor-" + run);
        assertNothingCameTwice();
    }

    private Map<String, String> row(String eventId) {
        List<Map<String, String>> rows = smc.rows("segment_events", "EVENT_ID", eventId, "EVENT_ID");
        assertThat(rows).as("rows of " + eventId).hasSize(1);
        return rows.get(0);
    }

    private static void enqueue(
            Analytics analytics, String run, String call, String user, MessageBuilder<?, ?> message) {
        analytics.enqueue(message.userId(user).messageId(run + "-" + call));
    }

    private static JsonObject object(Map<String, String> row, String column) {
        try (var reader = Json.createReader(new StringReader(row.getOrDefault(column, "")))) {
            return reader.readObject();
        }
    }
}
