package org.eventgateway.smc.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.smc.list.DataType;
import org.eventgateway.smc.list.ListField;
import org.eventgateway.smc.list.ListStructure;
import org.eventgateway.smc.row.RowBuffer;
import org.eventgateway.smc.row.Rows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowMapperTest {
    private static final Instant TIME = Instant.parse("2026-03-01T10:20:30.123Z");
    private static final ListField ID = ListField.text("EVENT_ID", 100);

    @Test
    void writesTheDefaultColumnsAsSectionEightHasThem() {
        Event event = Event.builder(EventType.TRACK, "m-1", TIME.plusSeconds(5))
                .timestamp(TIME)
                .userId("u-1")
                .name("Order Completed")
                .payload(utf8("{\"type\":\"track\",\"properties\": {\"total\": 12.5, \"note\":\"a \\\"b\\\"\"},"
                        + "\"context\":{\"ip\":\"10.0.0.1\"}}"))
                .build();
        ColumnMapping mapping = ColumnMapping.TYPE
                .reader()
                .apply("EVENT_ID=messageId,EVENT_TYPE=type,EVENT_NAME=name,USER_ID=userId,ANONYMOUS_ID=anonymousId,"
                        + "EVENT_DT=timestamp,RECEIVED_DT=receivedAt,PROPERTIES=@body,CONTEXT=context");
        ListStructure list = list(
                ListField.text("EVENT_TYPE", 20),
                ListField.text("EVENT_NAME", 255),
                ListField.text("USER_ID", 255),
                ListField.text("ANONYMOUS_ID", 255),
                ListField.of("EVENT_DT", DataType.DATE_TIME),
                ListField.of("RECEIVED_DT", DataType.DATE_TIME),
                ListField.of("PROPERTIES", DataType.LONG_TEXT),
                ListField.of("CONTEXT", DataType.LONG_TEXT));

        assertThat(row(mapping, list, event))
                .isEqualTo("[[\"m-1\",\"track\",\"Order Completed\",\"u-1\",null,\"2026-03-01T10:20:30.123Z\","
                        + "\"2026-03-01T10:20:35.123Z\",\"{\\\"total\\\":12.5,\\\"note\\\":\\\"a \\\\\\\"b\\\\\\\"\\\"}\","
                        + "\"{\\\"ip\\\":\\\"10.0.0.1\\\"}\"]]");
    }

    @ParameterizedTest(name = "{0} {1} becomes {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Text|\"abc\"|\"abc\"",
                "Text|12.50|\"12.50\"",
                "Text|true|\"true\"",
                "Text|[1, {\"a\": \"x y\"}]|\"[1,{\\\"a\\\":\\\"x y\\\"}]\"",
                "Text|\"\\ud83d\\ude00\"|\"\\ud83d\\ude00\"",
                "Text|\"x\\ud83dy\"|\"x\uFFFDy\"",
                "Text|\"\\ude00\"|\"\uFFFD\"",
                "Text|\"\"|\"\"",
                "LongText|{ }|\"{}\"",
                "Json|\"abc\"|\"\\\"abc\\\"\"",
                "Json|12|\"12\"",
                "Json|{\"a\":\"\\ud800\"}|\"{\\\"a\\\":\\\"\\\\ufffd\\\"}\"",
                "Json|{\"a\":\"\\ud83d\\ude00\\n\"}|\"{\\\"a\\\":\\\"\\\\ud83d\\\\ude00\\\\n\\\"}\"",
                "Boolean|true|true",
                "Boolean|\"false\"|false",
                "Boolean|1|REJECTED",
                "Boolean|\"yes\"|REJECTED",
                "Numeric|12|12",
                "Numeric|\"-12\"|-12",
                "Numeric|2147483648|REJECTED",
                "Numeric|1.5|REJECTED",
                "Numeric|\"007\"|REJECTED",
                "Numeric|\" 7\"|REJECTED",
                "Long|9223372036854775807|9223372036854775807",
                "Long|9223372036854775808|REJECTED",
                "Float|12.50|12.50",
                "Float|-0|-0",
                "Float|12345678901234567890|12345678901234567890",
                "Float|123456789012345678901|123456789012345678901",
                "Float|99999999999999999999999999999999999999999|REJECTED",
                "Float|1.5e3|1.5e3",
                "Float|1E5|1E5",
                "Float|\"1,5\"|REJECTED",
                "Float|\"-0.25\"|-0.25",
                "Float|1e999|REJECTED",
                "Float|{}|REJECTED",
                "Date|\"2026-02-28\"|\"2026-02-28\"",
                "Date|\"2026-02-30\"|REJECTED",
                "Date|\"28.02.2026\"|REJECTED",
                "Date|\"2026-02-28T23:30:00-05:00\"|\"2026-03-01\"",
                "DateTime|\"2026-02-28T23:30:00.5Z\"|\"2026-02-28T23:30:00.500Z\"",
                "DateTime|\"2026-02-28T23:30:00.1234567Z\"|\"2026-02-28T23:30:00.1234567Z\"",
                "DateTime|\"2026-02-28T23:30:00+02:00\"|\"2026-02-28T21:30:00.000Z\"",
                "DateTime|\"2026-02-28\"|\"2026-02-28T00:00:00.000Z\"",
                "DateTime|1767225600|REJECTED",
                "DateTime|\"1767225600\"|REJECTED",
                "DateTime|\"0001-01-01T00:00:00Z\"|REJECTED",
                "Numeric|null|null",
            })
    void convertsOnlyWhatEveryReaderWouldConvertAlike(String type, String json, String cell) {
        assertThat(cellOf(ListField.of("X", DataType.of(type)), json)).isEqualTo(cell);
    }

    @Test
    void keepsWallTimeInAnotherZone() {
        RowBuffer out = new RowBuffer();
        Event event = track("{\"properties\":{}}");
        ColumnMapping mapping = ColumnMapping.of(Map.of("EVENT_ID", "messageId", "AT", "timestamp"));
        RowPlan plan = RowPlan.compile(
                mapping, list(ListField.of("AT", DataType.DATE_TIME)), ZoneId.of("Europe/Brussels"), TooLong.CUT);
        new RowMapper(plan).append(event, out);

        assertThat(body(out)).contains("\"2026-03-01T11:20:30.123\"");
    }

    @Test
    void cutsTextsByTheUnitsOfSqlServerAndNeverThroughAPair() {
        ListField field = ListField.text("X", 3);

        assertThat(cellOf(field, "\"abcd\"")).isEqualTo("\"abc\"");
        assertThat(cellOf(field, "\"ab\\ud83d\\ude00\"")).isEqualTo("\"ab\"");
        assertThat(cellOf(field, "\"\u00e9\u00e8\u20ac\"")).isEqualTo("\"\u00e9\u00e8\u20ac\"");
    }

    @Test
    void refusesLongTextsWhenToldTo() {
        assertThat(reason(ListField.text("X", 3), "\"abcd\"", TooLong.REFUSE).map(Reason::code))
                .contains("value_too_long");
    }

    @Test
    void neverCutsJson() {
        ListField field = ListField.text("X", 9);

        assertThat(reason(field, "{\"a\": \"123\"}", TooLong.CUT).map(Reason::code))
                .contains("value_too_long");
        assertThat(cellOf(field, "{\"a\" :  12 }")).isEqualTo("\"{\\\"a\\\":12}\"");
    }

    @Test
    void neverCutsTheKey() {
        ListStructure list = ListStructure.of("e", List.of(ListField.text("EVENT_ID", 2)));
        RowPlan plan =
                RowPlan.compile(ColumnMapping.of(Map.of("EVENT_ID", "messageId")), list, ZoneOffset.UTC, TooLong.CUT);

        assertThat(new RowMapper(plan).append(track("{}"), new RowBuffer()).map(Reason::code))
                .contains("value_too_long");
    }

    @Test
    void neverCutsAnIdSinceTwoPersonsCouldBecomeOne() {
        ListStructure list =
                ListStructure.of("e", List.of(ListField.text("EVENT_ID", 100), ListField.text("USER_ID", 2)));
        ColumnMapping mapping = ColumnMapping.of(ordered("EVENT_ID", "messageId", "USER_ID", "userId"));
        RowPlan plan = RowPlan.compile(mapping, list, ZoneOffset.UTC, TooLong.CUT);

        Event event = Event.builder(EventType.TRACK, "m-1", TIME)
                .userId("u-12")
                .payload(utf8("{}"))
                .build();

        Optional<Reason> reason = new RowMapper(plan).append(event, new RowBuffer());

        assertThat(reason.map(Reason::code)).contains("value_too_long");
        assertThat(reason.map(Reason::text).orElse(""))
                .contains("USER_ID", "an id is never cut")
                .doesNotContain("u-12");
    }

    @Test
    void writesNullForAnUnfitValueOfAnOptionalColumn() {
        ColumnMapping mapping = ColumnMapping.of(ordered("EVENT_ID", "messageId", "X?", "properties.x"));

        assertThat(row(mapping, list(ListField.of("X", DataType.NUMERIC)), track("{\"properties\":{\"x\":\"no\"}}")))
                .isEqualTo("[[\"m-1\",null]]");
    }

    @Test
    void namesColumnAndTypeButNeverTheValue() {
        Reason reason = reason(ListField.of("X", DataType.NUMERIC), "\"secret-value\"", TooLong.CUT)
                .orElseThrow();

        assertThat(reason.code()).isEqualTo("value_not_convertible");
        assertThat(reason.text()).contains("X", "Numeric").doesNotContain("secret-value");
    }

    @Test
    void rejectsAnEventWithoutAValueForAFieldThatMustHaveOne() {
        ListField field = new ListField("X", DataType.TEXT, OptionalInt.of(10), false, false);

        assertThat(reason(field, "null", TooLong.CUT).map(Reason::code)).contains("value_missing");
        assertThat(cellOf(field, "\"null\"")).isEqualTo("\"null\"");
    }

    @Test
    void readsAMappingFromAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("columns"), "# ours\n\nEVENT_ID = messageId\nX? = jsonata:$join([\"a\",\"b\"])\n");
        ColumnMapping mapping = ColumnMapping.TYPE.reader().apply("file:" + file);

        assertThat(row(mapping, list(ListField.text("X", 5)), track("{}"))).isEqualTo("[[\"m-1\",\"ab\"]]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A=x,a=y", "A=", "A=x..y", "A=jsonata:$$(", "file:/no/such/file", "A"})
    void refusesAMappingThatCannotBeMeant(String text) {
        assertThatThrownBy(() -> ColumnMapping.TYPE.reader().apply(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesTheTraitsOfTheContextOnlyForAnIdentifyWithoutItsOwn() {
        ColumnMapping mapping = ColumnMapping.of(ordered("EVENT_ID", "messageId", "P", "@body", "MAIL", "@body.email"));
        ListStructure list = list(ListField.of("P", DataType.LONG_TEXT), ListField.text("MAIL", 50));
        String context = "\"context\":{\"traits\":{\"email\":\"c@x\"}}";

        assertThat(row(mapping, list, event(EventType.IDENTIFY, "{" + context + "}")))
                .isEqualTo("[[\"m-1\",\"{\\\"email\\\":\\\"c@x\\\"}\",\"c@x\"]]");
        assertThat(row(mapping, list, event(EventType.IDENTIFY, "{\"traits\":{\"email\":\"t@x\"}," + context + "}")))
                .isEqualTo("[[\"m-1\",\"{\\\"email\\\":\\\"t@x\\\"}\",\"t@x\"]]");
        assertThat(row(mapping, list, event(EventType.GROUP, "{" + context + "}")))
                .isEqualTo("[[\"m-1\",null,null]]");
    }

    @Test
    void findsNestedValuesNamesWithDotsAndWholeObjectsInOnePass() {
        ColumnMapping mapping = ColumnMapping.of(ordered(
                "EVENT_ID",
                "messageId",
                "A",
                "properties.a.b",
                "B",
                "properties.x\\.y",
                "C",
                "properties.a",
                "D",
                "context.none"));
        ListStructure list =
                list(ListField.text("A", 9), ListField.text("B", 9), ListField.text("C", 50), ListField.text("D", 9));

        assertThat(
                        row(
                                mapping,
                                list,
                                track(
                                        "{\"integrations\":{\"All\":true},\"properties\":{\"z\":[{\"a\":1}],\"a\":{\"b\":\"1\"},\"x.y\":2}}")))
                .isEqualTo("[[\"m-1\",\"1\",\"2\",\"{\\\"b\\\":\\\"1\\\"}\",null]]");
    }

    @Test
    void computesWithJsonata() {
        ColumnMapping mapping = ColumnMapping.of(ordered(
                "EVENT_ID",
                "messageId",
                "SUM",
                "jsonata:$sum(properties.items.(price * count))",
                "NAMES",
                "jsonata:properties.items.name",
                "NONE",
                "jsonata:properties.none"));
        ListStructure list = list(
                ListField.of("SUM", DataType.NUMERIC), ListField.of("NAMES", DataType.JSON), ListField.text("NONE", 5));

        assertThat(row(
                        mapping,
                        list,
                        track("{\"properties\":{\"items\":[{\"name\":\"a\",\"price\":2,\"count\":3},"
                                + "{\"name\":\"b\",\"price\":1,\"count\":1}]}}")))
                .isEqualTo("[[\"m-1\",7,\"[\\\"a\\\",\\\"b\\\"]\",null]]");
    }

    @Test
    void endsAnExpressionThatDoesNot() {
        ColumnMapping mapping = ColumnMapping.of(
                ordered("EVENT_ID", "messageId", "X", "jsonata:($f := function($n){ $f($n + 1) + 1 }; $f(0))"));
        RowPlan plan = RowPlan.compile(mapping, list(ListField.text("X", 5)), ZoneOffset.UTC, TooLong.CUT);

        assertThat(new RowMapper(plan).append(track("{}"), new RowBuffer()).map(Reason::code))
                .contains("value_not_convertible");
    }

    @Test
    void aNumberOfAnyLengthElsewhereDoesNotCostTheRow() {
        ColumnMapping mapping = ColumnMapping.of(
                ordered("EVENT_ID", "messageId", "X", "properties.x", "Y", "jsonata:properties.x & \"!\""));
        String payload = "{\"properties\":{\"long\":" + "9".repeat(30_000) + ",\"x\":\"y\"}}";

        assertThat(row(mapping, list(ListField.text("X", 5), ListField.text("Y", 5)), track(payload)))
                .isEqualTo("[[\"m-1\",\"y\",\"y!\"]]");
    }

    @Test
    void rejectsAPayloadThatIsNoJsonAndWritesNothing() {
        ColumnMapping mapping = ColumnMapping.of(ordered("EVENT_ID", "messageId", "X", "properties.x"));
        RowPlan plan = RowPlan.compile(mapping, list(ListField.text("X", 5)), ZoneOffset.UTC, TooLong.CUT);
        RowBuffer out = new RowBuffer();

        assertThat(new RowMapper(plan)
                        .append(track("{\"properties\":{\"x\":"), out)
                        .map(Reason::code))
                .contains("payload_not_json");
        assertThat(out.size()).isZero();
    }

    @Test
    void sendsNamesAsTheListSpellsThem() {
        ColumnMapping mapping = ColumnMapping.of(ordered("event_id", "messageId", "x", "properties.x"));
        RowPlan plan = RowPlan.compile(mapping, list(ListField.text("X", 5)), ZoneOffset.UTC, TooLong.CUT);

        assertThat(plan.fields()).containsExactly("EVENT_ID", "X");
        assertThat(plan.key()).isEqualTo("EVENT_ID");
    }

    private static String cellOf(ListField field, String json) {
        ColumnMapping mapping = ColumnMapping.of(ordered("EVENT_ID", "messageId", "X", "properties.x"));
        RowPlan plan = RowPlan.compile(mapping, list(field), ZoneOffset.UTC, TooLong.CUT);
        RowBuffer out = new RowBuffer();
        Optional<Reason> reason = new RowMapper(plan).append(track("{\"properties\":{\"x\":" + json + "}}"), out);
        if (reason.isPresent()) {
            assertThat(reason.get().code()).isEqualTo("value_not_convertible");
            return "REJECTED";
        }
        String body = body(out);
        return body.substring("[[\"m-1\",".length(), body.length() - 2);
    }

    private static Optional<Reason> reason(ListField field, String json, TooLong rule) {
        ColumnMapping mapping = ColumnMapping.of(ordered("EVENT_ID", "messageId", "X", "properties.x"));
        RowPlan plan = RowPlan.compile(mapping, list(field), ZoneOffset.UTC, rule);
        return new RowMapper(plan).append(track("{\"properties\":{\"x\":" + json + "}}"), new RowBuffer());
    }

    private static String row(ColumnMapping mapping, ListStructure list, Event event) {
        RowBuffer out = new RowBuffer();
        RowPlan plan = RowPlan.compile(mapping, list, ZoneOffset.UTC, TooLong.CUT);
        assertThat(new RowMapper(plan).append(event, out)).isEmpty();
        return body(out);
    }

    private static String body(RowBuffer rows) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            Rows.of(rows, 0).writeTo(out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static ListStructure list(ListField... more) {
        List<ListField> fields = new ArrayList<>(List.of(more));
        fields.add(ID);
        return ListStructure.of("segment_events", fields);
    }

    private static Map<String, String> ordered(String... pairs) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }

    private static Event track(String payload) {
        return event(EventType.TRACK, payload);
    }

    private static Event event(EventType type, String payload) {
        return Event.builder(type, "m-1", TIME).payload(utf8(payload)).build();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
