package org.eventgateway.trackingapi.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eventgateway.trackingapi.parser.Calls.RECEIVED;
import static org.eventgateway.trackingapi.parser.Calls.event;
import static org.eventgateway.trackingapi.parser.Calls.parse;

import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ids: numbers become text without loss, and a call without a message id gets one. */
class IdsTest {
    private static final String TIMED = "{\"userId\":\"u\",\"timestamp\":\"2026-01-01T00:00:00Z\"}";

    @ParameterizedTest
    @CsvSource({
        "507, 507",
        "0, 0",
        "-7, -7",
        "10000000000, 10000000000",
        "1.0E10, 10000000000",
        "1e3, 1000",
        "123.0, 123",
        "12.50, 12.5",
        "12345678901234567890123, 12345678901234567890123",
        "9007199254740993, 9007199254740993",
        "-0.0, 0",
        "1e999999999, 1e999999999",
        "1e99999999999999, 1e99999999999999"
    })
    void turnsANumberIntoTextWithoutLoss(String number, String text) throws BodyRefusedException {
        Event event = event(EventType.PAGE, "{\"userId\":" + number + ",\"messageId\":" + number + "}");
        assertThat(event.userId()).contains(text);
        assertThat(event.messageId()).isEqualTo(text);
        assertThat(event.json().getString("userId")).isEqualTo(text);
    }

    @Test
    void recognisesTheRepeatOfATimedEventWithoutMessageId() throws BodyRefusedException {
        String again = TIMED.replace("}", ",\"sentAt\":\"2026-01-01T00:00:09Z\"}");
        String first = event(EventType.PAGE, TIMED).messageId();
        assertThat(first)
                .as("half of the SHA-256 of: page, and each member, with a comma behind each; never to change")
                .isEqualTo("gw-2bd368aeb5ba7c499abe4d67b96f7901");
        assertThat(event(EventType.PAGE, TIMED).messageId()).isEqualTo(first);
        assertThat(event(EventType.PAGE, again).messageId()).isEqualTo(first);
    }

    @Test
    void tellsTimedEventsApartWhoseTypeOnlyThePathNames() throws BodyRefusedException {
        assertThat(event(EventType.IDENTIFY, TIMED).messageId())
                .isNotEqualTo(event(EventType.PAGE, TIMED).messageId());
    }

    @Test
    void tellsTimedEventsOfTwoPersonsApart() throws BodyRefusedException {
        assertThat(event(EventType.PAGE, TIMED.replace("\"u\"", "\"v\"")).messageId())
                .isNotEqualTo(event(EventType.PAGE, TIMED).messageId());
    }

    @Test
    void countsTwoEqualEventsWithoutATimeAsTwo() throws BodyRefusedException {
        String item = "{\"type\":\"page\",\"userId\":\"u\"}";
        TrackingCall call = parse(CallHint.BATCH, "{\"batch\":[" + item + "," + item + "]}");
        assertThat(call.events()).extracting(Event::messageId).doesNotHaveDuplicates();
        assertThat(call.events())
                .allSatisfy(event -> assertThat(event.receivedAt()).isEqualTo(RECEIVED));
    }
}
