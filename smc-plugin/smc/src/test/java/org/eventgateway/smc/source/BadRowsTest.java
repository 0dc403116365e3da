package org.eventgateway.smc.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.eventgateway.plugin.source.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Between two good rows stands a bad one: the good ones arrive, the bad one is reported with line and reason. */
class BadRowsTest {
    private static final String HEADER = "event;user_id;email;email_id;campaign_id;timestamp\n";
    private static final String TIME = "2026-10-20T06:00:00Z";
    private static final String LONG = "x".repeat(3_000);

    private final Source source = Sources.open("max-record-size", "2000");

    static Stream<Arguments> badRows() {
        return Stream.of(
                row("an event that nobody knows", "brewed;u;;1;2;" + TIME, "3 unknown_event"),
                row("a message state that is no interaction's end", "22;u;;1;2;" + TIME, "3 unknown_event"),
                row("no event", ";u;;1;2;" + TIME, "3 event_missing"),
                row("no timestamp", "opened;u;;1;2;", "3 timestamp_missing"),
                row("a timestamp in words", "opened;u;;1;2;yesterday", "3 timestamp_unreadable"),
                row("a day that does not exist", "opened;u;;1;2;2026-02-30T10:00:00Z", "3 timestamp_unreadable"),
                row("a time that does not exist", "opened;u;;1;2;2026-02-20T25:00:00Z", "3 timestamp_unreadable"),
                row("a time without a zone", "opened;u;;1;2;2026-02-20 10:00:00", "3 time_zone_missing"),
                row("SQL's empty date", "opened;u;;1;2;1900-01-01T00:00:00Z", "3 timestamp_implausible"),
                row("a time far ahead", "opened;u;;1;2;2027-11-22T00:00:00Z", "3 timestamp_implausible"),
                row("nobody", "opened;;;1;2;" + TIME, "3 identity_missing"),
                row("something that is no address", "opened;;nobody;1;2;" + TIME, "3 identity_missing"),
                row("too few columns", "opened;u;;1", "3 wrong_column_count"),
                row("too many columns", "opened;u;;1;2;" + TIME + ";;", "3 wrong_column_count"),
                row("text behind a closing quote", "opened;\"u\"x;;1;2;" + TIME, "3 broken_csv"),
                row("a quote that is not closed", "opened;\"u;;1;2;" + TIME, "3 quote_not_closed"),
                row("a record that is too long", "opened;u;;" + LONG + ";2;" + TIME, "3 record_too_long"),
                row("a quoted record that is too long", "opened;\"" + LONG + "\";;1;2;" + TIME, "3 record_too_long"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badRows")
    void costOnlyThemselvesInCsv(String name, String row, String refusal) throws IOException {
        Sinks.Keeping sink = Sources.read(
                source, Sources.file("f.csv", HEADER + good(1) + "\n" + row + "\n" + good(2) + "\n" + good(3)));

        assertThat(sink.refusals).containsExactly(refusal);
        assertThat(sink.reasons.get(0).text()).startsWith("Line 3: ");
        assertThat(sink.events).extracting(event -> event.userId().orElse("")).containsExactly("u1", "u2", "u3");
    }

    @Test
    void rowsBetweenTwoStrayQuotesAreNotSwallowed() throws IOException {
        String text = HEADER + good(1) + "\nopened;\"u;;1;2;" + TIME + "\n" + good(2) + "\n" + good(3)
                + "\nopened;\"u;;1;2;" + TIME + "\n" + good(4) + "\n";

        Sinks.Keeping sink = Sources.read(source, Sources.file("f.csv", text));

        assertThat(sink.events).extracting(event -> event.userId().orElse("")).containsExactly("u1", "u2", "u3", "u4");
        assertThat(sink.refusals)
                .hasSize(2)
                .allMatch(refusal -> refusal.matches("[36] (broken_csv|quote_not_closed|wrong_column_count)"));
    }

    @Test
    void quotedLineBreaksAndDelimitersBelongToTheValue() throws IOException {
        String row = "opened;u9;;\"a\r\n;\"\"b\"\"\";2;" + TIME;
        Sinks.Keeping sink = Sources.read(source, Sources.file("f.csv", HEADER + row + "\r\n" + good(1)));

        assertThat(sink.refusals).isEmpty();
        assertThat(sink.events.get(0).json().getJsonObject("properties").getString("email_id"))
                .isEqualTo("a\r\n;\"b\"");
        assertThat(sink.events).hasSize(2);
    }

    @Test
    void aQuoteInsideAnUnquotedValueIsText() throws IOException {
        Sinks.Keeping sink = Sources.read(
                source, Sources.file("f.csv", HEADER + "opened;u9;;12\" screen;2;" + TIME + "\n" + good(1)));

        assertThat(sink.events.get(0).json().getJsonObject("properties").getString("email_id"))
                .isEqualTo("12\" screen");
        assertThat(sink.events).hasSize(2);
    }

    @Test
    void bytesOfAnotherCharsetCostTheirRow() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write((HEADER + good(1) + "\n").getBytes(StandardCharsets.UTF_8));
        bytes.write(("opened;zoë;;1;2;" + TIME + "\n").getBytes(StandardCharsets.ISO_8859_1));
        bytes.write(good(2).getBytes(StandardCharsets.UTF_8));

        Sinks.Keeping sink = Sources.read(source, Sources.file("f.csv", bytes.toByteArray()));

        assertThat(sink.refusals).containsExactly("3 wrong_charset");
        assertThat(sink.events).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"UTF-8", "windows-1252", "ISO-8859-15", "UTF-16LE", "UTF-16BE"})
    void readsTheConfiguredCharset(String charset) throws IOException {
        Source configured = Sources.open("charset", charset);
        String text = HEADER + good(1).replace("u1", "zoë") + "\n" + good(2) + "\n";

        Sinks.Keeping sink = Sources.read(configured, Sources.file("f.csv", text, Charset.forName(charset)));

        assertThat(sink.events).extracting(event -> event.userId().orElse("")).containsExactly("zoë", "u2");
    }

    @ParameterizedTest
    @CsvSource({"UTF-8", "UTF-16LE", "UTF-16BE"})
    void aByteOrderMarkCountsMoreThanTheSetting(String charset) throws IOException {
        Source configured = Sources.open("charset", "windows-1252");

        Sinks.Keeping sink = Sources.read(
                configured,
                Sources.file("f.csv", "\ufeff" + HEADER + good(1).replace("u1", "zoë"), Charset.forName(charset)));

        assertThat(sink.events).extracting(event -> event.userId().orElse("")).containsExactly("zoë");
    }

    static Stream<Arguments> badJson() {
        return Stream.of(
                row("a broken line", "{\"event\":\"opened\",", "2 broken_json"),
                row("a text that is not closed", "{\"event\":\"opened}", "2 broken_json"),
                row("a member without a value", "{\"event\":}", "2 broken_json"),
                row("a line that is no object", "\"opened\"", "2 not_an_object"),
                row("a line of words", "hello, world", "2 not_an_object"),
                row("an object of another kind", "{\"a\":1}", "2 event_missing"),
                row("a record that is too long", "{\"a\":\"" + LONG + "\"}", "2 record_too_long"),
                row("nobody", "{\"event\":\"opened\",\"timestamp\":\"" + TIME + "\"}", "2 identity_missing"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badJson")
    void costOnlyThemselvesInJsonLines(String name, String line, String refusal) throws IOException {
        String text = json(1) + "\n" + line + "\n" + json(2) + "\n\n" + json(3) + "\n";

        Sinks.Keeping sink = Sources.read(source, Sources.file("f.jsonl", text));

        assertThat(sink.refusals).containsExactly(refusal);
        assertThat(sink.reasons.get(0).text()).startsWith("Line 2: ");
        assertThat(sink.events).extracting(event -> event.userId().orElse("")).containsExactly("u1", "u2", "u3");
    }

    static Stream<Arguments> badElements() {
        return Stream.of(
                row("a number", "17", "2 not_an_object"),
                row("a list", "[{\"event\":\"opened\"}]", "2 not_an_object"),
                row("an object of another kind", "{\"a\":[\"}\",{\"b\":\"]\\\"\"}]}", "2 event_missing"),
                row("a member without a value", "{\"event\":}", "2 broken_json"),
                row("an element that is too long", "{\"a\":\"" + LONG + "\"}", "2 record_too_long"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badElements")
    void costOnlyThemselvesInAnArray(String name, String element, String refusal) throws IOException {
        String text = "[" + json(1) + ",\n" + element + " , " + json(2) + "]";

        Sinks.Keeping sink = Sources.read(source, Sources.file("f.json", text));

        assertThat(sink.refusals).containsExactly(refusal);
        assertThat(sink.reasons.get(0).text()).startsWith("Element 2: ");
        assertThat(sink.events).extracting(event -> event.userId().orElse("")).containsExactly("u1", "u2");
    }

    @Test
    void objectsOverSeveralLinesAreRecordsToo() throws IOException {
        String text = (json(1) + json(2)).replace(",", ",\n  ");

        Sinks.Keeping sink = Sources.read(source, Sources.file("f.json", text));

        assertThat(sink.events).hasSize(2);
        assertThat(sink.refusals).isEmpty();
    }

    @Test
    void anArrayThatEndsEarlyKeepsItsWholeElements() throws IOException {
        Sinks.Keeping sink = Sources.read(source, Sources.file("f.json", "[" + json(1) + ",{\"event\":"));

        assertThat(sink.events).hasSize(1);
        assertThat(sink.refusals).containsExactly("2 broken_json");
    }

    static Stream<Arguments> cutArrays() {
        return Stream.of(
                row("before the first element", "[", "1 broken_json"),
                row("behind an element", "[" + json(1), "2 broken_json"),
                row("behind a comma", "[" + json(1) + ",", "2 broken_json"),
                row("in an element", "[" + json(1) + ",{\"event\":", "2 broken_json"),
                row("in an element that is no object", "[" + json(1) + ",nu", "2 broken_json"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cutArrays")
    void anArrayThatIsNotClosedIsReportedOnce(String name, String text, String refusal) throws IOException {
        Sinks.Keeping sink = Sources.read(source, Sources.file("f.json", text));

        assertThat(sink.refusals).containsExactly(refusal);
        assertThat(sink.events).hasSize(text.length() > 1 ? 1 : 0);
    }

    @Test
    void messagesOnTheirWayArePassedOverInSilence() throws IOException {
        Sinks.Keeping sink = Sources.read(
                source, Sources.file("f.csv", HEADER + "2;u;;1;2;" + TIME + "\n" + good(1) + "\n;;;;;\n\n"));

        assertThat(sink.events).hasSize(1);
        assertThat(sink.refusals).isEmpty();
    }

    @Test
    void reasonsNeverQuoteTheRow() throws IOException {
        StringBuilder text = new StringBuilder(HEADER);
        badRows()
                .forEach(row -> text.append(((String) row.get()[1]).replace(";u;", ";who@example.org;"))
                        .append('\n'));

        assertThat(Sources.read(source, Sources.file("f.csv", text.toString())).reasons)
                .isNotEmpty()
                .noneMatch(reason ->
                        reason.text().contains("who@") || reason.text().contains("brewed"));
    }

    private static Arguments row(String name, String row, String refusal) {
        return Arguments.of(name, row, refusal);
    }

    private static String good(int number) {
        return String.join(";", List.of("opened", "u" + number, "", "1", "2", TIME));
    }

    private static String json(int number) {
        return "{\"event\":\"opened\",\"user_id\":\"u" + number + "\",\"timestamp\":\"" + TIME + "\"}";
    }
}
