package org.eventgateway.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** What other gateways' destinations and webhooks are answered (Segment docs: direct destination, Webhooks (Actions)). */
class PartnerDoorIT {
    private static final String SIGNED =
            "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"é\",\"properties\":{\"a\":1,\"b\":\"<x>\"}}";
    private static final String SIGNED_BATCH =
            "[" + SIGNED + ",{\"type\":\"identify\",\"userId\":\"u\",\"traits\":{\"n\":null}}]";
    private static final String SIGNATURE_OF_ONE = "2e7f49b7b91fa75b21e13cc63860510503056d17";
    private static final String SIGNATURE_OF_BATCH = "20d5156b36b5638ba338262dae3957a806ae02cd";

    private final Smc smc = Sandbox.smc();
    private final Gateway gateway = Guarded.gateway();
    private final String run =
            "partner-" + Long.toHexString(ThreadLocalRandom.current().nextLong());

    @Test
    void oneEventIsAccepted() throws IOException {
        assertTaken(gateway.post("/partner", event("one", "Good")), 202);
        arrived(run + "-one");
    }

    @Test
    void aBareArrayIsAccepted() throws IOException {
        assertTaken(gateway.post("/partner", "[" + event("first", "Good") + "," + event("second", "Good") + "]"), 202);
        arrived(run + "-first");
        arrived(run + "-second");
    }

    @Test
    void anEventForOneConnectionIsAccepted() throws IOException {
        assertTaken(gateway.post("/partner/smc", event("named", "Good")), 202);
        arrived(run + "-named");
    }

    @Test
    void aSwitchedOffTypeIsAnsweredSoThatNobodyTriesAgain() throws IOException {
        Answer answer = Answer.of(gateway.post(
                "/partner",
                "{\"type\":\"screen\",\"userId\":\"u\",\"name\":\"Home\",\"messageId\":\"" + run + "-screen\"}"));

        assertThat(answer.status()).isEqualTo(501);
        assertThat(answer.body().getBoolean("success")).isFalse();
        assertThat(answer.code()).isEqualTo("type_switched_off");
        assertThat(answer.text()).startsWith("Calls of this type are switched off");
    }

    @Test
    void aTrackCallThatIsNotAllowedIsFiltered() throws IOException {
        Answer answer = Answer.of(gateway.post("/partner", event("other", "Other")));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().getBoolean("success")).isTrue();
        assertThat(answer.body().getString("status")).isEqualTo("filtered");
        assertThat(answer.code()).isEqualTo("event_not_allowed");
    }

    @Test
    void anEventThatItsSenderKeepsFromSmcIsFiltered() throws IOException {
        Answer answer = Answer.of(gateway.post(
                "/partner",
                "{\"type\":\"identify\",\"userId\":\"u\",\"integrations\":{\"Selligent Marketing Cloud\":false}}"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().getString("status")).isEqualTo("filtered");
        assertThat(answer.code()).isEqualTo("filtered_by_integrations");
    }

    @Test
    void aSignatureOverOneEventNeedsNoKey() throws IOException {
        int before = signedEvents();

        assertTaken(gateway.post("/partner", SIGNED.getBytes(UTF_8), "X-Signature", SIGNATURE_OF_ONE), 202);

        awaitSignedEvents(before + 1);
    }

    @Test
    void aSignatureOverTheWholeBatchNeedsNoKey() throws IOException {
        int before = signedEvents();

        assertTaken(gateway.post("/partner", SIGNED_BATCH.getBytes(UTF_8), "X-Signature", SIGNATURE_OF_BATCH), 202);

        awaitSignedEvents(before + 1);
    }

    @Test
    void aSignatureOverTheFirstEventAloneIsNotEnoughForABatch() throws IOException {
        Answer answer =
                Answer.of(gateway.post("/partner", SIGNED_BATCH.getBytes(UTF_8), "X-Signature", SIGNATURE_OF_ONE));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("signature_partial");
        assertThat(answer.text()).startsWith("X-Signature covers only the first event.");
    }

    @Test
    void aSignatureOverTheFirstEventAndAKeyAreEnoughForABatch() throws IOException {
        int before = signedEvents();

        assertTaken(
                gateway.post(
                        "/partner",
                        SIGNED_BATCH.getBytes(UTF_8),
                        "X-Signature",
                        SIGNATURE_OF_ONE,
                        "Authorization",
                        Gateway.basic(Guarded.WEB_KEY)),
                202);

        awaitSignedEvents(before + 1);
    }

    @Test
    void oneByteMoreBreaksTheSignature() throws IOException {
        Answer answer = Answer.of(gateway.post(
                "/partner",
                (SIGNED + " ").getBytes(UTF_8),
                "X-Signature",
                SIGNATURE_OF_BATCH,
                "Authorization",
                Gateway.basic(Guarded.WEB_KEY)));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("signature_wrong");
    }

    @Test
    void aDeletionTakesThePersonsRowsAway() throws IOException {
        gateway.post("/partner", event("gone", "Good"));
        arrived(run + "-gone");

        assertTaken(new Gateway(gateway.url(), Guarded.SERVER_KEY).post("/partner", deletion()), 202);

        await("the rows to be gone")
                .atMost(30, SECONDS)
                .until(() ->
                        smc.rows("segment_events", "USER_ID", run, "EVENT_ID").isEmpty());
    }

    @Test
    void aDeletionWithABrowsersKeyIsRefused() throws IOException {
        assertTaken(gateway.post("/partner", event("stays", "Good")), 202);
        arrived(run + "-stays");

        Answer answer = Answer.of(gateway.post("/partner", deletion()));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("delete_not_allowed");
        assertThat(smc.rows("segment_events", "USER_ID", run, "EVENT_ID")).isNotEmpty();
    }

    private static void assertTaken(HttpResponse<String> reply, int status) {
        Answer answer = Answer.of(reply);
        assertThat(answer.body().toString()).isEqualTo("{\"success\":true}");
        assertThat(answer.status()).isEqualTo(status);
    }

    private void awaitSignedEvents(int count) {
        await("signed events in SMC").atMost(30, SECONDS).until(() -> signedEvents() == count);
    }

    private int signedEvents() {
        return smc.rows("segment_events", "EVENT_NAME", "é", "EVENT_ID").size();
    }

    private void arrived(String messageId) {
        List<Map<String, String>> rows = await(messageId + " in SMC")
                .atMost(30, SECONDS)
                .until(() -> smc.rows("segment_events", "EVENT_ID", messageId, "EVENT_ID"), found -> !found.isEmpty());
        assertThat(rows).hasSize(1);
    }

    private String deletion() {
        return "{\"type\":\"delete\",\"userId\":\"" + run + "\"}";
    }

    private String event(String id, String name) {
        return "{\"type\":\"track\",\"userId\":\"" + run + "\",\"event\":\"" + name + "\",\"messageId\":\"" + run + "-"
                + id + "\"}";
    }
}
