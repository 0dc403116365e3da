package org.eventgateway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The promise behind every answer, seen from below: the system calls of the running gateway. */
@Tag(ServerUnderTest.NAMED)
class FlushBeforeAnswerIT {
    /** Few enough that all their events together make no block that is compressed: the ids have to be legible in what is written. */
    private static final int CLIENTS = 5;

    private static final int REQUESTS = 24;
    private static final Pattern EVENT_ID = Pattern.compile("flush-\\d+-\\d+-e");
    private static final List<String> TYPES = List.of("identify", "track", "group", "alias", "page", "screen");

    @Test
    void everyEventIsFlushedToTheDiskBeforeItIsAnswered() throws Exception {
        assumeTrue(Strace.isUsable(), "strace is missing, or this machine does not let it watch a process");
        try (ServerProcess server =
                Sandbox.connected(Liberty.gateway("flush-before-answer")).start()) {
            Gateway gateway = new Gateway(server.url());
            assertThat(gateway.post("/v1/track", event("track", "warm-up")).statusCode())
                    .isEqualTo(200);

            Strace strace = Strace.attach(server.pid(), server.folder());
            try {
                post(gateway);
            } finally {
                strace.detach();
            }

            try (Stream<String> lines = Files.lines(strace.trace(), StandardCharsets.ISO_8859_1)) {
                SyncTrace trace = SyncTrace.of(lines, EVENT_ID);
                assertThat(trace.violations()).isEmpty();
                assertThat(trace.answers()).as("answers seen").isEqualTo(CLIENTS * REQUESTS);
                assertThat(trace.largestGroup())
                        .as("events behind one flush: the clients were in each other's way")
                        .isGreaterThan(1);
            }
        }
    }

    private static void post(Gateway gateway) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<?>> posting = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                int number = client;
                posting.add(clients.submit(() -> {
                    for (int i = 0; i < REQUESTS; i++) {
                        String type = TYPES.get(i % TYPES.size());
                        assertThat(gateway.post("/v1/" + type, event(type, "flush-" + number + "-" + i + "-e"))
                                        .statusCode())
                                .isEqualTo(200);
                    }
                    return null;
                }));
            }
            for (Future<?> each : posting) {
                each.get();
            }
        } finally {
            clients.shutdownNow();
        }
    }

    private static String event(String type, String id) {
        return "{\"userId\":\"" + id + "-user\",\"messageId\":\"" + id + "\",\"event\":\"Tick\",\"name\":\"Home\","
                + "\"groupId\":\"VIP_STATIC\",\"previousId\":\"before\",\"traits\":{\"matchkey\":\"CUSTOMER_ID\","
                + "\"userlist\":\"USERS_SEGMENT\"},\"type\":\"" + type + "\"}";
    }
}
