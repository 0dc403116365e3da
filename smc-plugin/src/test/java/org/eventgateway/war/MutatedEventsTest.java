package org.eventgateway.war;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import org.eventgateway.engine.plugins.FoundPlugins;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.trackingapi.parser.CallHint;
import org.eventgateway.war.http.Reply;
import org.eventgateway.war.http.RequestHead;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand mutated events, each between two good ones, through the door of a real gateway with a real store. */
class MutatedEventsTest {
    private static final int EVENTS = 10_000;
    private static final int EVENTS_PER_CALL = 20;
    private static final RequestHead LOCAL = new RequestHead(Map.of("host", "localhost"), true);
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1e400",
            "12345678901234567890123",
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"Łódź 🎈\"",
            "\"2026-13-99T99:99\"",
            "\"" + "x".repeat(300) + "\"",
            "\"" + "y".repeat(33_000) + "\"",
            "[]",
            "{}",
            "[[[[1]]]]",
            "{\"a\":{\"b\":[null,{}]}}",
            "\"../../etc\"",
            "\"'; DROP TABLE x --\"");
    private static final List<String> NAMES = List.of(
            "type",
            "userId",
            "anonymousId",
            "messageId",
            "event",
            "name",
            "groupId",
            "previousId",
            "timestamp",
            "sentAt",
            "originalTimestamp",
            "context",
            "integrations",
            "properties",
            "traits",
            "USER_ID",
            "unknown",
            "writeKey");

    private final RecordingPlugin plugin = new RecordingPlugin();

    @TempDir
    Path folder;

    @Test
    void neverFailAndNeverCostAGoodNeighbour() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<String> good = new ArrayList<>();
        try (Shell shell = start()) {
            for (int sent = 0; sent < EVENTS; sent += EVENTS_PER_CALL) {
                Reply reply = take(shell, batch(random, sent, good));

                assertThat(reply.status())
                        .as("seed %d, call %d: %s", seed, sent, reply)
                        .isEqualTo(200);
            }
            await().until(() -> shell.operators().connection("main").ledger().pending() == 0);
            assertThat(shell.operators().connection("main").ledger().addsUp()).isTrue();
        }
        assertThat(plugin.delivered)
                .as("seed %d", seed)
                .extracting(Event::messageId)
                .containsAll(good);
    }

    @Test
    void brokenBytesGetAClearAnswer() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        try (Shell shell = start()) {
            for (int call = 0; call < 500; call++) {
                byte[] body = batch(random, call, new ArrayList<>());
                for (int i = 0; i < 1 + random.nextInt(4); i++) {
                    body[random.nextInt(body.length)] = (byte) random.nextInt(256);
                }

                Reply reply = take(shell, body);

                assertThat(reply.status())
                        .as("seed %d, call %d: %s", seed, call, reply)
                        .isIn(200, 400);
            }
        }
    }

    private Shell start() {
        Map<String, String> settings = Map.of(
                "gateway.data-folder", folder.resolve("data").toString(),
                "destinations", "main",
                "destination.main.plugin", "recording",
                "destination.main.token", "token");
        return Shell.start(
                new SmallRyeConfigBuilder()
                        .withSources(new PropertiesConfigSource(settings, "test", 100))
                        .build(),
                new FoundPlugins(List.of(plugin), List.of()),
                Clock.systemUTC(),
                Executors.defaultThreadFactory());
    }

    private static Reply take(Shell shell, byte[] body) {
        return shell.trackingDoor()
                .take(CallHint.BATCH, LOCAL, new ByteArrayInputStream(body))
                .join();
    }

    private static byte[] batch(Random random, int number, List<String> good) {
        StringBuilder json = new StringBuilder("{\"batch\":[");
        for (int i = 0; i < EVENTS_PER_CALL; i++) {
            String id = "good-" + number + "-" + i;
            good.add(id);
            json.append("{\"type\":\"track\",\"event\":\"Good\",\"userId\":\"u\",\"messageId\":\"")
                    .append(id)
                    .append("\"},");
            json.append(mutated(random)).append(i + 1 < EVENTS_PER_CALL ? "," : "");
        }
        return json.append("]}").toString().getBytes(UTF_8);
    }

    /** An event that is still JSON: members are replaced, doubled and left out at random. */
    private static String mutated(Random random) {
        StringBuilder json = new StringBuilder("{\"type\":\"track\"");
        int members = random.nextInt(6);
        int size = 0;
        for (int i = 0; i < members; i++) {
            String value = VALUES.get(random.nextInt(VALUES.size()));
            size += value.length();
            if (size < 10_000 || random.nextInt(40) == 0) {
                json.append(",\"")
                        .append(NAMES.get(random.nextInt(NAMES.size())))
                        .append("\":")
                        .append(value);
            }
        }
        return json.append('}').toString();
    }
}
