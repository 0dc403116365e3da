package org.eventgateway.war.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eventgateway.war.door.Requests.KEYED;
import static org.eventgateway.war.door.Requests.OPEN;
import static org.eventgateway.war.door.Requests.basic;
import static org.eventgateway.war.door.Requests.body;
import static org.eventgateway.war.door.Requests.local;
import static org.eventgateway.war.door.Requests.remote;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eventgateway.engine.intake.Acceptance;
import org.eventgateway.engine.intake.Intake;
import org.eventgateway.engine.log.LogUnavailableException;
import org.eventgateway.engine.route.Route;
import org.eventgateway.engine.route.Routes;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.trackingapi.parser.CallHint;
import org.eventgateway.trackingapi.parser.ParserLimits;
import org.eventgateway.trackingapi.parser.TrackingParser;
import org.eventgateway.war.http.BodyMemory;
import org.eventgateway.war.http.Reply;
import org.eventgateway.war.http.RequestHead;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may call the Tracking API, what it takes and what it answers. */
class TrackingDoorTest {
    private static final CallHint TRACK = CallHint.single(EventType.TRACK);
    private static final String EVENT = "{\"userId\":\"u\",\"event\":\"e\"}";

    /** Some 40 KB, and ten times as much with the context in each event. */
    private static final String GROWING = "{\"context\":{\"a\":\"" + "x".repeat(30_000) + "\"},\"batch\":["
            + "{\"type\":\"page\",\"userId\":\"u\"},".repeat(14)
            + "{\"type\":\"page\",\"userId\":\"u\"}]}";

    private final RecordingTaker taker = new RecordingTaker();

    @Test
    void storesAnEventAndAnswersAsSegmentDoes() {
        Reply reply = take(OPEN, TRACK, local(), EVENT);
        assertThat(reply).isEqualTo(Reply.of(200, "{\"success\":true}"));
        assertThat(taker.events)
                .singleElement()
                .satisfies(event -> assertThat(event.name()).contains("e"));
    }

    @ParameterizedTest
    @CsvSource({
        "identify, IDENTIFY",
        "i, IDENTIFY",
        "TRACK, TRACK",
        "t, TRACK",
        "page, PAGE",
        "p, PAGE",
        "screen, SCREEN",
        "s, SCREEN",
        "group, GROUP",
        "g, GROUP",
        "alias, ALIAS",
        "a, ALIAS"
    })
    void knowsEveryNameOfACall(String call, EventType type) {
        assertThat(TrackingDoor.hint(call)).contains(CallHint.single(type));
    }

    @ParameterizedTest
    @CsvSource({"batch", "b", "import", "Import"})
    void knowsEveryNameOfABatch(String call) {
        assertThat(TrackingDoor.hint(call)).contains(CallHint.BATCH);
        assertThat(TrackingDoor.hint("delete")).isEmpty();
    }

    @Test
    void namesTheRefusedEventsOfABatchByTheirPlace() {
        Reply reply = take(
                OPEN,
                CallHint.BATCH,
                local(),
                "{\"batch\":[{\"type\":\"track\",\"messageId\":\"m0\",\"event\":\"e\"},{\"type\":\"page\",\"userId\":\"u\"}]}");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body())
                .isEqualTo(
                        "{\"success\":true,\"errors\":[{\"index\":0,\"messageId\":\"m0\",\"code\":\"no_user_anon_id\","
                                + "\"message\":\"The event has neither a userId nor an anonymousId.\"}]}");
        assertThat(taker.refused).hasSize(1);
        assertThat(taker.events).hasSize(1);
    }

    @Test
    void answers200EvenIfTheOnlyEventIsRefused() {
        Reply reply = take(OPEN, TRACK, local(), "{\"userId\":\"u\"}");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).contains("event_not_defined");
    }

    @Test
    void answers400ToASingleEventThatIsTooLargeAndKeepsItAsRefused() {
        Reply reply = take(OPEN, TRACK, local(), EVENT.replace("\"u\"", "\"" + "u".repeat(33_000) + "\""));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).startsWith("{\"success\":false,\"code\":\"event_too_large\"");
        assertThat(taker.refused).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{ | invalid_json", "{\"batch\":[]} | empty_batch", "[] | body_not_object"})
    void answers400ToABodyThatIsNoBatch(String body, String code) {
        Reply reply = take(OPEN, CallHint.BATCH, local(), body);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).startsWith("{\"success\":false,\"code\":\"" + code + "\",\"message\":");
    }

    @Test
    void answers400AboveTheLimitWithoutReadingOn() {
        String large = "{\"batch\":[" + EVENT + ",\"" + "x".repeat(600_000) + "\"]}";
        assertThat(take(OPEN, CallHint.BATCH, local(), large).status()).isEqualTo(400);
        assertThat(taker.routes).isEmpty();
    }

    @Test
    void takesTheKeyFromEveryPlaceWhereSendersPutIt() {
        assertThat(take(KEYED, TRACK, remote("authorization", basic("web-key")), EVENT)
                        .status())
                .isEqualTo(200);
        assertThat(take(KEYED, TRACK, remote("authorization", "Bearer web-key"), EVENT)
                        .status())
                .isEqualTo(200);
        assertThat(take(KEYED, TRACK, remote("x-write-key", "web-key"), EVENT).status())
                .isEqualTo(200);
        assertThat(take(KEYED, TRACK, remote(), EVENT.replace("{", "{\"writeKey\":\"web-key\","))
                        .status())
                .isEqualTo(200);
        assertThat(taker.routes).extracting(Route::name).containsOnly("web");
    }

    @ParameterizedTest
    @CsvSource({"authorization, Bearer wrong", "x-write-key, wrong"})
    void saysThatAKeyIsWrongAndNotThatItIsMissing(String header, String value) {
        Reply reply = take(KEYED, TRACK, remote(header, value), EVENT);
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.body()).contains("\"code\":\"write_key_unknown\"");
    }

    @Test
    void looksIntoTheBodyWhenTheBearerTokenIsNoWriteKey() {
        // Segment's OAuth sends a token and the key in the body.
        Reply reply = take(
                KEYED,
                TRACK,
                remote("authorization", "Bearer token"),
                EVENT.replace("{", "{\"writeKey\":\"web-key\","));
        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void answers401WithoutAKnownKeyEvenOnThisMachine() {
        assertThat(take(KEYED, TRACK, local(), EVENT).body()).contains("write_key_missing");
        assertThat(take(KEYED, TRACK, local(), EVENT).status()).isEqualTo(401);
        assertThat(take(KEYED, TRACK, local("x-write-key", "other"), EVENT).status())
                .isEqualTo(401);
        assertThat(taker.events).isEmpty();
    }

    @Test
    void doesNotReadTheBodyBehindAWrongBasicKey() throws IOException {
        InputStream closed = InputStream.nullInputStream();
        closed.close();
        Reply reply = door(KEYED)
                .take(TRACK, remote("authorization", basic("wrong")), closed)
                .join();
        assertThat(reply.status()).isEqualTo(401);
    }

    @Test
    void answers403ToOtherMachinesWhileNoKeysAreSet() {
        Reply reply = take(OPEN, TRACK, remote("authorization", basic("any")), EVENT);
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.body()).contains("not_this_machine");
    }

    @Test
    void takesTheBrowserLibraryOfALocalPageOnAnotherPortWhileNoKeysAreSet() {
        RequestHead page = local("origin", "http://localhost:3000", "sec-fetch-site", "same-site");
        assertThat(take(OPEN, TRACK, page, EVENT).status()).isEqualTo(200);
    }

    @Test
    void answers403WhenAKeyMayNotDelete() {
        taker.filters(new Acceptance.Filtered(0, "smc", Intake.DELETE_NOT_ALLOWED));
        Reply reply = take(OPEN, CallHint.BATCH, local(), "{\"batch\":[{\"type\":\"delete\",\"userId\":\"u\"}]}");
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.body()).contains("delete_not_allowed");
    }

    @Test
    void namesADeletionThatIsNotAllowedBesideGoodEventsByItsPlaceInTheBody() {
        taker.filters(new Acceptance.Filtered(1, "smc", Intake.DELETE_NOT_ALLOWED));
        Reply reply = take(
                OPEN,
                CallHint.BATCH,
                local(),
                "{\"batch\":[7,{\"type\":\"page\",\"userId\":\"u\"},8,{\"type\":\"delete\",\"userId\":\"u\",\"messageId\":\"d\"}]}");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).contains("\"index\":3,\"messageId\":\"d\",\"code\":\"delete_not_allowed\"");
    }

    @Test
    void answers200ToAFilteredEvent() {
        taker.filters(new Acceptance.Filtered(0, "smc", Intake.FILTERED_BY_INTEGRATIONS));
        assertThat(take(OPEN, TRACK, local(), EVENT)).isEqualTo(Reply.of(200, "{\"success\":true}"));
    }

    @Test
    void answers503WithRetryAfterWhenNothingCanBeStored() {
        taker.answers(events -> CompletableFuture.failedFuture(
                new LogUnavailableException("The disk budget is spent.", Duration.ofSeconds(42))));
        Reply reply = take(OPEN, TRACK, local(), EVENT);
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.headers()).containsEntry("Retry-After", "42");
        assertThat(reply.body()).contains("\"success\":false,\"code\":\"store_unavailable\"");
    }

    @Test
    void answersOnlyWhenTheEventsAreStored() {
        CompletableFuture<Acceptance> stored = new CompletableFuture<>();
        taker.answers(events -> stored);
        CompletableFuture<Reply> reply = door(OPEN).take(TRACK, local(), body(EVENT));
        assertThat(reply).isNotDone();
        stored.complete(new Acceptance(1, 0, List.of()));
        assertThat(reply).isCompletedWithValue(Reply.of(200, "{\"success\":true}"));
    }

    @Test
    void holdsTheMemoryOfABodyUntilItsEventsAreStored() {
        BodyMemory memory = new BodyMemory(1_000_000);
        CompletableFuture<Acceptance> stored = new CompletableFuture<>();
        taker.answers(events -> stored);
        CompletableFuture<Reply> reply = door(OPEN, memory).take(TRACK, local(), body(EVENT));
        assertThat(memory.held()).isPositive();
        stored.complete(new Acceptance(1, 0, List.of()));
        assertThat(reply).isDone();
        assertThat(memory.held()).isZero();
    }

    @Test
    void answers503WithRetryAfterAndStoresNothingWhenTheMemoryForBodiesIsSpent() {
        BodyMemory memory = new BodyMemory(10_000);
        TrackingDoor door = door(OPEN, memory);
        taker.answers(events -> new CompletableFuture<>());
        CompletableFuture<Reply> waiting = door.take(TRACK, local(), body(EVENT));
        Reply reply = door.take(TRACK, local(), body(EVENT)).join();
        assertThat(waiting).isNotDone();
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.headers()).containsKey("Retry-After");
        assertThat(taker.events).hasSize(1);
    }

    @Test
    void countsWhatABatchGrowsToIntoTheMemoryForBodies() {
        BodyMemory memory = new BodyMemory(100_000);
        Reply reply =
                door(OPEN, memory).take(CallHint.BATCH, local(), body(GROWING)).join();
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.headers()).containsKey("Retry-After");
        assertThat(taker.routes).isEmpty();
        assertThat(memory.held()).isZero();
    }

    @Test
    void makesNoEventsOfABatchWhoseKeyIsUnknown() {
        Reply reply = door(KEYED, new BodyMemory(100_000))
                .take(CallHint.BATCH, remote(), body(GROWING))
                .join();
        assertThat(reply.status()).isEqualTo(401);
    }

    @Test
    void tellsABrowserTheSettingsOfAKnownKeyOnly() {
        assertThat(door(KEYED).refuse("web-key", remote())).isEmpty();
        assertThat(door(KEYED).refuse("other", remote())).map(Reply::status).contains(401);
    }

    private Reply take(Routes routes, CallHint hint, RequestHead head, String body) {
        return door(routes).take(hint, head, body(body)).join();
    }

    private TrackingDoor door(Routes routes) {
        return door(routes, new BodyMemory(Integer.MAX_VALUE));
    }

    private TrackingDoor door(Routes routes, BodyMemory memory) {
        ParserLimits limits = ParserLimits.TRACKING;
        return new TrackingDoor(
                routes, taker, new TrackingParser(limits), Requests.bodies(limits.bodyBytes(), memory), Requests.CLOCK);
    }
}
