package org.eventgateway.trackingapi.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eventgateway.trackingapi.parser.Calls.RECEIVED;
import static org.eventgateway.trackingapi.parser.Calls.event;
import static org.eventgateway.trackingapi.parser.Calls.parse;

import java.time.Instant;
import org.eventgateway.plugin.event.EventType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When an event happened, whatever the sender's clock and format. */
class TimesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2015-02-02T00:30:08.276Z | 2015-02-02T00:30:08.276Z",
                "2015-02-02T00:30:08Z | 2015-02-02T00:30:08Z",
                "2015-02-02T00:30Z | 2015-02-02T00:30:00Z",
                "2015-02-02 | 2015-02-02T00:00:00Z",
                "2015-2-02T00:30:08.276Z | 2015-02-02T00:30:08.276Z",
                "2015-2-2T1:30:08.2Z | 2015-02-02T01:30:08.200Z",
                "2015-02-02T00:30:08.27Z | 2015-02-02T00:30:08.270Z",
                "2015-02-02T00:30:08.276123Z | 2015-02-02T00:30:08.276123Z",
                "2015-02-02T00:30:08.276123789Z | 2015-02-02T00:30:08.276123789Z",
                "2015-02-02T00:30:08.2761237891234Z | 2015-02-02T00:30:08.276123789Z",
                "2015-02-02T00:30:08.276+01:00 | 2015-02-01T23:30:08.276Z",
                "2015-02-02T00:30:08-0530 | 2015-02-02T06:00:08Z",
                "2015-02-02T00:30:08+02 | 2015-02-01T22:30:08Z",
                "2015-02-02T00:30:08.276 | 2015-02-02T00:30:08.276Z",
                "2015-02-02 00:30:08 UTC | 2015-02-02T00:30:08Z",
                "2024-05-01T10:00:00.123456+00:00 | 2024-05-01T10:00:00.123456Z",
                "1422837008 | 2015-02-02T00:30:08Z",
                "1422837008.5 | 2015-02-02T00:30:08.500Z",
                "1422837008276 | 2015-02-02T00:30:08.276Z",
                "2020-05-09 23:54:49.209808489 +0000 UTC m=+70366.298201349 | 2020-05-09T23:54:49.209808489Z",
                "2020-05-09 23:54:49.209808489 +0200 CEST | 2020-05-09T21:54:49.209808489Z"
            })
    void readsTheFormsThatAreMet(String text, Instant expected) {
        assertThat(Timestamps.parse(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "yesterday",
                "2015",
                "2015-",
                "2015-13-01",
                "2015-02-30T00:00:00Z",
                "2015-02-02T24:00:00Z",
                "2015-02-02T00:61:00Z",
                "2015-02-02T00:30:08.Z",
                "2015-02-02T00:30:08+",
                "2015-02-02T00:30:08+99:00",
                "2015-02-02T00:30:08Zebra",
                "2015-02-02T00:30:08 CET",
                "02/02/2015",
                "9223372036854775808",
                "9999999999999999999",
                "99999999999999999999",
                "-1",
                "1e9",
                "NaN"
            })
    void readsNothingIntoOtherTexts(String text) {
        assertThat(Timestamps.parse(text)).isEmpty();
    }

    @Test
    void takesTheTimeOfReceiptWithoutAnother() throws BodyRefusedException {
        assertThat(event(EventType.PAGE, "{\"userId\":\"u\"}").timestamp()).isEqualTo(RECEIVED);
        assertThat(event(EventType.PAGE, "{\"userId\":\"u\",\"timestamp\":\"soon\"}")
                        .timestamp())
                .isEqualTo(RECEIVED);
        assertThat(event(EventType.PAGE, "{\"userId\":\"u\",\"timestamp\":{\"a\":1}}")
                        .timestamp())
                .isEqualTo(RECEIVED);
    }

    @Test
    void takesTheTimestampWhenItIsNotKnownWhenItWasSent() throws BodyRefusedException {
        assertThat(event(EventType.PAGE, "{\"userId\":\"u\",\"timestamp\":\"2020-01-01T00:00:00Z\"}")
                        .timestamp())
                .isEqualTo(Instant.parse("2020-01-01T00:00:00Z"));
        assertThat(event(EventType.PAGE, "{\"userId\":\"u\",\"timestamp\":1577836800,\"sentAt\":\"?\"}")
                        .timestamp())
                .isEqualTo(Instant.parse("2020-01-01T00:00:00Z"));
    }

    @Test
    void correctsAClockThatIsOneHourFast() throws BodyRefusedException {
        // Happened 5 s before it was sent, by a clock that is an hour fast.
        String body =
                "{\"userId\":\"u\",\"originalTimestamp\":\"2026-03-01T12:59:55Z\",\"sentAt\":\"2026-03-01T13:00:00Z\"}";
        assertThat(event(EventType.PAGE, body).timestamp()).isEqualTo(RECEIVED.minusSeconds(5));
    }

    @Test
    void correctsTheTimestampOfALibraryByTheBatchsSentAt() throws BodyRefusedException {
        TrackingCall call = parse(
                CallHint.BATCH,
                "{\"batch\":[{\"type\":\"page\",\"userId\":\"u\",\"timestamp\":\"2026-03-01T10:59:50.5Z\"}],"
                        + "\"sentAt\":\"2026-03-01T11:00:00Z\"}");
        assertThat(call.events().get(0).timestamp()).isEqualTo(RECEIVED.minusMillis(9_500));
    }

    @Test
    void prefersTheEventsOwnSentAtToTheBatchs() throws BodyRefusedException {
        TrackingCall call = parse(
                CallHint.BATCH,
                "{\"sentAt\":\"2026-03-01T11:00:00Z\",\"batch\":[{\"type\":\"page\",\"userId\":\"u\","
                        + "\"timestamp\":\"2026-03-01T10:00:00Z\",\"sentAt\":\"2026-03-01T10:00:01Z\"}]}");
        assertThat(call.events().get(0).timestamp()).isEqualTo(RECEIVED.minusSeconds(1));
    }

    @Test
    void keepsTheTimestampThatAnotherGatewayHasCorrected() throws BodyRefusedException {
        String body =
                "{\"userId\":\"u\",\"timestamp\":\"2026-03-01T08:00:00Z\",\"originalTimestamp\":\"2026-03-01T09:00:00Z\","
                        + "\"sentAt\":\"2026-03-01T09:00:01Z\",\"receivedAt\":\"2026-03-01T08:00:01Z\"}";
        assertThat(event(EventType.PAGE, body).timestamp()).isEqualTo(Instant.parse("2026-03-01T08:00:00Z"));
    }

    @Test
    void takesTheTimeOfReceiptWhenTheCorrectionLeavesTheCalendar() throws BodyRefusedException {
        String body =
                "{\"userId\":\"u\",\"originalTimestamp\":\"9999-01-01T00:00:00Z\",\"sentAt\":\"0001-01-01T00:00:00Z\"}";
        assertThat(event(EventType.PAGE, body).timestamp()).isEqualTo(RECEIVED);
    }
}
