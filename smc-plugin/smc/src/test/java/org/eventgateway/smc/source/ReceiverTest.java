package org.eventgateway.smc.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eventgateway.plugin.source.Input;
import org.eventgateway.plugin.source.InputRefusedException;
import org.eventgateway.plugin.source.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiverTest {
    private static final String BODY =
            "{\"event\":\"opened\",\"user_id\":\"zoë\",\"timestamp\":\"2026-10-20T06:00:00Z\"}";
    private static final String SECRET = "s3cret";

    @Test
    void takesTheSharedSecretInEitherHeader() throws IOException {
        Source source = Sources.open("shared-secret", SECRET);

        assertThat(Sources.read(source, Sources.request(BODY, "x-shared-secret", SECRET)).events)
                .hasSize(1);
        assertThat(Sources.read(source, Sources.request(BODY, "authorization", "Bearer " + SECRET)).events)
                .hasSize(1);
    }

    @Test
    void takesBasicAuthentication() throws IOException {
        Source source = Sources.open("basic-user", "smc", "basic-password", "pass:word");

        assertThat(Sources.read(source, Sources.request(BODY, "authorization", basic("smc:pass:word"))).events)
                .hasSize(1);
    }

    @Test
    void takesEitherWhenBothAreSet() throws IOException {
        Source source = Sources.open("shared-secret", SECRET, "basic-user", "smc", "basic-password", "pw");

        assertThat(Sources.read(source, Sources.request(BODY, "authorization", basic("smc:pw"))).events)
                .hasSize(1);
        assertThat(Sources.read(source, Sources.request(BODY, "x-shared-secret", SECRET)).events)
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "x-shared-secret, wrong",
        "x-shared-secret, ''",
        "authorization, Bearer wrong",
        "authorization, s3cret",
        "authorization, Basic !!!",
        "x-other, s3cret"
    })
    void refusesEverythingElse(String header, String value) {
        assertRefused(Sources.open("shared-secret", SECRET), Sources.request(BODY, header, value), "unauthorized");
    }

    @Test
    void refusesRequestsWhileNothingIsSet() {
        assertRefused(Sources.open(), Sources.request(BODY), "receiver_closed");
        assertRefused(Sources.open(), Sources.request(BODY, ":from-this-machine", "false"), "receiver_closed");
    }

    @Test
    void takesRequestsOfThisMachineWhileNothingIsSet() throws IOException {
        assertThat(Sources.read(Sources.open(), Sources.request(BODY, ":from-this-machine", "true")).events)
                .hasSize(1);
    }

    @Test
    void asksThisMachineForTheSecretTooOnceOneIsSet() {
        assertRefused(
                Sources.open("shared-secret", SECRET),
                Sources.request(BODY, ":from-this-machine", "true"),
                "unauthorized");
    }

    @Test
    void refusesARequestWithoutAnyHeader() {
        Input bare = new Input(
                "/sources/smc",
                Map.of(),
                new ByteArrayInputStream(BODY.getBytes(StandardCharsets.UTF_8)),
                Optional.empty());

        assertRefused(Sources.open("shared-secret", SECRET), bare, "unauthorized");
    }

    @Test
    void takesASignedRequestWithinTheWindow() throws Exception {
        Source source = Sources.open("hmac-secret", SECRET);

        for (long skew : new long[] {0, -300, 300}) {
            assertThat(Sources.read(source, signed(BODY, BODY, skew)).events).hasSize(1);
        }
    }

    @Test
    void refusesASignedRequestOutsideOfTheWindow() throws Exception {
        assertRefused(Sources.open("hmac-secret", SECRET), signed(BODY, BODY, -301), "stale_signature");
        assertRefused(Sources.open("hmac-secret", SECRET), signed(BODY, BODY, 301), "stale_signature");
        assertRefused(Sources.open("hmac-secret", SECRET), Sources.request(BODY), "stale_signature");
    }

    @Test
    void refusesASignatureOfSomethingElseAndStoresNothing() throws Exception {
        Sinks.Keeping sink = new Sinks.Keeping();
        Source source = Sources.open("hmac-secret", SECRET);

        assertThatThrownBy(() -> source.read(signed(BODY + "\n" + BODY, BODY, 0), sink))
                .isInstanceOf(InputRefusedException.class);
        assertThat(sink.events).isEmpty();
        assertThat(sink.checkpoints).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha256=", "sha256=00", "nonsense"})
    void doesNotReadTheBodyBehindASignatureThatHasNotTheForm(String signature) throws IOException {
        InputStream closed = InputStream.nullInputStream();
        closed.close();
        Map<String, List<String>> headers = Map.of(
                "x-timestamp", List.of(Long.toString(Sources.NOW.getEpochSecond())), "x-signature", List.of(signature));

        assertRefused(
                Sources.open("hmac-secret", SECRET),
                new Input("/sources/smc", headers, closed, Optional.empty()),
                "bad_signature");
    }

    @Test
    void asksForBothWhenSecretAndSignatureAreSet() throws Exception {
        Source source = Sources.open("hmac-secret", SECRET, "shared-secret", "other");

        assertRefused(source, signed(BODY, BODY, 0), "unauthorized");
    }

    @Test
    void refusesASignedBodyThatIsTooLarge() throws Exception {
        String large = BODY + " ".repeat(2_000);

        assertRefused(
                Sources.open("hmac-secret", SECRET, "max-request-size", "1KB"),
                signed(large, large, 0),
                "request_too_large");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "application/json, '{E}', 1",
        "application/json, '[{E},{E}]', 2",
        "application/x-ndjson, '{E}{E}', 2",
        "text/plain, '{E}', 1",
        "'', '{E}', 1",
    })
    void readsJsonUnderAnyContentType(String contentType, String shape, int events) throws IOException {
        Source source = Sources.open("shared-secret", SECRET);
        String body = shape.replace("{E}", BODY + "\n");

        assertThat(Sources.read(source, Sources.request(body, "x-shared-secret", SECRET, "content-type", contentType))
                        .events)
                .hasSize(events);
    }

    @Test
    void readsCsvIfTheContentTypeSaysSo() throws IOException {
        Input request = Sources.request(
                "event;user_id;timestamp\nopened;u;2026-10-20T06:00:00Z\n",
                "x-shared-secret",
                SECRET,
                "content-type",
                "text/csv; charset=utf-8");

        assertThat(Sources.read(Sources.open("shared-secret", SECRET), request).events)
                .hasSize(1);
    }

    @Test
    void refusesACharsetThatItCannotRead() {
        Input request =
                Sources.request(BODY, "x-shared-secret", SECRET, "content-type", "application/json; charset=klingon");

        assertRefused(Sources.open("shared-secret", SECRET), request, "unknown_charset");
    }

    private static void assertRefused(Source source, Input input, String code) {
        assertThatThrownBy(() -> source.read(input, new Sinks.Keeping()))
                .isInstanceOfSatisfying(InputRefusedException.class, e -> {
                    assertThat(e.reason().code()).isEqualTo(code);
                    assertThat(e.getMessage()).doesNotContain(SECRET);
                });
    }

    private static Input signed(String body, String signedBody, long skew) throws Exception {
        String timestamp = Long.toString(Sources.NOW.getEpochSecond() + skew);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] signature = mac.doFinal((timestamp + "." + signedBody).getBytes(StandardCharsets.UTF_8));
        return Sources.request(
                body,
                "x-timestamp",
                timestamp,
                "x-signature",
                "sha256=" + HexFormat.of().formatHex(signature));
    }

    private static String basic(String login) {
        return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }
}
