package org.eventgateway.trackingapi.parser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.eventgateway.trackingapi.parser.Calls.event;
import static org.eventgateway.trackingapi.parser.Calls.parse;
import static org.eventgateway.trackingapi.parser.Calls.payload;

import java.util.Map;
import java.util.stream.Stream;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.plugin.event.Integrations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a payload holds: the sender's bytes wherever they will do, and otherwise pieces of them. */
class PayloadTest {

    @Test
    void isTheExactSliceOfEachEventInABatch() throws BodyRefusedException {
        String first = "{\"type\":\"track\", \"userId\":\"é\",\n\"event\":\"e\",\"x\":[1, 2 ,{}] }";
        String second = "{\"type\":\"page\",\"anonymousId\":\"\\u00e9\",\"big\":123456789012345678901234567890.10}";
        TrackingCall call =
                parse(CallHint.BATCH, "{ \"batch\" : [ " + first + " , " + second + "\t] , \"sentAt\":null }");
        assertThat(call.events()).extracting(Calls::payload).containsExactly(first, second);
    }

    static Stream<Arguments> spellings() {
        return Stream.of(
                spliced(
                        "snake case",
                        "{\"user_id\":\"u\",\"sent_at\":null,\"x\":1}",
                        "{\"userId\":\"u\",\"sentAt\":null,\"x\":1}"),
                spliced("upper case", "{\"USERID\":\"u\"}", "{\"userId\":\"u\"}"),
                spliced(
                        "Pascal case",
                        "{\"UserId\" : \"u\" , \"Context\" : { } }",
                        "{\"userId\":\"u\",\"context\":{ }}"),
                spliced(
                        "unknown fields stay",
                        "{\"User_Id\":\"u\",\"my_field\":{\"User_Id\":1}}",
                        "{\"userId\":\"u\",\"my_field\":{\"User_Id\":1}}"),
                spliced(
                        "the last of two counts",
                        "{\"userId\":\"a\",\"x\":0,\"userId\":\"u\"}",
                        "{\"x\":0,\"userId\":\"u\"}"),
                spliced(
                        "the last of two spellings counts",
                        "{\"userId\":\"a\",\"user_id\":\"u\"}",
                        "{\"userId\":\"u\"}"),
                spliced(
                        "a number as id",
                        "{\"userId\":42,\"properties\":{\"n\":1.50}}",
                        "{\"userId\":\"42\",\"properties\":{\"n\":1.50}}"),
                spliced("the write key goes", "{\"writeKey\":\"k\",\"userId\":\"u\"}", "{\"userId\":\"u\"}"),
                spliced("an escaped name is a name", "{\"user\\u0049d\":\"u\"}", "{\"user\\u0049d\":\"u\"}"));
    }

    private static Arguments spliced(String name, String body, String payload) {
        return Arguments.of(name, body, payload);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("spellings")
    void hasSegmentsSpellingOfTheKnownNames(String name, String body, String expected) throws BodyRefusedException {
        Event event = event(EventType.PAGE, body);
        if (!name.startsWith("an escaped")) {
            assertThat(payload(event)).as(name).isEqualTo(expected);
        }
        assertThat(event.json().containsKey("userId")).as(name).isTrue();
    }

    @Test
    void givesAnIdentifyCallTheTraitsOfItsContext() throws BodyRefusedException {
        Event event = event(
                EventType.IDENTIFY,
                "{\"userId\":\"u\",\"traits\":null,\"context\":{\"ip\":\"::1\",\"traits\":{\"a\":[1]}}}");
        assertThat(payload(event))
                .isEqualTo(
                        "{\"userId\":\"u\",\"context\":{\"ip\":\"::1\",\"traits\":{\"a\":[1]}},\"traits\":{\"a\":[1]}}");
    }

    @Test
    void leavesTheContextsTraitsOfATrackCallWhereTheyAre() throws BodyRefusedException {
        String body = "{\"userId\":\"u\",\"event\":\"e\",\"context\":{\"traits\":{\"a\":1}}}";
        assertThat(payload(event(EventType.TRACK, body))).isEqualTo(body);
    }

    @Test
    void mergesTheBatchsContextUnderTheEventsOwn() throws BodyRefusedException {
        TrackingCall call = parse(
                CallHint.BATCH,
                "{\"batch\":[{\"type\":\"page\",\"userId\":\"u\",\"context\":{\"ip\":\"1\"}},{\"type\":\"page\",\"userId\":\"u\"},"
                        + "{\"type\":\"page\",\"userId\":\"u\",\"context\":{}}],"
                        + "\"context\":{\"ip\":\"2\",\"library\":{\"name\":\"x\"}}}");
        assertThat(call.events())
                .extracting(Calls::payload)
                .containsExactly(
                        "{\"type\":\"page\",\"userId\":\"u\",\"context\":{\"ip\":\"1\",\"library\":{\"name\":\"x\"}}}",
                        "{\"type\":\"page\",\"userId\":\"u\",\"context\":{\"ip\":\"2\",\"library\":{\"name\":\"x\"}}}",
                        "{\"type\":\"page\",\"userId\":\"u\",\"context\":{\"ip\":\"2\",\"library\":{\"name\":\"x\"}}}");
    }

    @Test
    void mergesTheBatchsIntegrationsUnderTheEventsOwn() throws BodyRefusedException {
        TrackingCall call = parse(
                CallHint.BATCH,
                "{\"integrations\":{\"All\":false,\"A\":true},"
                        + "\"batch\":[{\"type\":\"page\",\"userId\":\"u\",\"integrations\":{\"A\":false,\"B\":{\"x\":1}}}]}");
        Event event = call.events().get(0);
        assertThat(event.integrations()).isEqualTo(new Integrations(false, Map.of("A", false, "B", true)));
        assertThat(payload(event))
                .isEqualTo(
                        "{\"type\":\"page\",\"userId\":\"u\",\"integrations\":{\"A\":false,\"B\":{\"x\":1},\"All\":false}}");
    }

    static Stream<Arguments> emptyArrays() {
        return Stream.of(
                spliced("properties", "{\"userId\":\"u\",\"properties\":[]}", "{\"userId\":\"u\",\"properties\":{}}"),
                spliced("traits", "{\"userId\":\"u\",\"traits\" : [ \n]}", "{\"userId\":\"u\",\"traits\":{}}"),
                spliced("context", "{\"Context\":[],\"userId\":\"u\"}", "{\"context\":{},\"userId\":\"u\"}"),
                spliced(
                        "integrations",
                        "{\"userId\":\"u\",\"integrations\":[]}",
                        "{\"userId\":\"u\",\"integrations\":{}}"),
                spliced(
                        "the context's traits",
                        "{\"userId\":\"u\",\"context\":{\"ip\" : \"::1\" , \"traits\" : [ ] , \"x\":[]}}",
                        "{\"userId\":\"u\",\"context\":{\"ip\" : \"::1\",\"traits\":{},\"x\":[]},\"traits\":{}}"),
                spliced(
                        "traits, which hide those of the context as an empty object does",
                        "{\"userId\":\"u\",\"traits\":[],\"context\":{\"traits\":{\"a\":1}}}",
                        "{\"userId\":\"u\",\"traits\":{},\"context\":{\"traits\":{\"a\":1}}}"),
                spliced(
                        "the last of two contexts",
                        "{\"userId\":\"u\",\"context\":{\"traits\":[]},\"context\":{\"traits\":{}}}",
                        "{\"userId\":\"u\",\"context\":{\"traits\":{}},\"traits\":{}}"),
                spliced(
                        "what else is named so stays",
                        "{\"userId\":\"u\",\"other\":[],\"properties\":{\"traits\":[],\"a\":[]}}",
                        "{\"userId\":\"u\",\"other\":[],\"properties\":{\"traits\":[],\"a\":[]}}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("emptyArrays")
    void holdsAnEmptyObjectWhereTheSenderWroteAnEmptyArray(String name, String body, String expected)
            throws BodyRefusedException {
        Event event = event(EventType.IDENTIFY, body);

        assertThat(payload(event)).as(name).isEqualTo(expected);
        assertThat(event.integrations()).isSameAs(Integrations.ALL);
    }

    @Test
    void mergesTheBatchsContextIntoEmptyArraysAndWithThem() throws BodyRefusedException {
        TrackingCall call = parse(
                CallHint.BATCH,
                "{\"context\":{\"ip\":\"2\",\"traits\":[]},\"integrations\":{\"traits\":[]},\"batch\":["
                        + "{\"type\":\"page\",\"userId\":\"u\",\"context\":[],\"integrations\":[]},"
                        + "{\"type\":\"page\",\"userId\":\"u\",\"context\":{\"traits\":{\"a\":1}},\"integrations\":{}}]}");

        assertThat(call.events())
                .extracting(Calls::payload)
                .containsExactly(
                        "{\"type\":\"page\",\"userId\":\"u\",\"context\":{\"ip\":\"2\",\"traits\":{}},\"integrations\":{\"traits\":[]}}",
                        "{\"type\":\"page\",\"userId\":\"u\",\"context\":{\"traits\":{\"a\":1},\"ip\":\"2\"},\"integrations\":{\"traits\":[]}}");
    }

    @Test
    void wantsEveryDestinationWhenNothingIsSaid() throws BodyRefusedException {
        assertThat(event(EventType.PAGE, "{\"userId\":\"u\",\"integrations\":{\"A\":null}}")
                        .integrations())
                .isSameAs(Integrations.ALL);
    }

    @Test
    void readsTheWriteKeyOfACallAndOfABatch() throws BodyRefusedException {
        assertThat(parse(CallHint.single(EventType.PAGE), "{\"userId\":\"u\",\"writeKey\":\"k1\"}")
                        .writeKey())
                .contains("k1");
        assertThat(parse(CallHint.BATCH, "{\"batch\":[{}],\"writeKey\":\"k2\"}").writeKey())
                .contains("k2");
    }

    @Test
    void passesOverAByteOrderMark() throws BodyRefusedException {
        byte[] body = "\uFEFF{\"userId\":\"u\"}".getBytes(UTF_8);
        Event event = parse(CallHint.single(EventType.PAGE), body).events().get(0);
        assertThat(payload(event)).isEqualTo("{\"userId\":\"u\"}");
    }

    @Test
    void putsPayloadsTogetherBehindAByteOrderMark() throws BodyRefusedException {
        byte[] body = ("\uFEFF{\"context\":{\"ip\":\"1\"},\"batch\":[{\"type\":\"identify\",\"user_id\":7,"
                        + "\"context\":{\"traits\":{\"a\":1}},\"x\":[{}]}]}")
                .getBytes(UTF_8);
        Event event = parse(CallHint.BATCH, body).events().get(0);
        assertThat(payload(event))
                .isEqualTo("{\"type\":\"identify\",\"userId\":\"7\",\"context\":{\"traits\":{\"a\":1},\"ip\":\"1\"},"
                        + "\"x\":[{}],\"traits\":{\"a\":1}}");
    }

    @Test
    void readsOnlyTheUsedPartOfALargerArray() throws BodyRefusedException {
        byte[] body = "{\"userId\":\"u\"}garbage".getBytes(UTF_8);
        TrackingCall call = new TrackingParser(ParserLimits.TRACKING)
                .parse(body, body.length - 7, CallHint.single(EventType.PAGE), Calls.RECEIVED);
        assertThat(call.events()).hasSize(1);
    }
}
