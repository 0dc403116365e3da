package org.eventgateway.trackingapi.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eventgateway.trackingapi.parser.Calls.event;
import static org.eventgateway.trackingapi.parser.Calls.parse;
import static org.eventgateway.trackingapi.parser.Calls.payload;
import static org.eventgateway.trackingapi.parser.Calls.refusal;

import java.util.Optional;
import java.util.stream.Stream;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One golden case per call type, and what each type must have. */
class CallTypesTest {

    @Test
    void readsAnIdentifyCall() throws BodyRefusedException {
        String body = "{\"type\":\"identify\",\"userId\":\"u1\",\"messageId\":\"m1\",\"traits\":{\"email\":\"a@b.c\"}}";
        Event event = event(EventType.IDENTIFY, body);
        assertThat(event.userId()).contains("u1");
        assertThat(event.messageId()).isEqualTo("m1");
        assertThat(payload(event)).isEqualTo(body);
    }

    @Test
    void readsATrackCallWithItsEventAsName() throws BodyRefusedException {
        Event event =
                event(EventType.TRACK, "{\"anonymousId\":\"a\",\"event\":\"Order Completed\",\"name\":\"other\"}");
        assertThat(event.name()).contains("Order Completed");
        assertThat(event.anonymousId()).contains("a");
        assertThat(event.userId()).isEmpty();
    }

    @Test
    void readsAGroupCall() throws BodyRefusedException {
        assertThat(event(EventType.GROUP, "{\"userId\":\"u\",\"groupId\":\"VIP\"}")
                        .groupId())
                .contains("VIP");
    }

    @Test
    void readsPageAndScreenCallsWithTheirName() throws BodyRefusedException {
        assertThat(event(EventType.PAGE, "{\"userId\":\"u\",\"name\":\"Home\"}").name())
                .contains("Home");
        assertThat(event(EventType.SCREEN, "{\"userId\":\"u\"}").name()).isEmpty();
    }

    @Test
    void takesTheVisitorAsPreviousIdOfAnAliasCallThatNamesNone() throws BodyRefusedException {
        Event alias = event(EventType.ALIAS, "{\"userId\":\"507f191e81\",\"anonymousId\":\"anon\"}");
        assertThat(alias.previousId()).contains("anon");
    }

    @Test
    void readsTheAliasFieldsOfTheWebhooksDestinationThatHaveBlanks() throws BodyRefusedException {
        Event alias = event(EventType.ALIAS, "{\"Previous ID\":\"old\",\"User ID\":\"new\"}");
        assertThat(alias.previousId()).contains("old");
        assertThat(alias.userId()).contains("new");
        assertThat(payload(alias)).isEqualTo("{\"previousId\":\"old\",\"userId\":\"new\"}");
    }

    @Test
    void readsADeletionRequestWithEmptyArraysForObjects() throws BodyRefusedException {
        TrackingCall call = parse(
                CallHint.PARTNER,
                "{\"type\":\"delete\",\"userId\":\"u\",\"context\":[],\"integrations\":[],\"timestamp\":\"2020-05-09T23:54:49Z\"}");
        assertThat(call.events()).singleElement().extracting(Event::type).isEqualTo(EventType.DELETE);
    }

    @Test
    void letsThePathWinOverTheTypeInTheBody() throws BodyRefusedException {
        assertThat(event(EventType.PAGE, "{\"type\":\"screen\",\"userId\":\"u\"}")
                        .type())
                .isEqualTo(EventType.PAGE);
    }

    @ParameterizedTest
    @CsvSource({"identify", "Identify", "IDENTIFY", "ALIAS"})
    void readsTheTypeInAnyCase(String type) throws BodyRefusedException {
        TrackingCall call = parse(CallHint.PARTNER, "{\"type\":\"" + type + "\",\"userId\":\"u\"}");
        assertThat(call.events())
                .singleElement()
                .extracting(Event::type)
                .isEqualTo(EventType.valueOf(type.toUpperCase(java.util.Locale.ROOT)));
    }

    @Test
    void refusesEachEventThatWouldGetAnArrayForTraitsFromTheBatch() throws BodyRefusedException {
        TrackingCall call = parse(
                CallHint.BATCH,
                "{\"batch\":[{\"type\":\"page\",\"userId\":\"a\"},"
                        + "{\"type\":\"page\",\"userId\":\"b\",\"context\":{\"traits\":null}}],\"context\":{\"traits\":[1]}}");

        assertThat(call.refused())
                .singleElement()
                .satisfies(refused ->
                        assertThat(refused.reason().text()).isEqualTo("context.traits of the batch is not an object."));
        assertThat(call.events()).singleElement().extracting(Event::userId).isEqualTo(Optional.of("b"));
    }

    static Stream<Arguments> brokenRules() {
        return Stream.of(
                refused("nobody", EventType.TRACK, "{\"event\":\"e\"}", "no_user_anon_id"),
                refused("null ids", EventType.PAGE, "{\"userId\":null,\"anonymousId\":null}", "no_user_anon_id"),
                refused("blank id", EventType.PAGE, "{\"userId\":\" \"}", "no_user_anon_id"),
                refused("object as id", EventType.PAGE, "{\"userId\":{\"a\":1}}", "id_not_string"),
                refused("boolean as id", EventType.PAGE, "{\"userId\":true}", "id_not_string"),
                refused("array as message id", EventType.PAGE, "{\"userId\":\"u\",\"messageId\":[]}", "id_not_string"),
                refused(
                        "long message id",
                        EventType.PAGE,
                        "{\"userId\":\"u\",\"messageId\":\"" + "m".repeat(101) + "\"}",
                        "message_id_too_long"),
                refused(
                        "alias of a visitor",
                        EventType.ALIAS,
                        "{\"anonymousId\":\"a\",\"previousId\":\"p\"}",
                        "id_required"),
                refused("deletion of a visitor", EventType.DELETE, "{\"anonymousId\":\"a\"}", "id_required"),
                refused(
                        "group without group",
                        EventType.GROUP,
                        "{\"userId\":\"u\",\"groupId\":\"\"}",
                        "group_id_required"),
                refused("track without event", EventType.TRACK, "{\"userId\":\"u\"}", "event_not_defined"),
                refused(
                        "track with null event",
                        EventType.TRACK,
                        "{\"userId\":\"u\",\"event\":null}",
                        "event_not_defined"),
                refused(
                        "track with blank event",
                        EventType.TRACK,
                        "{\"userId\":\"u\",\"event\":\" \"}",
                        "event_not_defined"),
                refused(
                        "track with a number as event",
                        EventType.TRACK,
                        "{\"userId\":\"u\",\"event\":7}",
                        "event_not_string"),
                refused(
                        "page with a number as name",
                        EventType.PAGE,
                        "{\"userId\":\"u\",\"name\":7}",
                        "name_not_string"),
                refused(
                        "traits as text",
                        EventType.IDENTIFY,
                        "{\"userId\":\"u\",\"traits\":\"x\"}",
                        "traits_not_object"),
                refused(
                        "traits as array",
                        EventType.IDENTIFY,
                        "{\"userId\":\"u\",\"traits\":[{}]}",
                        "traits_not_object"),
                refused(
                        "properties as array",
                        EventType.TRACK,
                        "{\"userId\":\"u\",\"event\":\"e\",\"properties\":[1,[2]]}",
                        "properties_not_object"),
                refused(
                        "context as text",
                        EventType.PAGE,
                        "{\"userId\":\"u\",\"context\":\"x\"}",
                        "context_not_object"),
                refused(
                        "integrations as true",
                        EventType.PAGE,
                        "{\"userId\":\"u\",\"integrations\":true}",
                        "integrations_not_object"),
                refused(
                        "context as array",
                        EventType.PAGE,
                        "{\"userId\":\"u\",\"context\":[{}]}",
                        "context_not_object"),
                refused(
                        "integrations as array",
                        EventType.PAGE,
                        "{\"userId\":\"u\",\"integrations\":[\"All\"]}",
                        "integrations_not_object"),
                refused(
                        "the context's traits as array",
                        EventType.TRACK,
                        "{\"userId\":\"u\",\"event\":\"e\",\"context\":{\"traits\":[[]],\"ip\":\"1\"}}",
                        "context_traits_not_object"),
                refused(
                        "half a character",
                        EventType.PAGE,
                        "{\"userId\":\"u\",\"properties\":{\"a\":\"\\ud83d\"}}",
                        "invalid_unicode"),
                refused(
                        "halves in the wrong order",
                        EventType.PAGE,
                        "{\"userId\":\"u\",\"a\":\"\\uDE00\\uD83D\"}",
                        "invalid_unicode"),
                refused("an id with U+0000", EventType.PAGE, "{\"userId\":\"u\\u0000\"}", "invalid_unicode"),
                refused("null traits", EventType.IDENTIFY, "{\"userId\":\"u\",\"traits\":null}", "accepted"),
                refused(
                        "a whole escaped character",
                        EventType.PAGE,
                        "{\"userId\":\"u\",\"a\":\"\\ud83d\\ude00\"}",
                        "accepted"),
                refused(
                        "an escaped backslash before ud83d",
                        EventType.PAGE,
                        "{\"userId\":\"u\",\"a\":\"\\\\ud83d\"}",
                        "accepted"),
                refused(
                        "U+0000 in a property",
                        EventType.PAGE,
                        "{\"userId\":\"u\",\"properties\":{\"a\":\"\\u0000\"}}",
                        "accepted"),
                refused(
                        "a message id of 100",
                        EventType.PAGE,
                        "{\"userId\":\"u\",\"messageId\":\"" + "m".repeat(100) + "\"}",
                        "accepted"));
    }

    private static Arguments refused(String name, EventType type, String body, String code) {
        return Arguments.of(name, type, body, code);
    }

    @ParameterizedTest(name = "{0}: {3}")
    @MethodSource("brokenRules")
    void refusesAnEventByTheFirstRuleItBreaks(String name, EventType type, String body, String code)
            throws BodyRefusedException {
        assertThat(refusal(type, body)).as(name).isEqualTo(code);
    }

    @Test
    void tellsAMissingTypeFromAnUnknownOne() throws BodyRefusedException {
        TrackingCall call = parse(
                CallHint.BATCH,
                "{\"batch\":[{\"userId\":\"u\"},{\"type\":\"wave\",\"userId\":\"u\"},{\"type\":5,\"userId\":\"u\"}]}");
        assertThat(call.refused())
                .extracting(refused -> refused.reason().code())
                .containsExactly("type_not_defined", "type_unknown", "type_not_defined");
    }
}
