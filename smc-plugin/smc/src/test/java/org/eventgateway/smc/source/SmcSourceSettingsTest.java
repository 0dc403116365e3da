package org.eventgateway.smc.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.eventgateway.plugin.settings.Setting;
import org.eventgateway.plugin.settings.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmcSourceSettingsTest {

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "fields, colour=X, fields",
        "event-codes, 1=brewed, event-codes",
        "date-format, dd/QQQQQQ, date-format",
        "date-format, dd/MM/yyyy hh:mm:ss, date-format",
        "header, false, columns",
        "columns, 'a,b', columns",
        "delimiter, '\"', quote",
        "max-record-size, 10, max-record-size",
        "basic-user, smc, basic-password",
        "max-request-size, 1GB, max-request-size",
    })
    void namesWhatDoesNotFit(String key, String value, String faulty) {
        assertThatThrownBy(() -> Sources.open(key, value))
                .isInstanceOfSatisfying(
                        SettingsException.class,
                        e -> assertThat(e.faults())
                                .singleElement()
                                .satisfies(fault -> assertThat(fault.key()).isEqualTo(faulty)));
    }

    @Test
    void namesEverythingAtOnce() {
        assertThatThrownBy(() -> Sources.open("fields", "colour=X", "basic-user", "smc", "header", "false"))
                .isInstanceOfSatisfying(
                        SettingsException.class, e -> assertThat(e.faults()).hasSize(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-32", "ISO-2022-JP", "IBM037", "klingon"})
    void refusesCharsetsInWhichRecordsCannotBeFound(String charset) {
        assertThatThrownBy(() -> Sources.open("charset", charset)).hasMessageContaining("charset");
    }

    @Test
    void hasAHeaderlessFormWithNamedColumns() throws Exception {
        var source = Sources.open(
                "header", "false", "columns", "event,user_id,timestamp", "delimiter", "tab", "quote", "none");

        assertThat(Sources.read(source, Sources.file("f.txt", "opened\t\"u\t2026-10-20T06:00:00Z\n")).events)
                .singleElement()
                .satisfies(event -> assertThat(event.userId()).hasValue("\"u"));
    }

    @Test
    void declaresTheReceiverWithTheOtherSettings() {
        List<String> keys = new SmcSourceFactory()
                .settings().settings().stream().map(Setting::key).toList();

        assertThat(keys)
                .contains("organization", "shared-secret", "hmac-secret", "hmac-window")
                .contains(
                        "charset", "delimiter", "fields", "event-codes", "time-zone", "identity", "unsubscribe-event");
    }
}
