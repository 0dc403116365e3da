package org.eventgateway.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Every example of the destination's document, end to end. The files of {@code seed/} are the examples letter by letter; each test
 * is named after the section its example stands in.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeedExamplesIT {
    private final Smc smc = Sandbox.smc();
    private final ServerProcess server;

    SeedExamplesIT() {
        server = Sandbox.connected(ServerUnderTest.gateway("seed-examples"))
                .setting("destination.smc.user-list", "USERS_SEGMENT")
                .setting("destination.smc.business-key", "CUSTOMER_ID")
                .setting(
                        "destination.smc.profile-columns",
                        "LOGINS=@body.property1,NAME=@body.property2,VIP=@body.property3")
                // The page is one of elsewhere, which needs a key that is known.
                .setting("gateway.write-keys", "web=write-key")
                .start();
    }

    @AfterAll
    void stop() {
        server.close();
        smc.assertRequestsKeepTheContract();
    }

    @Test
    void identify() throws IOException {
        Map<String, String> row = arrived(runInThePage("identify.js", "identify"));

        assertThat(row).containsEntry("EVENT_TYPE", "identify").containsEntry("USER_ID", "userId123");
        assertExampleProperties(row);
        List<Map<String, String>> profile = smc.rows(
                "USERS_SEGMENT",
                List.of("CUSTOMER_ID", "NAME", "LOGINS", "VIP"),
                "CUSTOMER_ID",
                "userId123",
                "CUSTOMER_ID");
        assertThat(profile)
                .singleElement()
                .satisfies(contact -> assertThat(contact)
                        .as("the userId is mapped to the Business Key")
                        .containsEntry("CUSTOMER_ID", "userId123")
                        .containsEntry("NAME", "test")
                        .containsEntry("LOGINS", "1")
                        .containsEntry("VIP", "true"));
    }

    @Test
    void track() throws IOException {
        Map<String, String> row = arrived(runInThePage("track.js", "track"));

        // The document's example gives a user id where the library takes the event's name.
        assertThat(row).containsEntry("EVENT_TYPE", "track").containsEntry("EVENT_NAME", "userId123");
        assertExampleProperties(row);
    }

    @Test
    void groupAtTheTrackingDoor() throws IOException {
        assertGroupArrives("/v1/group", 200);
    }

    @Test
    void groupAtThePartnerDoor() throws IOException {
        assertGroupArrives("/partner", 202);
    }

    @Test
    void alias() throws IOException {
        Map<String, String> row = arrived(runInThePage("alias.js", "alias"));

        assertThat(row).containsEntry("EVENT_TYPE", "alias").containsEntry("USER_ID", "507f191e81");
        assertThat(row.get("PREVIOUS_ID"))
                .as("the visitor's id so far")
                .isNotEmpty()
                .isEqualTo(row.get("ANONYMOUS_ID"));
    }

    @Test
    void page() throws IOException {
        Map<String, String> row = arrived(runInThePage("page.js", "page"));

        assertThat(row).containsEntry("EVENT_TYPE", "page").containsEntry("EVENT_NAME", "Home");
        assertThat(object(row, "PROPERTIES").getString("url")).startsWith("https://shop.example.com/home");
    }

    /** What analytics-ios puts on the wire for the example: one gzip batch (SEGSegmentIntegration, SEGHTTPClient). */
    @Test
    void screen() throws IOException {
        assertThat(example("screen.m")).contains("screen:@\"Home\"", "@\"Feed Type\": @\"private\"");
        String messageId = UUID.randomUUID().toString().toUpperCase(Locale.ROOT);
        String now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
        String body = """
                {"sentAt":"NOW","batch":[{"name":"Home","properties":{"Feed Type":"private"},"type":"screen","timestamp":"NOW",
                "messageId":"ID","anonymousId":"7B1F6D52-04A1-4D0C-9E59-5B0A4F2F3C11","integrations":{},"context":{
                "library":{"name":"analytics-ios","version":"3.7.0"},
                "app":{"name":"Shop","version":"1.2","build":"7","namespace":"com.example.shop"},
                "device":{"manufacturer":"Apple","model":"iPhone10,4","id":"1A2B3C4D-0000-4000-8000-000000000001"},
                "os":{"name":"iOS","version":"12.4"},"screen":{"width":375,"height":667},"locale":"en-US",
                "timezone":"Europe/Brussels","network":{"wifi":true,"cellular":false},"traits":{}}}]}""".replace("NOW", now).replace("\"ID\"", "\"" + messageId + "\"");

        HttpResponse<String> reply = new Gateway(server.url())
                .post(
                        "/v1/batch",
                        gzip(body),
                        "Authorization",
                        Gateway.basic("write-key"),
                        "Content-Type",
                        "application/json",
                        "Content-Encoding",
                        "gzip",
                        "Accept-Encoding",
                        "gzip");

        assertThat(reply.statusCode())
                .as("below 300 the library takes its batch for delivered")
                .isEqualTo(200);
        Map<String, String> row = arrived(messageId);
        assertThat(row).containsEntry("EVENT_TYPE", "screen").containsEntry("EVENT_NAME", "Home");
        assertThat(object(row, "PROPERTIES").getString("Feed Type")).isEqualTo("private");
        assertThat(object(row, "CONTEXT").getJsonObject("library").getString("name"))
                .isEqualTo("analytics-ios");
    }

    private void assertGroupArrives(String path, int status) throws IOException {
        smc.clear("USERS_SEGMENT", "SegmentToSMCStatic");
        int before = groupRows();

        Answer answer = Answer.of(new Gateway(server.url(), "write-key").post(path, example("group.json")));

        assertThat(answer.body().toString()).isEqualTo("{\"success\":true}");
        assertThat(answer.status()).isEqualTo(status);
        await("the member")
                .atMost(30, SECONDS)
                .untilAsserted(() -> assertThat(smc.members("USERS_SEGMENT", "SegmentToSMCStatic"))
                        .containsExactly("segmenttest@selligent.com"));
        assertThat(groupRows()).as("group events in the events list").isEqualTo(before + 1);
    }

    private int groupRows() {
        return (int) smc.rows("segment_events", "USER_ID", "segmenttest@selligent.com", "EVENT_ID").stream()
                .filter(row ->
                        "group".equals(row.get("EVENT_TYPE")) && "SegmentToSMCStatic".equals(row.get("GROUP_ID")))
                .count();
    }

    /** Runs an example in a page with the browser library; answers the message id the library gave the call. */
    private String runInThePage(String file, String type) throws IOException {
        Node.assumeAvailable();
        String said = Node.run(
                "seed-example.mjs", server.url(), "write-key", path(file).toString());
        JsonObject result = object(said);
        assertThat(result.getJsonArray("errors")).isEmpty();
        JsonObject call = result.getJsonArray("delivered").getJsonObject(0);
        assertThat(call.getString("type")).isEqualTo(type);
        return call.getString("messageId");
    }

    private Map<String, String> arrived(String messageId) {
        return await("the event in SMC")
                .atMost(30, SECONDS)
                .until(() -> smc.rows("segment_events", "EVENT_ID", messageId, "EVENT_ID"), rows -> rows.size() == 1)
                .get(0);
    }

    private static void assertExampleProperties(Map<String, String> row) {
        assertThat(object(row, "PROPERTIES"))
                .isEqualTo(object("{\"property1\":1,\"property2\":\"test\",\"property3\":true}"));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static String example(String file) throws IOException {
        return Files.readString(path(file));
    }

    private static Path path(String file) {
        return Path.of(System.getProperty("it.seed"), file);
    }

    private static JsonObject object(Map<String, String> row, String column) {
        return object(row.getOrDefault(column, ""));
    }

    private static JsonObject object(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
