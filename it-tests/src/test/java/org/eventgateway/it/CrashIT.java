package org.eventgateway.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** The gateway dies the hard way under load; the sandbox lives on in its own process. */
class CrashIT {
    private static final int SENDERS = 8;
    private static final int EVENTS_PER_BATCH = 20;
    private static final int KILLS = 3;
    /** After a call that failed, as a client would: nobody calls a dead server thousands of times in a second. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Smc smc = Sandbox.smc();

    @Test
    void everyEventThatGotItsAnswerIsInSmcAfterKillAndRestart() throws Exception {
        try (ServerProcess server =
                Sandbox.connected(ServerUnderTest.gateway("crash")).start()) {
            ConcurrentLinkedQueue<String> answered = new ConcurrentLinkedQueue<>();
            for (int kill = 0; kill < KILLS; kill++) {
                loadAndKill(server, "crash" + kill, answered);
                server.launch();
            }
            assertThat(answered).as("the load did something").hasSizeGreaterThan(1_000);

            Set<String> expected = new HashSet<>(answered);
            await("all answered events in SMC")
                    .atMost(120, SECONDS) // after a kill settle-time passes before anything is sent
                    .untilAsserted(() -> assertThat(missing(expected))
                            .as("answered but not in SMC")
                            .isEmpty());
        }
        assertEachUsersFirstArrivalsAreInOrder();
        smc.assertRequestsKeepTheContract();
    }

    /** Loads until every sender has had answers and the server has delivered, then kills it in the midst. */
    private static void loadAndKill(ServerProcess server, String run, ConcurrentLinkedQueue<String> answered)
            throws Exception {
        AtomicBoolean dead = new AtomicBoolean();
        AtomicReference<String> otherwise = new AtomicReference<>("nothing else");
        CountDownLatch warm = new CountDownLatch(SENDERS * 10);
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        for (int sender = 0; sender < SENDERS; sender++) {
            String user = run + "-u" + sender;
            senders.execute(() -> {
                Gateway gateway = new Gateway(server.url());
                for (int batch = 0; !dead.get(); batch++) {
                    List<String> ids = new ArrayList<>();
                    try {
                        int status = gateway.post("/v1/batch", batch(user, batch, ids))
                                .statusCode();
                        if (status == 200) {
                            answered.addAll(ids);
                            warm.countDown();
                        } else {
                            otherwise.set("status " + status);
                        }
                    } catch (IOException e) {
                        otherwise.set(e.toString()); // no answer, no promise
                        LockSupport.parkNanos(PAUSE.toNanos());
                    }
                }
            });
        }
        assertThat(warm.await(60, SECONDS))
                .as("answers before the kill; beside them came %s", otherwise.get())
                .isTrue();
        server.kill();
        dead.set(true);
        senders.shutdown();
        assertThat(senders.awaitTermination(60, SECONDS)).isTrue();
    }

    private static String batch(String user, int batch, List<String> ids) {
        StringBuilder json = new StringBuilder("{\"batch\":[");
        for (int i = 0; i < EVENTS_PER_BATCH; i++) {
            String id = user + "-" + (batch * EVENTS_PER_BATCH + i);
            ids.add(id);
            json.append(i == 0 ? "" : ",")
                    .append("{\"type\":\"track\",\"event\":\"Tick\",\"userId\":\"")
                    .append(user)
                    .append("\",\"messageId\":\"")
                    .append(id)
                    .append("\",\"properties\":{\"n\":")
                    .append(batch * EVENTS_PER_BATCH + i)
                    .append("}}");
        }
        return json.append("]}").toString();
    }

    private Set<String> missing(Set<String> expected) {
        Set<String> missing = new HashSet<>(expected);
        missing.removeAll(new HashSet<>(smc.eventIds()));
        return missing;
    }

    private void assertEachUsersFirstArrivalsAreInOrder() {
        Map<String, Integer> last = new HashMap<>();
        Set<String> seen = new HashSet<>();
        for (String id : smc.loadedEventIds()) {
            if (!id.startsWith("crash") || !seen.add(id)) {
                continue;
            }
            int dash = id.lastIndexOf('-');
            String user = id.substring(0, dash);
            int number = Integer.parseInt(id.substring(dash + 1));
            assertThat(number).as("first arrival of " + id).isGreaterThan(last.getOrDefault(user, -1));
            last.put(user, number);
        }
        assertThat(last).hasSize(SENDERS * KILLS);
    }
}
