package org.eventgateway.smc.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.eventgateway.plugin.settings.Secret;
import org.eventgateway.sandbox.fault.Fault;
import org.eventgateway.sandbox.fault.FaultKind;
import org.eventgateway.smc.SandboxBench;
import org.eventgateway.smc.list.DataType;
import org.eventgateway.smc.list.ListStructure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SmcClientTest {
    private static final String ROW = "[[\"m-1\",\"track\"]]";
    private static final String LOAD = "segment_events/data/load";

    private SandboxBench bench = SandboxBench.start();
    private SmcClient client = bench.client("ACME", Duration.ofSeconds(5), Duration.ofSeconds(10));

    @BeforeEach
    void start() {
        assertThat(client.call((api, organization) -> api.status())).isInstanceOf(Reply.Answered.class);
    }

    @AfterEach
    void stop() {
        client.close();
        bench.close();
    }

    @Test
    void readsListsFieldsAndSegments() {
        Listing lists = read((api, organization) -> api.lists(organization, 5), Listing.class);
        FieldList fields = read((api, organization) -> api.fields(organization, "segment_events"), FieldList.class);
        SegmentInfo segment = read(
                (api, organization) -> api.segment(organization, "USERS_SEGMENT", "VIP_STATIC"), SegmentInfo.class);
        ListStructure structure = fields.structure("segment_events");

        assertThat(lists.either()).extracting(Listing.ListInfo::apiName).contains("segment_events");
        assertThat(structure.field("event_id").orElseThrow().length()).hasValue(100);
        assertThat(structure.field("EVENT_DT").orElseThrow().type()).isEqualTo(DataType.DATE_TIME);
        assertThat(segment.kind()).isEqualTo("Static");
    }

    @Test
    void loadsSearchesAndDeletes() {
        BulkResult loaded = load();
        Search search = Search.byValue(List.of("EVENT_ID", "EVENT_TYPE"), "EVENT_ID", "m-1", 0, 5);
        Search.Result found = read(
                (api, organization) -> api.search(organization, "segment_events", client.json(search)),
                Search.Result.class);
        BulkResult deleted = read(
                (api, organization) ->
                        api.delete(organization, "segment_events", "EVENT_ID", "EVENT_ID", body("[[\"m-1\"]]")),
                BulkResult.class);

        assertThat(loaded.outcome()).isEqualTo(BulkResult.Outcome.SUCCEEDED);
        assertThat(loaded.taken()).isEqualTo(1);
        assertThat(found.data()).containsExactly(List.of("m-1", "track"));
        assertThat(deleted.deletedRecords()).isEqualTo(1);
        assertThat(bench.calls("/data").get(0).method()).isEqualTo("DELETE");
        assertThat(bench.calls("/data").get(0).headers()).doesNotContainKey("X-Send-As-Delete");
    }

    @Test
    void encodesAnOrganizationWithBlanks() {
        try (SmcClient other = bench.client("Segment Connector", Duration.ofSeconds(5), Duration.ofSeconds(10))) {
            Reply reply = other.call((api, organization) -> api.organization(organization));

            assertThat(((Reply.Answered) reply).status()).isEqualTo(200);
        }
        assertThat(bench.calls("/organizations/Segment%20Connector")).hasSize(1);
    }

    @Test
    void sendsFieldNamesAsOneValueEach() {
        load();

        assertThat(bench.calls(LOAD).get(0).query()).matches("keyFields=EVENT_ID&fields=EVENT_ID(,|%2C)EVENT_TYPE");
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultKind.class,
            names = {"LOST_ANSWER", "RESET_BEFORE", "RESET_AFTER"})
    void knowsNothingAfterABrokenConnection(FaultKind kind) {
        bench.sandbox().faults().add(Fault.next(kind, LOAD));

        assertThat(tryLoad()).isInstanceOf(Reply.Lost.class);
    }

    @Test
    void sendsAPostOnlyOnceWhenItsAnswerIsLost() {
        bench.sandbox().faults().add(Fault.next(FaultKind.LOST_ANSWER, LOAD));
        tryLoad();

        assertThat(bench.calls(LOAD)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultKind.class,
            names = {"HTML", "EMPTY", "TRUNCATED"})
    void takesNothingElseForAResult(FaultKind kind) {
        bench.sandbox().faults().add(Fault.next(kind, LOAD));
        Reply.Answered reply = (Reply.Answered) tryLoad();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body().as(BulkResult.class)).isEmpty();
    }

    @Test
    void cutsADrippingAnswerAtTheTotalTimeOut() {
        bench.sandbox().faults().add(Fault.next(FaultKind.DRIP, LOAD).lasting(Duration.ofMillis(100)));
        try (SmcClient hasty = bench.client("ACME", Duration.ofSeconds(2), Duration.ofMillis(600))) {
            long start = System.nanoTime();
            Reply reply = hasty.call(SmcClientTest::loadRow);

            assertThat(reply).isInstanceOf(Reply.Lost.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
            assertThat(hasty.call(SmcClientTest::loadRow)).isInstanceOf(Reply.Answered.class);
        }
    }

    @Test
    void tellsTheQuotaFromTheLimitOfOneBulkCallAList() {
        bench.sandbox()
                .faults()
                .add(Fault.status(429, LOAD)
                        .withBody("API calls quota exceeded! maximum admitted 2500 per Minute.")
                        .withHeaders(Map.of("X-RateLimit-Reset", "7", "X-RateLimit-Remaining", "0")));
        bench.sandbox().faults().add(Fault.status(429, LOAD).withBody("another bulk operation is running"));
        Reply.Answered quota = (Reply.Answered) tryLoad();
        Reply.Answered busy = (Reply.Answered) tryLoad();

        assertThat(quota.quota()).isTrue();
        assertThat(quota.pause()).contains(Duration.ofSeconds(7));
        assertThat(busy.quota()).isFalse();
    }

    @Test
    void takesTheLaterOfTwoTimesAndAnyUpToADay() {
        Map<String, String> both = Map.of("X-RateLimit-Reset", "5", "Retry-After", "60");
        bench.sandbox()
                .faults()
                .add(Fault.status(429, LOAD)
                        .withBody("API calls quota exceeded!")
                        .withHeaders(both));
        bench.sandbox().faults().add(Fault.status(503, LOAD).withHeaders(Map.of("Retry-After", "7200")));
        bench.sandbox().faults().add(Fault.status(503, LOAD).withHeaders(Map.of("Retry-After", "999999")));

        assertThat(((Reply.Answered) tryLoad()).pause()).contains(Duration.ofSeconds(60));
        assertThat(((Reply.Answered) tryLoad()).pause()).contains(Duration.ofHours(2));
        assertThat(((Reply.Answered) tryLoad()).pause()).contains(Duration.ofDays(1));
    }

    @Test
    void readsRefusalsOfAnyShape() {
        bench.sandbox().faults().add(Fault.status(401, LOAD).withBody("\"Unauthorized\""));
        bench.sandbox().faults().add(Fault.status(500, LOAD).withBody("down for now"));
        bench.sandbox().faults().add(Fault.status(400, LOAD));

        assertThat(((Reply.Answered) tryLoad()).body().summary()).isEqualTo("Unauthorized");
        assertThat(((Reply.Answered) tryLoad()).body().summary()).isEqualTo("down for now");
        assertThat(((Reply.Answered) tryLoad()).body().summary()).isEqualTo("Failed (ERR: fault on demand)");
    }

    @Test
    void knowsThatNothingWasSentWhereNobodyListens() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        HttpSettings settings = SandboxBench.http(
                URI.create("http://127.0.0.1:" + port), "ACME", Duration.ofSeconds(2), Duration.ofSeconds(5));
        try (SmcClient lonely =
                SmcClient.create(settings, SandboxBench.keys(), SandboxBench::thread, Clock.systemUTC())) {
            assertThat(lonely.call(SmcClientTest::loadRow)).isInstanceOf(Reply.NotSent.class);
        }
    }

    @Test
    void takes403ForARefusedKeyToo() {
        KeyRing keys = oldAndNew(() -> false);
        bench.sandbox().faults().add(Fault.status(403, LOAD));
        HttpSettings settings = SandboxBench.http(bench.url(), "ACME", Duration.ofSeconds(5), Duration.ofSeconds(10));
        try (SmcClient rotated = SmcClient.create(settings, keys, SandboxBench::thread, Clock.systemUTC())) {
            assertThat(((Reply.Answered) rotated.call(SmcClientTest::loadRow)).status())
                    .isEqualTo(200);
        }
        assertThat(keys.isOnNext()).isTrue();
    }

    @Test
    void takesTheNextKeyWithoutARefusalWhenTheFirstEnds() {
        AtomicBoolean ended = new AtomicBoolean();
        KeyRing keys = oldAndNew(ended::get);
        assertThat(keys.active().key().reveal()).isEqualTo("old-key");

        ended.set(true);
        HttpSettings settings = SandboxBench.http(bench.url(), "ACME", Duration.ofSeconds(5), Duration.ofSeconds(10));
        try (SmcClient rotated = SmcClient.create(settings, keys, SandboxBench::thread, Clock.systemUTC())) {
            assertThat(((Reply.Answered) rotated.call(SmcClientTest::loadRow)).status())
                    .isEqualTo(200);
        }
        assertThat(bench.calls(LOAD)).hasSize(1);
    }

    @Test
    void twoRefusalsAtOnceTurnTheRingOnce() {
        KeyRing keys = oldAndNew(() -> false);
        Credentials first = keys.active();

        keys.turnFrom(first);
        keys.turnFrom(first);

        assertThat(keys.active().key().reveal()).isEqualTo("sandbox-key");
    }

    @Test
    void sendsNoMoreWhileTooManyCallsThatWereCutHang() {
        HttpSettings settings = SandboxBench.http(bench.url(), "ACME", Duration.ofSeconds(60), Duration.ofMillis(100));
        Semaphore hold = new Semaphore(0);
        SmcClient.Call hangs = (api, organization) -> {
            hold.acquireUninterruptibly();
            return loadRow(api, organization);
        };
        try (SmcClient hasty =
                SmcClient.create(settings, SandboxBench.keys(), SandboxBench::thread, Clock.systemUTC())) {
            for (int call = 0; call < SmcClient.MOST_CALLS; call++) {
                assertThat(hasty.call(hangs)).isInstanceOf(Reply.Lost.class);
            }

            Reply.NotSent reply = (Reply.NotSent) hasty.call(SmcClientTest::loadRow);
            assertThat(reply.reason().code()).isEqualTo("calls_stuck");
        } finally {
            hold.release(SmcClient.MOST_CALLS);
        }
    }

    private static KeyRing oldAndNew(BooleanSupplier firstEnded) {
        return new KeyRing(
                List.of(
                        new Credentials(Secret.of("old-key"), Secret.of("old-secret")),
                        new Credentials(Secret.of("sandbox-key"), Secret.of("sandbox-secret"))),
                firstEnded);
    }

    @Test
    void takesTheNextKeyWhenTheFirstIsRefused() {
        KeyRing keys = oldAndNew(() -> false);
        HttpSettings settings = SandboxBench.http(bench.url(), "ACME", Duration.ofSeconds(5), Duration.ofSeconds(10));
        try (SmcClient rotated = SmcClient.create(settings, keys, SandboxBench::thread, Clock.systemUTC())) {
            assertThat(((Reply.Answered) rotated.call(SmcClientTest::loadRow)).status())
                    .isEqualTo(200);
            assertThat(((Reply.Answered) rotated.call(SmcClientTest::loadRow)).status())
                    .isEqualTo(200);
        }
        assertThat(bench.calls(LOAD)).hasSize(3);
    }

    private BulkResult load() {
        return read(SmcClientTest::loadRow, BulkResult.class);
    }

    private Reply tryLoad() {
        return client.call(SmcClientTest::loadRow);
    }

    private <T> T read(SmcClient.Call call, Class<T> type) {
        Reply.Answered reply = (Reply.Answered) client.call(call);
        assertThat(reply.status()).isEqualTo(200);
        return reply.body().as(type).orElseThrow();
    }

    private static jakarta.ws.rs.core.Response loadRow(SmcApi api, String organization) {
        return api.load(organization, "segment_events", "EVENT_ID", "EVENT_ID,EVENT_TYPE", body(ROW));
    }

    private static RequestBody body(String json) {
        return out -> out.write(json.getBytes(StandardCharsets.UTF_8));
    }
}
