package org.eventgateway.war.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.eventgateway.war.door.Requests.KEYED;
import static org.eventgateway.war.door.Requests.OPEN;
import static org.eventgateway.war.door.Requests.basic;
import static org.eventgateway.war.door.Requests.body;
import static org.eventgateway.war.door.Requests.local;
import static org.eventgateway.war.door.Requests.remote;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eventgateway.engine.intake.Acceptance;
import org.eventgateway.engine.intake.Intake;
import org.eventgateway.engine.route.Route;
import org.eventgateway.engine.route.Routes;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.plugin.settings.Secret;
import org.eventgateway.trackingapi.parser.ParserLimits;
import org.eventgateway.trackingapi.parser.TrackingParser;
import org.eventgateway.war.http.BodyMemory;
import org.eventgateway.war.http.Reply;
import org.eventgateway.war.http.RequestHead;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom the partner door lets in by key or signature, and what it answers. */
class PartnerDoorTest {
    // HMAC-SHA1 over the UTF-8 text with the secret s3cret, computed apart from this code.
    private static final String SINGLE =
            "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"é\",\"properties\":{\"a\":1,\"b\":\"<x>\"}}";
    private static final String BATCH =
            "[" + SINGLE + ",{\"type\":\"identify\",\"userId\":\"u\",\"traits\":{\"n\":null}}]";
    private static final String SINGLE_SIGNATURE = "2e7f49b7b91fa75b21e13cc63860510503056d17";
    private static final String BATCH_SIGNATURE = "20d5156b36b5638ba338262dae3957a806ae02cd";
    private static final String EVENT = "{\"type\":\"page\",\"userId\":\"u\"}";

    private final RecordingTaker taker = new RecordingTaker();
    private final BodyMemory memory = new BodyMemory(100_000_000);

    @Test
    void stores202ForOneEventAndForAnArray() {
        assertThat(take(OPEN, local(), EVENT)).isEqualTo(Reply.of(202, "{\"success\":true}"));
        assertThat(take(OPEN, local(), "[" + EVENT + "," + EVENT + "]").status())
                .isEqualTo(202);
        assertThat(taker.events).hasSize(3);
    }

    @Test
    void asksForAKeyWhenKeysAreSet() {
        Reply missing = take(KEYED, local(), EVENT);
        assertThat(missing.status()).isEqualTo(401);
        assertThat(missing.headers()).containsKey("WWW-Authenticate");
        assertThat(take(KEYED, remote("authorization", basic("wrong")), EVENT).status())
                .isEqualTo(401);
        assertThat(take(KEYED, remote("authorization", basic("web-key")), EVENT).status())
                .isEqualTo(202);
    }

    @Test
    void takesASignedBodyWithoutAKey() {
        assertThat(signed(KEYED, remote("x-signature", SINGLE_SIGNATURE), SINGLE)
                        .status())
                .isEqualTo(202);
        assertThat(signed(OPEN, remote("x-signature", BATCH_SIGNATURE), BATCH).status())
                .isEqualTo(202);
    }

    @Test
    void takesASignatureInUpperCase() {
        assertThat(signed(OPEN, remote("x-signature", SINGLE_SIGNATURE.toUpperCase(java.util.Locale.ROOT)), SINGLE)
                        .status())
                .isEqualTo(202);
    }

    @Test
    void wantsAKeyTooWhenOnlyTheFirstEventIsSigned() {
        Reply alone = signed(KEYED, remote("x-signature", SINGLE_SIGNATURE), BATCH);
        assertThat(alone.status()).isEqualTo(401);
        assertThat(alone.body()).contains("signature_partial");
        assertThat(taker.events).isEmpty();
        Reply withKey =
                signed(KEYED, remote("x-signature", SINGLE_SIGNATURE, "authorization", basic("web-key")), BATCH);
        assertThat(withKey.status()).isEqualTo(202);
    }

    @Test
    void takesAnArrayWhoseOnlyEventIsSigned() {
        assertThat(signed(KEYED, remote("x-signature", SINGLE_SIGNATURE), "[ " + SINGLE + " ]")
                        .status())
                .isEqualTo(202);
    }

    @Test
    void refusesAWrongSignatureEvenWithAKnownKey() {
        Reply reply = signed(KEYED, remote("x-signature", BATCH_SIGNATURE, "authorization", basic("web-key")), SINGLE);
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.body()).contains("signature_wrong");
    }

    @Test
    void refusesASignatureThatIsNoHex() {
        assertThat(signed(KEYED, remote("x-signature", "é"), SINGLE).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"00", "2e7f49b7b91fa75b21e13cc63860510503056d", "2e7f49b7b91fa75b21e13cc63860510503056d1700", "x"
            })
    void doesNotReadTheBodyOfACallWhoseSignatureHasNotTheForm(String signature) throws IOException {
        InputStream closed = InputStream.nullInputStream();
        closed.close();
        Reply reply = door(KEYED, Optional.of(Secret.of("s3cret")), false)
                .take(Optional.empty(), remote("x-signature", signature), closed)
                .join();
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.body()).contains("signature_wrong");
    }

    @Test
    void answers503WithRetryAfterAndStoresNothingWhenTheMemoryForBodiesIsSpent() {
        taker.answers(events -> new CompletableFuture<>());
        PartnerDoor door = door(KEYED, Optional.of(Secret.of("s3cret")), false, new BodyMemory(100_000));
        String large = "[" + EVENT + " ".repeat(40_000) + "]";
        RequestHead known = remote("authorization", basic("web-key"));
        CompletableFuture<Reply> waiting = door.take(Optional.empty(), known, body(large));
        Reply reply = door.take(Optional.empty(), remote("x-signature", SINGLE_SIGNATURE), body(large))
                .join();
        assertThat(waiting).isNotDone();
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.headers()).containsKey("Retry-After");
        assertThat(taker.events).hasSize(1);
    }

    @Test
    void givesTheMemoryBackWhateverTheAnswer() {
        take(OPEN, local(), EVENT);
        take(OPEN, local(), "{");
        signed(KEYED, remote("x-signature", BATCH_SIGNATURE), SINGLE);
        taker.answers(events -> {
            throw new IllegalStateException("broken");
        });
        assertThatThrownBy(() -> take(OPEN, local(), EVENT)).hasMessage("broken");
        assertThat(memory.held()).isZero();
    }

    @Test
    void takesNothingFromAPageOfElsewhereInABrowserOnThisMachine() {
        Reply reply = take(OPEN, local("origin", "https://evil.example", "sec-fetch-site", "cross-site"), EVENT);
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.body()).contains("not_this_machine");
        assertThat(taker.routes).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE"})
    void answers401ToAWrongSignatureInWhateverEncodingTheBodyIs(String charset) {
        ByteArrayInputStream body = new ByteArrayInputStream(BATCH.getBytes(Charset.forName(charset)));
        Reply reply = door(KEYED, Optional.of(Secret.of("s3cret")), false)
                .take(Optional.empty(), remote("x-signature", SINGLE_SIGNATURE), body)
                .join();
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.body()).contains("signature_wrong");
    }

    @Test
    void findsTheSignedEventBehindAByteOrderMark() {
        assertThat(signed(KEYED, remote("x-signature", SINGLE_SIGNATURE), "\uFEFF[" + SINGLE + "]")
                        .status())
                .isEqualTo(202);
    }

    @Test
    void doesNotTrustThisMachineOnceASecretIsSet() {
        Reply reply = signed(OPEN, local(), SINGLE);
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.body()).contains("signature_missing");
    }

    @Test
    void ignoresSignaturesWithoutASecret() {
        assertThat(take(KEYED, remote("x-signature", SINGLE_SIGNATURE), SINGLE).status())
                .isEqualTo(401);
    }

    @Test
    void refusesUnsignedCallsWithAKeyWhenSignaturesAreRequired() {
        PartnerDoor strict = door(KEYED, Optional.of(Secret.of("s3cret")), true);
        Reply reply = strict.take(Optional.empty(), remote("authorization", basic("web-key")), body(SINGLE))
                .join();
        assertThat(reply.body()).contains("signature_missing");
    }

    @Test
    void answers501ToAnUnknownType() {
        Reply reply = take(OPEN, local(), "{\"type\":\"wave\",\"userId\":\"u\"}");
        assertThat(reply.status()).isEqualTo(501);
    }

    @Test
    void answers501ToATypeThatIsNotTakenOrSwitchedOff() {
        taker.filters(new Acceptance.Filtered(0, "smc", Intake.TYPE_NOT_SUPPORTED));
        assertThat(take(OPEN, local(), EVENT).status()).isEqualTo(501);
        taker.filters(new Acceptance.Filtered(0, "smc", Reason.event("type_switched_off", "Off.")));
        assertThat(take(OPEN, local(), EVENT).status()).isEqualTo(501);
    }

    @Test
    void answers200WithTheReasonToAFilteredEvent() {
        taker.filters(new Acceptance.Filtered(0, "smc", Reason.event("event_not_allowed", "Not on the list.")));
        assertThat(take(OPEN, local(), EVENT))
                .isEqualTo(
                        Reply.of(
                                200,
                                "{\"success\":true,\"status\":\"filtered\",\"code\":\"event_not_allowed\",\"message\":\"Not on the list.\"}"));
    }

    @Test
    void answers202WhenOneOfTwoConnectionsWantsTheEvent() {
        taker.filters(new Acceptance.Filtered(0, "smc", Intake.TYPE_NOT_SUPPORTED));
        assertThat(take(KEYED, remote("authorization", basic("server-key")), EVENT)
                        .status())
                .isEqualTo(202);
    }

    @Test
    void never2xxWhenEveryEventIsRefused() {
        assertThat(take(OPEN, local(), "{\"type\":\"page\"}").status()).isEqualTo(400);
        Reply batch = take(OPEN, local(), "[{\"type\":\"page\"},{}]");
        assertThat(batch.status()).isEqualTo(400);
        assertThat(batch.body()).contains("\"index\":1");
    }

    @Test
    void namesTheRefusedEventsOfAnArrayWithGoodOnes() {
        Reply reply = take(OPEN, local(), "[{\"type\":\"page\"}," + EVENT + "]");
        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.body()).contains("\"errors\":[{\"index\":0,");
    }

    @Test
    void takesDeletionsWithAKeyOnlyIfTheKeyMayAskForThem() {
        String deletion = "{\"type\":\"delete\",\"userId\":\"u\"}";
        take(KEYED, remote("authorization", basic("server-key")), deletion);
        take(KEYED, remote("authorization", basic("web-key")), deletion);
        assertThat(taker.routes).extracting(Route::mayDelete).containsExactly(true, false);
    }

    @Test
    void takesDeletionsFromASignedCallWhateverItsKey() {
        signed(KEYED, remote("x-signature", SINGLE_SIGNATURE, "authorization", basic("web-key")), SINGLE);
        signed(KEYED, remote("x-signature", SINGLE_SIGNATURE), SINGLE);
        signed(KEYED, remote("x-signature", SINGLE_SIGNATURE, "authorization", basic("web-key")), "[" + SINGLE + "]");
        assertThat(taker.routes).hasSize(3).allMatch(Route::mayDelete);
    }

    @Test
    void takesNoDeletionsBehindASignedFirstEvent() {
        signed(KEYED, remote("x-signature", SINGLE_SIGNATURE, "authorization", basic("web-key")), BATCH);
        assertThat(taker.routes).singleElement().matches(route -> !route.mayDelete());
    }

    @Test
    void answers403ToADeletionThatTheCallerMayNotAskFor() {
        taker.filters(new Acceptance.Filtered(0, "smc", Intake.DELETE_NOT_ALLOWED));
        Reply reply = take(KEYED, remote("authorization", basic("web-key")), "{\"type\":\"delete\",\"userId\":\"u\"}");
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.body()).contains("delete_not_allowed");
    }

    @Test
    void mayAskForDeletionsOnThisMachineWithoutKeys() {
        take(OPEN, local(), "{\"type\":\"delete\",\"userId\":\"u\"}");
        assertThat(taker.events)
                .singleElement()
                .satisfies(event -> assertThat(event.type()).isEqualTo(EventType.DELETE));
        assertThat(taker.routes).allMatch(Route::mayDelete);
    }

    @Test
    void feedsOnlyTheConnectionThatThePathNames() {
        PartnerDoor door = door(KEYED, Optional.empty(), false);
        RequestHead head = remote("authorization", basic("server-key"));
        assertThat(door.take(Optional.of("de"), head, body(EVENT)).join().status())
                .isEqualTo(202);
        assertThat(taker.routes)
                .singleElement()
                .satisfies(route -> assertThat(route.connections()).containsExactly("de"));
        assertThat(door.take(Optional.of("fr"), head, body(EVENT)).join().status())
                .isEqualTo(404);
    }

    @Test
    void takesFourThousandEventsAtOnceAndNotOneMore() {
        String array = "[" + (EVENT + ",").repeat(3_999) + EVENT;
        assertThat(take(OPEN, local(), array + "]").status()).isEqualTo(202);
        assertThat(take(OPEN, local(), array + "," + EVENT + "]").status()).isEqualTo(400);
    }

    private Reply take(Routes routes, RequestHead head, String text) {
        return door(routes, Optional.empty(), false)
                .take(Optional.empty(), head, body(text))
                .join();
    }

    private Reply signed(Routes routes, RequestHead head, String text) {
        return door(routes, Optional.of(Secret.of("s3cret")), false)
                .take(Optional.empty(), head, body(text))
                .join();
    }

    private PartnerDoor door(Routes routes, Optional<Secret> secret, boolean required) {
        return door(routes, secret, required, memory);
    }

    private PartnerDoor door(Routes routes, Optional<Secret> secret, boolean required, BodyMemory memory) {
        return new PartnerDoor(
                routes,
                taker,
                new TrackingParser(ParserLimits.PARTNER),
                Requests.bodies(ParserLimits.PARTNER.bodyBytes(), memory),
                secret,
                required,
                Requests.CLOCK);
    }
}
