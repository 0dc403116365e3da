package org.eventgateway.smc.source.interaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
    private static final Times BRUSSELS = Times.of(Optional.empty(), Optional.of(ZoneId.of("Europe/Brussels")));

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "2026-10-20T08:00:00Z, 2026-10-20T08:00:00Z",
        "2026-10-20T08:00:00.123456789Z, 2026-10-20T08:00:00.123456789Z",
        "2026-10-20t08:00:00z, 2026-10-20T08:00:00Z",
        "2026-10-20T08:00:00+02:00, 2026-10-20T06:00:00Z",
        "2026-10-20T08:00:00+0200, 2026-10-20T06:00:00Z",
        "2026-10-20 08:00:00 +02:00, 2026-10-20T06:00:00Z",
        "2026-10-20 08:00:00-05, 2026-10-20T13:00:00Z",
        "2026-10-20 08:00:00, 2026-10-20T06:00:00Z",
        "2026-10-20 08:00:00.007, 2026-10-20T06:00:00.007Z",
        "2026-10-20T08:00, 2026-10-20T06:00:00Z",
        "2026-01-20, 2026-01-19T23:00:00Z",
        "1792476360, 2026-10-20T06:06:00Z",
        "1792476360250, 2026-10-20T06:06:00.250Z",
    })
    void readsTheUsualForms(String text, Instant expected) throws RefusedRecordException {
        assertThat(BRUSSELS.read(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "now",
                "20-10-2026",
                "2026-13-01T00:00:00Z",
                "2026-02-29T00:00:00Z",
                "2026-10-20T24:00:00Z",
                "2026-10-20T08:60:00Z",
                "12345",
                "99999999999999999999",
                "2026-10-20T08:00:00Zulu",
                "-2026-10-20"
            })
    void refusesWhatIsNoTime(String text) {
        assertThatThrownBy(() -> BRUSSELS.read(text))
                .isInstanceOfSatisfying(
                        RefusedRecordException.class,
                        e -> assertThat(e.reason().code()).isEqualTo("timestamp_unreadable"));
    }

    @Test
    void aTimeThatAClockChangeSkippedMovesForwardByTheGap() throws RefusedRecordException {
        assertThat(BRUSSELS.read("2026-03-29 02:30:00")).isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
        assertThat(BRUSSELS.read("2026-03-29 01:59:59")).isEqualTo(Instant.parse("2026-03-29T00:59:59Z"));
        assertThat(BRUSSELS.read("2026-03-29 03:30:00")).isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
    }

    @Test
    void aTimeThatHappenedTwiceIsTheFirstOfTheTwo() throws RefusedRecordException {
        assertThat(BRUSSELS.read("2026-10-25 02:30:00")).isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
        assertThat(BRUSSELS.read("2026-10-25T02:30:00+01:00")).isEqualTo(Instant.parse("2026-10-25T01:30:00Z"));
        assertThat(BRUSSELS.read("2026-10-25 03:00:00")).isEqualTo(Instant.parse("2026-10-25T02:00:00Z"));
    }

    @Test
    void aTimeWithoutAnOffsetNeedsAZone() {
        Times nowhere = Times.of(Optional.empty(), Optional.empty());

        assertThatThrownBy(() -> nowhere.read("2026-10-20 08:00:00"))
                .isInstanceOfSatisfying(
                        RefusedRecordException.class,
                        e -> assertThat(e.reason().code()).isEqualTo("time_zone_missing"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dd/MM/yyyy hh:mm:ss",
                "dd/MM/yyyy KK:mm",
                "dd/MM/yyyy mm:ss",
                "dd/MM/yyyy HH ss",
                "dd/MM/YYYY HH:mm:ss",
                "HH:mm:ss"
            })
    void refusesAPatternThatLosesTheTime(String pattern) {
        assertThatThrownBy(() -> Times.of(Optional.of(pattern), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesATimeOfWhichThePatternMakesNone() {
        Times times = Times.of(Optional.of("dd/MM/yyyy[ HH:mm:ss][ hh:mm]"), Optional.of(ZoneId.of("Europe/Brussels")));

        assertThatThrownBy(() -> times.read("20/10/2026 08:00"))
                .isInstanceOfSatisfying(
                        RefusedRecordException.class,
                        e -> assertThat(e.reason().code()).isEqualTo("timestamp_unreadable"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "dd/MM/yyyy HH:mm:ss, 20/10/2026 08:00:00, 2026-10-20T06:00:00Z",
                "dd/MM/yyyy HH:mm, 20/10/2026 08:00, 2026-10-20T06:00:00Z",
                "dd/MM/yyyy, 20/01/2026, 2026-01-19T23:00:00Z",
                "dd/MM/yyyy HH, 20/10/2026 08, 2026-10-20T06:00:00Z",
                "yyyyMMddHHmmss, 20261020080000, 2026-10-20T06:00:00Z",
                "dd/MM/yyyy[ HH:mm[:ss]], 20/10/2026 08:00, 2026-10-20T06:00:00Z",
                "yyyy-MM-dd'T'HH:mm:ss.SSSXXX, 2026-10-20T08:00:00.000+02:00, 2026-10-20T06:00:00Z",
                "M/d/yyyy h:mm:ss a, 10/20/2026 8:00:00 PM, 2026-10-20T18:00:00Z",
                "'day' dd.MM.yy HH:mm, day 20.10.26 08:00, 2026-10-20T06:00:00Z",
                "dd MMM yyyy HH:mm:ss Z, 20 Oct 2026 08:00:00 +0000, 2026-10-20T08:00:00Z",
                "dd/MM/yyyy HH:mm:ss, 2026-10-20T08:00:00Z, 2026-10-20T08:00:00Z",
            })
    void triesTheConfiguredPatternFirst(String pattern, String text, Instant expected) throws RefusedRecordException {
        Times times = Times.of(Optional.of(pattern), Optional.of(ZoneId.of("Europe/Brussels")));

        assertThat(times.read(text)).isEqualTo(expected);
    }
}
