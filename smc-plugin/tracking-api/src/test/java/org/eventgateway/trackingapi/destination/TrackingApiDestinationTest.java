package org.eventgateway.trackingapi.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eventgateway.trackingapi.destination.Events.batch;
import static org.eventgateway.trackingapi.destination.Events.ofSize;
import static org.eventgateway.trackingapi.destination.Events.track;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eventgateway.plugin.Category;
import org.eventgateway.plugin.destination.CheckReport;
import org.eventgateway.plugin.destination.DeliveryResult;
import org.eventgateway.plugin.destination.Destination;
import org.eventgateway.plugin.destination.DestinationContext;
import org.eventgateway.plugin.destination.Outcome;
import org.eventgateway.plugin.destination.Preview;
import org.eventgateway.plugin.destination.Shipment;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.Person;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrackingApiDestinationTest {
    private final SteppedClock clock = new SteppedClock(Instant.parse("2026-11-22T10:00:00.123Z"));
    private StrictReceiver receiver;
    private Destination destination;

    @BeforeEach
    void start() throws IOException {
        receiver = new StrictReceiver();
        destination = open(Map.of());
    }

    @AfterEach
    void stop() {
        destination.close();
        receiver.close();
    }

    @Test
    void deliversABatchInOrderInOneCallThatAStrictReceiverTakes() {
        DeliveryResult result = destination.deliver(batch(track("a"), track("b"), track("c")));

        assertThat(receiver.problems()).isEmpty();
        assertThat(receiver.requests()).hasSize(1);
        assertThat(receiver.requests().get(0).path()).isEqualTo("/v1/batch");
        assertThat(receiver.messageIds()).containsExactly("a", "b", "c");
        assertThat(settled(result)).isEqualTo(Map.of(1L, "delivered", 2L, "delivered", 3L, "delivered"));
    }

    @Test
    void stampsTheTimeOfSendingOnBatchAndItems() {
        Shipment shipment = destination.prepare(batch(track("a")));
        clock.advance(Duration.ofMinutes(3));
        shipment.send();

        JsonObject body = receiver.requests().get(0).body();
        assertThat(body.getString("sentAt")).isEqualTo("2026-11-22T10:03:00.123Z");
        assertThat(body.getJsonArray("batch").getJsonObject(0).getString("sentAt"))
                .isEqualTo("2026-11-22T10:03:00.123Z");
    }

    @Test
    void writesHeaderFieldsFromTheEventAndKeepsEverythingElse() {
        destination.deliver(batch(track("the-id", """
                { "messageId" : "other" , "userId": 17, "sentAt":"2001-01-01T00:00:00Z", "writeKey":"theirs",
                  "originalTimestamp":"2026-11-22T12:00:00Z","receivedAt":"2026-11-22T09:00:01Z",
                  "event":"Émail \\u00e9 \\"x\\"", "properties": {"n": 1.50, "deep": [ {"a": null} ] }, "mine" : true ,
                  "timestamp": 5 }""")));

        assertThat(receiver.problems()).isEmpty();
        JsonObject item = receiver.requests().get(0).items().get(0);
        assertThat(item.getString("messageId")).isEqualTo("the-id");
        assertThat(item.getString("userId")).isEqualTo("u1");
        assertThat(item.getString("timestamp")).isEqualTo("2026-11-22T09:00:00.250Z");
        assertThat(item.getString("event")).isEqualTo("Émail é \"x\"");
        assertThat(item.getJsonObject("properties")).hasToString("{\"n\":1.50,\"deep\":[{\"a\":null}]}");
        assertThat(item.getBoolean("mine")).isTrue();
        assertThat(item).doesNotContainKeys("originalTimestamp", "receivedAt", "writeKey");
    }

    @Test
    void splitsABatchAtTheMostEventsOfOneCall() {
        DeliveryResult result = destination.deliver(batch(5_001));

        assertThat(receiver.problems()).isEmpty();
        assertThat(receiver.requests())
                .extracting(request -> request.items().size())
                .containsExactly(2_500, 2_500, 1);
        assertThat(settled(result)).hasSize(5_001).containsValue("delivered").doesNotContainValue("retry");
    }

    @Test
    void splitsABatchAtTheLargestBodyOfOneCall() {
        Event[] events = new Event[40];
        for (int i = 0; i < events.length; i++) {
            events[i] = ofSize("m" + i, 30_000);
        }

        destination.deliver(batch(events));

        assertThat(receiver.problems()).isEmpty();
        assertThat(receiver.requests())
                .allSatisfy(request -> assertThat(request.bytes()).isLessThanOrEqualTo(500_000));
        assertThat(receiver.requests()).hasSize(3);
        assertThat(receiver.messageIds()).hasSize(40);
    }

    @Test
    void rejectsATooLargeEventAndDeliversTheOthers() {
        DeliveryResult result = destination.deliver(batch(track("a"), ofSize("b", 32_800), track("c")));

        assertThat(settled(result)).isEqualTo(Map.of(1L, "delivered", 2L, "rejected event_too_large", 3L, "delivered"));
        assertThat(receiver.messageIds()).containsExactly("a", "c");
    }

    @Test
    void rejectsAnEventTheAnswerNamesAsRefused() {
        receiver.answering(200, Map.of(), "{\"success\":true,\"errors\":[{\"index\":1,\"code\":\"no_user_anon_id\"}]}");

        DeliveryResult result = destination.deliver(batch(track("a"), track("b")));

        assertThat(settled(result)).isEqualTo(Map.of(1L, "delivered", 2L, "rejected refused_by_gateway"));
    }

    @Test
    void rejectsAThousandEventsThatTheAnswerNamesAsRefused() {
        receiver.answering(200, Map.of(), errors(1_000, "It has no user."));

        Map<Long, String> settled = settled(destination.deliver(batch(1_001)));

        assertThat(Collections.frequency(settled.values(), "rejected refused_by_gateway"))
                .isEqualTo(1_000);
        assertThat(settled).containsEntry(1_001L, "delivered");
    }

    @Test
    void isInDoubtOfASuccessThatIsTooLongToBeReadWhole() {
        receiver.answering(200, Map.of(), errors(1_000, "x".repeat(1_100)));

        assertThat(destination.deliver(batch(1))).isInstanceOf(DeliveryResult.Unknown.class);
    }

    @Test
    void isInDoubtOfAPageAndSendsAgain() {
        receiver.answering(200, Map.of("Content-Type", "text/html"), "<html><body>Log in</body></html>");
        Shipment shipment = destination.prepare(batch(2));

        assertThat(shipment.send()).isInstanceOf(DeliveryResult.Unknown.class);
        assertThat(settled(shipment.send())).hasSize(2).doesNotContainValue("retry");
    }

    @Test
    void sendsOnlyTheOpenCallsAgain() {
        receiver.answering(200).answering(500);
        Shipment shipment = destination.prepare(batch(2_501));

        assertThat(shipment.send())
                .isInstanceOfSatisfying(
                        DeliveryResult.Unknown.class,
                        unknown -> assertThat(unknown.outcomes()).hasSize(2_500).doesNotContainKey(2_501L));
        DeliveryResult second = shipment.send();

        assertThat(receiver.requests())
                .extracting(request -> request.items().size())
                .containsExactly(2_500, 1, 1);
        assertThat(settled(second)).containsOnlyKeys(2_501L).doesNotContainValue("retry");
    }

    @Test
    void tellsWhatWasTakenBeforeALaterCallHasToWait() {
        receiver.answering(200).answering(429, Map.of("Retry-After", "7"), "");

        assertThat(destination.deliver(batch(2_501)))
                .isInstanceOfSatisfying(
                        DeliveryResult.Throttled.class,
                        throttled ->
                                assertThat(throttled.outcomes()).hasSize(2_500).doesNotContainKey(2_501L));
    }

    @Test
    void settlesWhatWasTakenBeforeALaterCallIsRefused() {
        receiver.answering(200).answering(400);

        DeliveryResult result = destination.deliver(batch(2_501));

        assertThat(settled(result)).hasSize(2_500).doesNotContainKey(2_501L);
    }

    @Test
    void retriesEverythingThatIsOpenWhenTheGatewayIsUnavailable() {
        receiver.answering(503);

        assertThat(settled(destination.deliver(batch(2_501)))).hasSize(2_501).doesNotContainValue("delivered");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 422, 501})
    void refusesTheBatchSoThatTheEngineHalvesIt(int status) {
        receiver.answering(status);

        assertThat(destination.deliver(batch(2))).isInstanceOf(DeliveryResult.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 405})
    void pausesForAnOperatorWhenKeyOrAddressIsWrong(int status) {
        receiver.answering(status);

        assertThat(destination.deliver(batch(2)))
                .isInstanceOfSatisfying(
                        DeliveryResult.Paused.class,
                        paused -> assertThat(paused.reason().category()).isEqualTo(Category.CONFIGURATION));
    }

    @Test
    void doesNotFollowARedirect() throws IOException {
        try (StrictReceiver elsewhere = new StrictReceiver()) {
            receiver.answering(307, Map.of("Location", elsewhere.url() + "/v1/batch"), "");

            assertThat(destination.deliver(batch(1))).isInstanceOf(DeliveryResult.Paused.class);
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void waitsAsLongAsTheGatewayAsks() {
        receiver.answering(429, Map.of("Retry-After", "7"), "");

        assertThat(destination.deliver(batch(1)))
                .isInstanceOfSatisfying(
                        DeliveryResult.Throttled.class,
                        throttled -> assertThat(throttled.until())
                                .isEqualTo(clock.instant().plusSeconds(7)));
    }

    @Test
    void waitsAsLongAsAGatewayThatIsDownAsks() {
        receiver.answering(503, Map.of("Retry-After", "2400"), "");

        assertThat(waitOf(destination.deliver(batch(1)))).isEqualTo(Duration.ofMinutes(40));
    }

    @Test
    void waitsLongerEachTimeWhenTheGatewayDoesNotSayHowLong() {
        receiver.answering(429).answering(429).answering(429);
        Shipment shipment = destination.prepare(batch(1));

        assertThat(java.util.List.of(waitOf(shipment.send()), waitOf(shipment.send()), waitOf(shipment.send())))
                .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
    }

    @Test
    void doesNotKnowWhenTheConnectionBreaksBeforeTheAnswerAndSendsOnce() {
        receiver.answering(exchange -> exchange.close());

        assertThat(destination.deliver(batch(1))).isInstanceOf(DeliveryResult.Unknown.class);
        assertThat(receiver.requests()).hasSize(1);
    }

    @Test
    void doesNotKnowWhenTheGatewayIsSilentForTooLong() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        receiver.answering(exchange -> await(done));
        try (Destination impatient = open(Map.of("read-timeout", "150ms"))) {
            assertThat(impatient.deliver(batch(1))).isInstanceOf(DeliveryResult.Unknown.class);
        } finally {
            done.countDown();
        }
    }

    @Test
    void cutsAnAnswerThatDripsAtTheTotalTimeout() {
        CountDownLatch done = new CountDownLatch(1);
        receiver.answering(exchange -> {
            exchange.sendResponseHeaders(200, 1_000_000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            await(done);
        });
        try (Destination impatient = open(Map.of("total-timeout", "300ms"))) {
            assertThat(impatient.deliver(batch(1))).isInstanceOf(DeliveryResult.Unknown.class);
            assertThat(settled(impatient.deliver(batch(1)))).containsValue("delivered");
        } finally {
            done.countDown();
        }
    }

    @Test
    void returnsInTimeAndPilesUpNoThreadsWhenThePeerNeverReads() throws IOException {
        List<Thread> made = new CopyOnWriteArrayList<>();
        try (ServerSocket deaf = deafPeer()) {
            Destination stuck =
                    open(Map.of("url", "http://127.0.0.1:" + deaf.getLocalPort(), "total-timeout", "300ms"), work -> {
                        Thread thread = new Thread(work);
                        thread.setDaemon(true);
                        made.add(thread);
                        return thread;
                    });

            assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
                for (int call = 0; call < 10; call++) {
                    assertThat(stuck.deliver(batch(largeEvents()))).isInstanceOf(DeliveryResult.Unknown.class);
                }
                stuck.close();
            });
        }
        assertThat(made).hasSizeLessThanOrEqualTo(8);
    }

    @Test
    void triesAgainLaterWhenNobodyListens() {
        receiver.close();

        assertThat(settled(destination.deliver(batch(2))))
                .containsOnlyKeys(1L, 2L)
                .containsValue("retry");
    }

    @Test
    void keepsBelowTheRateWithoutSending() {
        try (Destination slow = open(Map.of("requests-per-second", "2"))) {
            slow.deliver(batch(track("a")));
            slow.deliver(batch(track("b")));
            Shipment third = slow.prepare(batch(track("c")));

            assertThat(third.send())
                    .isInstanceOfSatisfying(
                            DeliveryResult.Throttled.class,
                            throttled -> assertThat(throttled.until())
                                    .isEqualTo(clock.instant().plusMillis(500)));
            assertThat(receiver.messageIds()).containsExactly("a", "b");

            clock.advance(Duration.ofMillis(500));
            assertThat(settled(third.send())).containsEntry(1L, "delivered");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"basic-and-body", "basic", "bearer", "header", "body"})
    void carriesTheKeyInEachStyle(String style) {
        try (Destination styled = open(Map.of("auth", style))) {
            styled.deliver(batch(1));
        }

        assertThat(receiver.problems()).isEmpty();
        StrictReceiver.Request request = receiver.requests().get(0);
        assertThat(request.body().containsKey("writeKey")).isEqualTo(style.endsWith("body"));
        assertThat(request.authorization().isPresent()).isEqualTo(style.startsWith("b") && !style.equals("body"));
    }

    @Test
    void previewsExactlyWhatItSendsWithTheKeyMasked() {
        Event event = track("a");
        Preview.Request preview = destination.preview(event).requests().get(0);
        destination.deliver(batch(event));

        StrictReceiver.Request sent = receiver.requests().get(0);
        assertThat(preview.url()).isEqualTo(receiver.url() + sent.path());
        assertThat(preview.body().replace("***", StrictReceiver.WRITE_KEY))
                .isEqualTo(sent.body().toString());
        assertThat(preview.toString()).doesNotContain(StrictReceiver.WRITE_KEY);
        assertThat(receiver.requests()).hasSize(1);
    }

    @Test
    void previewsWhyAnEventWouldNotBeSent() {
        assertThat(destination.preview(ofSize("b", 40_000)).rejected())
                .hasValueSatisfying(reason -> assertThat(reason.code()).isEqualTo("event_too_large"));
    }

    @Test
    void checksTheConnectionWithoutSendingAnything() {
        CheckReport report = destination.check();

        assertThat(report.passed()).isTrue();
        assertThat(report.steps()).anySatisfy(step -> assertThat(step.text()).contains("Nothing was sent"));
        assertThat(receiver.requests()).isEmpty();
    }

    @Test
    void saysInACheckThatNobodyListens() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        try (Destination nowhere = open(Map.of("url", "http://127.0.0.1:" + free))) {
            assertThat(nowhere.check().passed()).isFalse();
        }
    }

    @Test
    void sendsNothingForADeletionAndSaysSo() {
        assertThat(destination.erase(new Person("u1")).stores())
                .singleElement()
                .satisfies(store -> assertThat(store.name()).contains("nothing was sent"));
        assertThat(receiver.requests()).isEmpty();
    }

    private Destination open(Map<String, String> settings) {
        return open(settings, Thread::new);
    }

    private Destination open(Map<String, String> settings, ThreadFactory threads) {
        return new TrackingApiFactory()
                .open(new DestinationContext("gateway", Bound.local(receiver, settings), clock, threads));
    }

    /** The system takes connections for it and holds a few bytes; nobody reads them. */
    private static ServerSocket deafPeer() throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReceiveBufferSize(1_024);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        return socket;
    }

    private static Event[] largeEvents() {
        Event[] events = new Event[15];
        for (int i = 0; i < events.length; i++) {
            events[i] = ofSize("m" + i, 30_000);
        }
        return events;
    }

    private static String errors(int count, String message) {
        return IntStream.range(0, count)
                .mapToObj(place -> "{\"index\":" + place + ",\"code\":\"no_user_anon_id\",\"message\":\"" + message
                        + " Look at its userId and its anonymousId.\"}")
                .collect(Collectors.joining(",", "{\"success\":true,\"errors\":[", "]}"));
    }

    private Duration waitOf(DeliveryResult result) {
        return Duration.between(clock.instant(), ((DeliveryResult.Throttled) result).until());
    }

    private static Map<Long, String> settled(DeliveryResult result) {
        Map<Long, String> texts = new LinkedHashMap<>();
        ((DeliveryResult.Settled) result)
                .outcomes()
                .forEach((id, outcome) -> texts.put(
                        id,
                        outcome instanceof Outcome.Rejected rejected
                                ? "rejected " + rejected.reason().code()
                                : outcome instanceof Outcome.RetryLater ? "retry" : "delivered"));
        return texts;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
