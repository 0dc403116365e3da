package org.eventgateway.trackingapi.parser;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.eventgateway.trackingapi.parser.Calls.parse;

import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.eventgateway.plugin.Category;
import org.eventgateway.plugin.event.EventType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused as a whole, and what only in part. */
class BodyRefusalTest {
    private static final CallHint PAGE = CallHint.single(EventType.PAGE);
    private static final String GOOD = "{\"type\":\"page\",\"userId\":\"u\"}";

    static Stream<Arguments> bodies() {
        return Stream.of(
                body("nothing", PAGE, "", "empty_body"),
                body("blanks", PAGE, " \n", "empty_body"),
                body("an array for one event", PAGE, "[" + GOOD + "]", "body_not_object"),
                body("a text", PAGE, "\"x\"", "body_not_object"),
                body("cut", PAGE, "{\"userId\":\"u\"", "invalid_json"),
                body("cut in a skipped object", PAGE, "{\"x\":{\"y\":[1", "invalid_json"),
                body("more behind", PAGE, GOOD + "{}", "invalid_json"),
                body("a comment", PAGE, "{/**/}", "invalid_json"),
                body("a comma too many", PAGE, "{\"a\":1,}", "invalid_json"),
                body("NaN", PAGE, "{\"a\":NaN}", "invalid_json"),
                body("a raw line break in a text", PAGE, "{\"a\":\"\n\"}", "invalid_json"),
                body("a broken escape in an unknown field", PAGE, "{\"a\":\"\\x\"}", "invalid_json"),
                body("UTF-16 without mark", PAGE, new String(GOOD.getBytes(UTF_16LE), ISO_8859_1), "invalid_json"),
                body("a batch that is no object", CallHint.BATCH, "[" + GOOD + "]", "body_not_object"),
                body("no batch", CallHint.BATCH, "{}", "empty_batch"),
                body("an empty batch", CallHint.BATCH, "{\"batch\":[]}", "empty_batch"),
                body("a null batch", CallHint.BATCH, "{\"batch\":null}", "empty_batch"),
                body("a batch that is no array", CallHint.BATCH, "{\"batch\":{}}", "batch_not_array"),
                body("a good event before broken JSON", CallHint.BATCH, "{\"batch\":[" + GOOD + ",{]}", "invalid_json"),
                body("an empty array", CallHint.PARTNER, "[]", "empty_batch"),
                body("a cut array", CallHint.PARTNER, "[" + GOOD, "invalid_json"));
    }

    private static Arguments body(String name, CallHint hint, String body, String code) {
        return Arguments.of(name, hint, body, code);
    }

    @ParameterizedTest(name = "{0}: {3}")
    @MethodSource("bodies")
    void refusesABrokenBodyWhole(String name, CallHint hint, String body, String code) {
        assertThat(code(hint, body.getBytes(UTF_8))).as(name).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "C080",
                "C1BF",
                "E08080",
                "EDA080",
                "EDB080",
                "F0808080",
                "F4908080",
                "F5808080",
                "80",
                "BF",
                "C3",
                "E282",
                "F09F98",
                "C328",
                "E28228",
                "F09F9828",
                "FF",
                "FE"
            })
    void refusesWhatIsNotStrictUtf8EvenInUnknownFields(String hex) {
        byte[] wrong = HexFormat.of().parseHex(hex);
        byte[] head = "{\"userId\":\"u\",\"x\":\"long enough to be passed in steps of eight ".getBytes(UTF_8);
        byte[] tail = "\"}".getBytes(UTF_8);
        byte[] body = new byte[head.length + wrong.length + tail.length];
        System.arraycopy(head, 0, body, 0, head.length);
        System.arraycopy(wrong, 0, body, head.length, wrong.length);
        System.arraycopy(tail, 0, body, head.length + wrong.length, tail.length);
        assertThat(code(PAGE, body)).isEqualTo("invalid_utf8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"é", "\u07ff", "\u0800", "\ud7ff", "\ue000", "\uffff", "\ud800\udc00", "\udbff\udfff"})
    void takesEveryCharacterThatUtf8CanWrite(String text) throws BodyRefusedException {
        assertThat(parse(PAGE, "{\"userId\":\"" + text + "\"}").events())
                .singleElement()
                .satisfies(event -> assertThat(event.userId()).contains(text));
    }

    @Test
    void toleratesTheDepthLimitAndRefusesOneMore() throws BodyRefusedException {
        assertThat(parse(PAGE, deep(63)).events()).hasSize(1);
        assertThat(code(PAGE, deep(64).getBytes(UTF_8))).isEqualTo("too_deep");
        String batch = "{\"batch\":[" + deep(63) + "]}";
        assertThat(parse(CallHint.BATCH, batch.replace("{\"userId\"", "{\"type\":\"page\",\"userId\""))
                        .events())
                .hasSize(1);
        assertThat(code(CallHint.BATCH, ("{\"batch\":[" + deep(64) + "]}").getBytes(UTF_8)))
                .isEqualTo("too_deep");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"traits\":", "{\"x\":", "{\"integrations\":{\"A\":", "{\"userId\":", "{\"traits\":[[0],"})
    void refusesTenThousandLevelsWithoutExhaustingTheStack(String head) {
        String body = head + "[".repeat(10_000);
        assertThat(code(PAGE, body.getBytes(UTF_8))).isEqualTo("too_deep");
        assertThat(code(CallHint.PARTNER, ("[" + body).getBytes(UTF_8))).isEqualTo("too_deep");
        assertThat(code(CallHint.BATCH, ("{\"batch\":[" + body).getBytes(UTF_8)))
                .isEqualTo("too_deep");
        assertThat(code(CallHint.BATCH, ("{\"context\":" + body).getBytes(UTF_8)))
                .isEqualTo("too_deep");
        assertThat(code(CallHint.BATCH, ("{\"batch\":[" + "[".repeat(10_000)).getBytes(UTF_8)))
                .isEqualTo("too_deep");
    }

    private static String deep(int levels) {
        return "{\"userId\":\"u\",\"x\":" + "[".repeat(levels) + "]".repeat(levels) + "}";
    }

    @Test
    void refusesABodyOverTheLimitUnread() {
        byte[] body = new byte[ParserLimits.TRACKING.bodyBytes() + 1];
        assertThat(code(CallHint.BATCH, body)).isEqualTo("body_too_large");
    }

    @Test
    void takesAsManyEventsAsTheLimitAndNotOneMore() throws BodyRefusedException {
        String events = (GOOD + ",").repeat(2_499) + GOOD;
        assertThat(parse(CallHint.BATCH, "{\"batch\":[" + events + "]}").events())
                .hasSize(2_500);
        assertThat(code(CallHint.BATCH, ("{\"batch\":[" + events + "," + GOOD + "]}").getBytes(UTF_8)))
                .isEqualTo("too_many_events");
        assertThat(parse(CallHint.PARTNER, "[" + events + "," + (GOOD + ",").repeat(1_499) + GOOD + "]")
                        .events())
                .hasSize(4_000);
    }

    @Test
    void refusesAnEventOfMoreThan32KilobytesAndTakesItsNeighbours() throws BodyRefusedException {
        String frame = "{\"type\":\"page\",\"userId\":\"u\",\"messageId\":\"m\",\"x\":\"\"}";
        String fits = frame.replace("\"x\":\"\"", "\"x\":\"" + "x".repeat(32_768 - frame.length()) + "\"");
        String over = frame.replace("\"x\":\"\"", "\"x\":\"" + "x".repeat(32_769 - frame.length()) + "\"");
        TrackingCall call = parse(CallHint.BATCH, "{\"batch\":[" + fits + "," + over + "," + GOOD + "]}");
        assertThat(call.events()).hasSize(2);
        assertThat(call.refused()).singleElement().satisfies(refused -> {
            assertThat(refused.index()).isEqualTo(1);
            assertThat(refused.messageId()).contains("m");
            assertThat(refused.reason().code()).isEqualTo("event_too_large");
            assertThat(refused.raw().remaining()).isEqualTo(32_768);
        });
    }

    @Test
    void countsTheBatchsContextIntoTheSizeOfAnEvent() throws BodyRefusedException {
        String context = "{\"x\":\"" + "x".repeat(32_760) + "\"}";
        TrackingCall call = parse(CallHint.BATCH, "{\"batch\":[" + GOOD + "],\"context\":" + context + "}");
        assertThat(call.refused())
                .singleElement()
                .satisfies(refused -> assertThat(refused.reason().code()).isEqualTo("event_too_large"));
    }

    @Test
    void refusesABatchThatItsContextWouldBlowUp() {
        String context = "{\"x\":\"" + "x".repeat(30_000) + "\"}";
        String body = "{\"batch\":[" + (GOOD + ",").repeat(1_000) + GOOD + "],\"context\":" + context + "}";
        assertThat(code(CallHint.BATCH, body.getBytes(UTF_8))).isEqualTo("body_too_large");
    }

    @Test
    void refusesABatchForNowWhenThereIsNoRoomForItsEvents() throws BodyRefusedException {
        String context = "{\"x\":\"" + "x".repeat(1_000) + "\"}";
        byte[] body = ("{\"writeKey\":\"k\",\"batch\":[" + GOOD + "," + GOOD + "],\"context\":" + context + "}")
                .getBytes(UTF_8);
        ReadBody read =
                new TrackingParser(ParserLimits.TRACKING).read(body, body.length, CallHint.BATCH, Calls.RECEIVED);
        AtomicInteger left = new AtomicInteger(3_000);
        assertThat(read.writeKey()).contains("k");
        assertThatThrownBy(() -> read.assemble(bytes -> left.addAndGet(-bytes) >= 0))
                .isInstanceOfSatisfying(
                        BodyRefusedException.class,
                        refused -> assertThat(refused.reason().category()).isEqualTo(Category.THROTTLED));
    }

    @Test
    void letsEachEventOfABatchStandForItself() throws BodyRefusedException {
        TrackingCall call =
                parse(CallHint.BATCH, "{\"batch\":[1,\"é\"," + GOOD + ",null,[{}],{\"type\":\"page\"},{}]}");
        assertThat(call.events()).hasSize(1);
        assertThat(call.refused())
                .extracting(RefusedEvent::index, refused -> refused.reason().code())
                .containsExactly(
                        tuple(0, "event_not_object"),
                        tuple(1, "event_not_object"),
                        tuple(3, "event_not_object"),
                        tuple(4, "event_not_object"),
                        tuple(5, "no_user_anon_id"),
                        tuple(6, "type_not_defined"));
        assertThat(call.refused())
                .extracting(refused -> Calls.text(refused.raw()))
                .startsWith("1", "\"é\"", "null", "[{}]");
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }

    @Test
    void neverQuotesTheBodyInARefusal() {
        assertThatThrownBy(() -> parse(PAGE, "{\"userId\":\"secret@example.org\" secret@example.org}"))
                .isInstanceOf(BodyRefusedException.class)
                .hasMessageNotContaining("secret");
    }

    private static String code(CallHint hint, byte[] body) {
        try {
            TrackingCall call = parse(hint, body);
            return "accepted " + call;
        } catch (BodyRefusedException e) {
            return e.reason().code();
        }
    }
}
