package org.eventgateway.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What comes out of SMC, through the running server: files and requests in, a strict Tracking API at the other end. Four sources by name:
 * {@code smc} reads a folder, {@code web} takes requests, {@code echo} and {@code foreign} are sent round through the gateway's own door
 * back towards SMC.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SourcesIT {
    private static final String SECRET = "web-secret";
    private static final Path SAMPLES =
            Path.of(System.getProperty("basedir", ".")).resolve("../smc-plugin/smc/src/test/resources/source");
    private static final List<String> GOLDEN =
            List.of("delivered", "opened", "link-clicked", "marked-as-spam", "bounced", "unsubscribed");

    private final StrictTrackingApi out = new StrictTrackingApi();
    private Path folder;
    private ServerProcess server;
    private Gateway gateway;

    @BeforeAll
    void start() throws IOException {
        folder = Files.createTempDirectory(Path.of(System.getProperty("it.work")), "exports");
        int port = FreePort.next();
        server = Sandbox.connected(ServerUnderTest.gateway("sources"))
                .port(port)
                .setting("destinations", "smc,out,self")
                .setting("sources", "smc,web,echo,foreign")
                .setting("gateway.routes.tracking", "smc")
                .setting("destination.out.plugin", "tracking-api")
                .setting("destination.out.url", out.url())
                .setting("destination.out.write-key", StrictTrackingApi.WRITE_KEY)
                .setting("destination.out.allow-insecure-url", "true")
                .setting("destination.self.plugin", "tracking-api")
                .setting("destination.self.url", "http://127.0.0.1:" + port)
                .setting("destination.self.write-key", "own-door")
                .setting("destination.self.allow-insecure-url", "true")
                .setting("source.smc.organization", "Acme Shop")
                .setting("source.smc.to", "out")
                .setting("source.smc.time-zone", "Europe/Brussels")
                .setting("source.smc.folder", folder.toAbsolutePath().toString())
                .setting("source.smc.quiet-period", "1s")
                .setting("source.smc.poll-interval", "200ms")
                .setting("source.web.plugin", "smc")
                .setting("source.web.organization", "Acme Shop")
                .setting("source.web.account", "web")
                .setting("source.web.to", "out")
                .setting("source.web.shared-secret", SECRET)
                .setting("source.echo.plugin", "smc")
                .setting("source.echo.organization", "acme")
                .setting("gateway.routes.echo", "self")
                .setting("source.foreign.plugin", "smc")
                .setting("source.foreign.organization", "Somebody Else")
                .setting("source.foreign.to", "self")
                .start();
        gateway = new Gateway(server.url());
    }

    @AfterAll
    void stop() {
        server.close();
        out.close();
    }

    @Test
    void anExportFileBecomesTheSixEventsOfTheCataloguePage() throws IOException {
        arrive("interactions.csv", Files.readAllBytes(SAMPLES.resolve("interactions.csv")));

        List<JsonObject> arrived = awaitArrivals("file", 6, Golden.WITH_ID);
        assertThat(arrived).containsExactlyInAnyOrderElementsOf(golden(Golden.WITH_ID));
        await().atMost(30, SECONDS).until(() -> Files.exists(folder.resolve("done/interactions.csv")));
        assertThat(folder.resolve("interactions.csv")).doesNotExist();
        assertThat(out.problems()).isEmpty();
    }

    @Test
    void aWebComponentsRequestBecomesTheSameEvents() throws IOException {
        Answer answer = post("web", Files.readString(SAMPLES.resolve("interactions.json")), "X-Shared-Secret", SECRET);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().getInt("events")).isEqualTo(6);
        assertThat(awaitArrivals("web", 6, Golden.WITHOUT_ID))
                .containsExactlyInAnyOrderElementsOf(golden(Golden.WITHOUT_ID));
        assertThat(out.problems()).isEmpty();
    }

    @Test
    void aRequestThatIsSentAgainMakesNoSecondEvent() throws IOException {
        String body = opened("again");

        assertThat(post("web", body, "X-Shared-Secret", SECRET).body().getInt("repeats"))
                .isZero();
        assertThat(post("web", body, "X-Shared-Secret", SECRET).body().getInt("repeats"))
                .isEqualTo(1);
    }

    @Test
    void theDoorSaysWhatItDoesNotTake() throws IOException {
        String good = opened("u");

        assertThat(post("web", good).status()).isEqualTo(401);
        assertThat(post("web", good, "X-Shared-Secret", "guess").status()).isEqualTo(401);
        assertThat(post("nowhere", good, "X-Shared-Secret", SECRET).status()).isEqualTo(404);
        assertThat(post("web", "{\"event\":\"brewed\"}", "X-Shared-Secret", SECRET)
                        .status())
                .isEqualTo(400);
        Answer partly = post("web", good + "\n{\"event\":\"brewed\"}\n", "X-Shared-Secret", SECRET);
        assertThat(partly.status()).isEqualTo(200);
        assertThat(partly.body().getJsonArray("errors").getJsonObject(0).getInt("position"))
                .isEqualTo(2);
    }

    @Test
    void badRowsNeverStopTheGoodOnesAndEachIsReported() throws IOException {
        byte[] head = ("EVENT;USER_ID;MAIL;EMAIL_ID;EMAIL_SUBJECT;CAMPAIGN_ID;CAMPAIGN_NAME;TIMESTAMP\n"
                        + row("viewed", "bad-rows", "2026-10-20T08:00:00Z")
                        + row("brewed", "bad-rows", "2026-10-20T08:00:01Z")
                        + row("viewed", "bad-rows", "yesterday")
                        + "viewed;;;;;;;2026-10-20T08:00:03Z\n"
                        + "viewed;bad-rows;too few\n"
                        + "viewed;bad-")
                .getBytes(StandardCharsets.UTF_8);
        byte[] tail = ("ws;m@example.org;1;S;2;C;2026-10-20T08:00:05Z\n"
                        + row("viewed", "bad-rows-2", "2026-10-20T08:00:06Z"))
                .getBytes(StandardCharsets.UTF_8);
        byte[] file = new byte[head.length + 1 + tail.length];
        System.arraycopy(head, 0, file, 0, head.length);
        file[head.length] = (byte) 0xE9; // no UTF-8
        System.arraycopy(tail, 0, file, head.length + 1, tail.length);

        arrive("bad.csv", file);

        await().atMost(30, SECONDS).until(() -> Files.exists(folder.resolve("failed/bad.csv")));
        List<String> report = Files.readAllLines(folder.resolve("failed/bad.csv.report"));
        assertThat(report.subList(1, report.size()))
                .extracting(line -> line.split("\t", -1)[0] + " " + line.split("\t", -1)[1])
                .containsExactly(
                        "3 unknown_event",
                        "4 timestamp_unreadable",
                        "5 identity_missing",
                        "6 wrong_column_count",
                        "7 wrong_charset");
        assertThat(gateway.deadLetters("out"))
                .extracting(letter -> letter.getJsonObject("reason").getString("text"))
                .anySatisfy(text -> assertThat(text).startsWith("bad.csv: Line 3: "))
                .anySatisfy(text -> assertThat(text).startsWith("bad.csv: Line 7: "));
        await().atMost(30, SECONDS)
                .untilAsserted(() -> assertThat(out.events())
                        .extracting(event -> event.getString("userId", ""))
                        .contains("bad-rows", "bad-rows-2"));
    }

    @Test
    void aHalfWrittenFileIsLeftAloneUntilItsMarkerComes() throws IOException {
        Path growing = folder.resolve("growing.jsonl");
        Files.createFile(growing);
        for (int i = 0; i < 8; i++) {
            // Every 300 ms something more: it never stands still for a second.
            Files.writeString(
                    growing, opened("growing").replace("06:00:00", "06:00:0" + i) + "\n", StandardOpenOption.APPEND);
            assertThat(folder.resolve("done/growing.jsonl")).doesNotExist();
            await().pollDelay(Duration.ofMillis(300)).until(() -> true);
        }
        Files.createFile(folder.resolve("growing.jsonl.done"));

        await().atMost(30, SECONDS).until(() -> Files.exists(folder.resolve("done/growing.jsonl")));
        assertThat(folder.resolve("growing.jsonl.done")).doesNotExist();
        await().atMost(30, SECONDS)
                .until(() -> out.events().stream()
                                .filter(event -> event.getString("userId", "").equals("growing"))
                                .count()
                        == 8);
    }

    @Test
    void whatWasBornInAnOrganizationNeverGoesBackIntoIt() throws IOException {
        long rows = Sandbox.smc().count("segment_events");

        assertThat(post("echo", Files.readString(SAMPLES.resolve("interactions.json")))
                        .status())
                .isEqualTo(200);
        await().atMost(30, SECONDS).untilAsserted(() -> assertThat(filtered()).isEqualTo(6));
        assertThat(Sandbox.smc().count("segment_events")).as("echoes").isEqualTo(rows);

        // The same way round is open for what was born elsewhere: it is the guard that holds, not a closed way.
        assertThat(post("foreign", Files.readString(SAMPLES.resolve("interactions.json")))
                        .status())
                .isEqualTo(200);
        await().atMost(30, SECONDS)
                .untilAsserted(
                        () -> assertThat(Sandbox.smc().count("segment_events")).isEqualTo(rows + 6));
        assertThat(filtered()).isEqualTo(6);
    }

    @Test
    void operatorsSeeEverySource() throws IOException {
        List<JsonObject> sources = Answer.of(gateway.get("/ops/sources"))
                .body()
                .getJsonArray("sources")
                .getValuesAs(JsonObject.class);

        assertThat(sources)
                .extracting(source -> source.getString("name") + " " + source.getString("state"))
                .containsExactly("smc receiving", "web receiving", "echo receiving", "foreign receiving");
    }

    private int filtered() throws IOException {
        return gateway.connection("smc")
                .getJsonObject("ledger")
                .getJsonObject("filtered")
                .getInt("born_in_smc", 0);
    }

    private Answer post(String source, String body, String... headers) throws IOException {
        return Answer.of(gateway.post("/receive/" + source, body.getBytes(StandardCharsets.UTF_8), headers));
    }

    /** Puts a file into the folder as a careful program does: written elsewhere, then moved. */
    private void arrive(String name, byte[] content) throws IOException {
        Path draft = folder.resolve("." + name);
        Files.write(draft, content);
        Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private List<JsonObject> awaitArrivals(String what, int count, Golden form) {
        List<JsonObject> found = new ArrayList<>();
        await(what).atMost(60, SECONDS).until(() -> {
            found.clear();
            for (JsonObject event : out.events()) {
                JsonObject comparable = form.of(event);
                if (goldenUsers().contains(event.getString("userId", event.getString("anonymousId", "")))
                        && isMine(what, event)) {
                    found.add(comparable);
                }
            }
            return found.size() >= count;
        });
        return found;
    }

    /** The ids of the file's events are those of the golden files; the other way in has another account. */
    private static boolean isMine(String what, JsonObject event) {
        boolean ofFile = golden(Golden.WITH_ID).stream()
                .anyMatch(golden -> golden.getString("messageId").equals(event.getString("messageId")));
        return ofFile == what.equals("file");
    }

    private static List<String> goldenUsers() {
        return golden(Golden.WITH_ID).stream()
                .map(event -> event.getString("userId", event.getString("anonymousId", "")))
                .toList();
    }

    private static List<JsonObject> golden(Golden form) {
        return GOLDEN.stream()
                .map(name -> form.of(read(SAMPLES.resolve("golden/email-" + name + ".json"))))
                .toList();
    }

    private static JsonObject read(Path file) {
        try (var reader = Json.createReader(Files.newInputStream(file))) {
            return reader.readObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String opened(String user) {
        return "{\"event\":\"opened\",\"user_id\":\"" + user + "\",\"email\":\"u@example.org\",\"email_id\":\"9\","
                + "\"email_subject\":\"S\",\"campaign_id\":\"1\",\"campaign_name\":\"C\","
                + "\"timestamp\":\"2026-10-20T06:00:00Z\"}";
    }

    private static String row(String event, String user, String time) {
        return event + ";" + user + ";m@example.org;1;S;2;C;" + time + "\n";
    }

    /** What can be compared of an event: not when it was sent. */
    private enum Golden {
        WITH_ID,
        WITHOUT_ID;

        JsonObject of(JsonObject event) {
            JsonObjectBuilder plain = Json.createObjectBuilder(event).remove("sentAt");
            plain.add(
                    "properties",
                    Json.createObjectBuilder(event.getJsonObject("properties")).remove("sentAt"));
            return (this == WITH_ID ? plain : plain.remove("messageId")).build();
        }
    }
}
