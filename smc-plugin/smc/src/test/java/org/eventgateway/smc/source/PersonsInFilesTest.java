package org.eventgateway.smc.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eventgateway.plugin.source.PersonRecords;
import org.eventgateway.plugin.source.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A person's records are overwritten in a file, all others stay where and what they are. */
class PersonsInFilesTest {
    private static final String HEADER = "event;user_id;email;email_subject;timestamp\n";
    private static final String TIME = "2026-10-20T06:00:00Z";

    private final Source source = Sources.open("max-record-size", "2000");
    private final List<String> found = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "windows-1252", "UTF-16LE", "UTF-16BE"})
    void inCsv(String charset) throws IOException {
        String before = HEADER
                + csv("ben", "Für Sie")
                + "\n\r\n"
                + csv("ann", "Gruss;\n \"\"zwei\"\" Zeilen")
                + "\r\n"
                + csv("ann-2", "ann")
                + "\n"
                + csv("ann", "");
        Source read = Sources.open("charset", charset);

        String after = erased(read, "f.csv", before, Charset.forName(charset));

        assertThat(after.lines())
                .containsExactly(
                        HEADER.strip(),
                        csv("ben", "Für Sie"),
                        "",
                        " ".repeat("viewed;ann;ann@example.org;\"Gruss;".length()),
                        " ".repeat(" \"\"zwei\"\" Zeilen\";".length() + TIME.length()),
                        csv("ann-2", "ann"),
                        " ".repeat(csv("ann", "").length()));
        assertThat(found).containsExactly("ann", "ann");
        assertThat(Sources.read(read, Sources.file("f.csv", after, Charset.forName(charset))).events)
                .extracting(event -> event.userId().orElse(""))
                .containsExactly("ben", "ann-2");
    }

    static Stream<Arguments> jsonFiles() {
        return Stream.of(
                Arguments.of("lines", json("ben") + "\n" + json("ann") + "\n" + json("cyd") + "\n"),
                Arguments.of("an array", "[" + json("ben") + ",\n " + json("ann") + " ,\n" + json("cyd") + "]\n"),
                Arguments.of(
                        "over several lines",
                        json("ben").replace(",", ",\n") + "\n" + json("ann").replace(",", ",\n") + json("cyd")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jsonFiles")
    void inJson(String name, String before) throws IOException {
        String after = erased(source, "f.json", before, StandardCharsets.UTF_8);

        assertThat(after).hasSameSizeAs(before).contains(json("cyd")).doesNotContain("ann");
        assertThat(found).containsExactly("ann");
        Sinks.Keeping sink = Sources.read(source, Sources.file("f.json", after));
        assertThat(sink.events).extracting(event -> event.userId().orElse("")).containsExactly("ben", "cyd");
        assertThat(sink.refusals).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "brewed;ann;;;" + TIME,
                "viewed;ann;;;yesterday",
                "viewed;ann",
                "viewed;\"ann\"x;;;" + TIME,
                "viewed;ben;\"ann;;" + TIME
            })
    void recordsThatAreRefusedOrCannotBeReadCountToo(String bad) throws IOException {
        String before = HEADER + csv("ben", "1") + "\n" + bad + "\n" + csv("cyd", "2") + "\n";

        String after = erased(source, "f.csv", before, StandardCharsets.UTF_8);

        assertThat(after.lines())
                .containsExactly(HEADER.strip(), csv("ben", "1"), " ".repeat(bad.length()), csv("cyd", "2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"viewed;joanna", "viewed;ann@example.org", "viewed;ben;\"anna;;" + TIME})
    void linesThatCannotBeReadGoOnlyForTheWholeId(String bad) throws IOException {
        String before = HEADER + bad + "\n" + csv("cyd", "2") + "\n";

        assertThat(erased(source, "f.csv", before, StandardCharsets.UTF_8)).isEqualTo(before);
    }

    @Test
    void aLineThatIsNoJsonGoesWithItsPerson() throws IOException {
        String before = json("ben") + "\n{\"event\":\"viewed\",\"user_id\":\"ann\",\n" + json("cyd") + "\n";

        String after = erased(source, "f.jsonl", before, StandardCharsets.UTF_8);

        assertThat(after)
                .hasSameSizeAs(before)
                .contains(json("ben"), json("cyd"))
                .doesNotContain("ann");
    }

    @ParameterizedTest
    @ValueSource(ints = {5_000, 70_000, 200_000})
    void aRecordTooLongToBeReadGoesWithItsPersonAndHidesNoneBehindIt(int length) throws IOException {
        String before = HEADER
                + csv("ann", "x".repeat(length))
                + "\r\n"
                + csv("ann", "short")
                + "\n"
                + csv("ben", "y".repeat(length))
                + "\n"
                + csv("cyd", "2");

        String after = erased(source, "f.csv", before, StandardCharsets.UTF_8);

        assertThat(found).as("one for each record").containsExactly("ann", "ann");
        assertThat(after.lines())
                .containsExactly(
                        HEADER.strip(),
                        " ".repeat(csv("ann", "x".repeat(length)).length()),
                        " ".repeat(csv("ann", "short").length()),
                        csv("ben", "y".repeat(length)),
                        csv("cyd", "2"));
    }

    /** Held in parts of 64 KB: an id may begin in one and end in the next. */
    @Test
    void anIdIsFoundAcrossTwoParts() throws IOException {
        for (int place = 65_520; place < 65_545; place++) {
            String record = "viewed;ben;\"" + ".".repeat(place - 12) + " ann " + ".".repeat(10_000);
            String after = erased(source, "f.csv", HEADER + record + "\n" + csv("cyd", ""), StandardCharsets.UTF_8);

            assertThat(after).isEqualTo(HEADER + " ".repeat(record.length()) + "\n" + csv("cyd", ""));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth0|5f7c8e", "urn:user:7", "Ann Smith", "ann/7", "jürgen", "100%"})
    void idsThatAreNoWordsAreFoundInWhatCannotBeRead(String id) throws IOException {
        String csv = HEADER + "viewed;" + id + "\n" + csv("cyd", "2") + "\n";
        String json = "{\"user_id\":\"" + id + "\",\"event\":\n" + json("cyd") + "\n";

        assertThat(erased(source, "f.csv", csv, StandardCharsets.UTF_8, id))
                .doesNotContain(id)
                .contains(csv("cyd", "2"));
        assertThat(erased(source, "f.json", json, StandardCharsets.UTF_8, id))
                .doesNotContain(id)
                .contains(json("cyd"));
    }

    /** Without quotes, with the character in the id that delimits the values, which was not what the reader took for the delimiter. */
    @ParameterizedTest
    @ValueSource(strings = {"auth0|5f7c8e", "google-oauth2|117|42", "a|b|c|d|e", "urn:user:7", "ann/7"})
    void idsOfSeveralWordsAreFoundWhateverDelimitsTheValues(String id) throws IOException {
        String text = "viewed|" + id + "|ann@example.org|" + TIME + "\nviewed|" + id + "x|ben@example.org|" + TIME
                + "\n" + "viewed|x" + id + "|cyd@example.org|" + TIME;

        String after = erased(source, "f.csv", text, StandardCharsets.UTF_8, id);

        List<String> lines = text.lines().toList();
        assertThat(after.lines()).containsExactly(" ".repeat(lines.get(0).length()), lines.get(1), lines.get(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"email\": \"a@example.org\",\n  \"user_id\": \"ann\",\n  \"name\": \"Ann\n",
                "{\"user_id\": \"ann\",\n  \"email\": \"a@example.org\",\n  \"name\" \"Ann\"}\n",
                "{\"email\": \"a@example.org\",\r\n  \"user_id\": \"ann\",\r\n  \"event\": }\r\n"
            })
    void aBrokenJsonRecordOfSeveralLinesGoesAsAWhole(String broken) throws IOException {
        String before = json("ben") + "\n" + broken + json("cyd") + "\n";

        String after = erased(source, "f.json", before, StandardCharsets.UTF_8);

        assertThat(after).isEqualTo(json("ben") + "\n" + broken.replaceAll("[^\r\n]", " ") + json("cyd") + "\n");
        assertThat(found).containsExactly("ann");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"user_id\":\"ann\",\n\"event\":}",
                "[\"ann\",\n1]",
                "\"ann\"",
                "{\"pad\":\"xxxxx\",\n\"user_id\":\"ann\"}",
                "{\"user_id\":\"ann\",\"pad\":\"xxxxx\"}"
            })
    void anElementOfAnArrayThatIsNoRecordGoesAsAWhole(String element) throws IOException {
        String bad = element.replace("xxxxx", "x".repeat(70_000));
        String before = "[" + json("ben") + ",\n" + bad + ",\n" + json("cyd") + "]";

        String after = erased(source, "f.json", before, StandardCharsets.UTF_8);

        assertThat(after)
                .isEqualTo("[" + json("ben") + ",\n" + bad.replaceAll("[^\n]", " ") + ",\n" + json("cyd") + "]");
    }

    @Test
    void anArrayThatDoesNotEndIsLookedThroughToo() throws IOException {
        String before = "[" + json("ben") + ",\n{\"user_id\":\"ann\",\n\"email\":\"a@example.org\"";

        String after = erased(source, "f.json", before, StandardCharsets.UTF_8);

        assertThat(after).hasSameSizeAs(before).startsWith("[" + json("ben")).doesNotContain("ann");
        assertThat(after.substring(json("ben").length() + 2)).isBlank();
    }

    /** No header, another delimiter, no JSON at all: the lines that name the person go, all others stay for who repairs the file. */
    @ParameterizedTest
    @ValueSource(strings = {"f.csv", "f.json"})
    void inAFileOfWhichNothingCanBeReadTheLinesOfThePersonGo(String name) throws IOException {
        List<String> lines = List.of(
                "viewed|ann|ann@example.org|" + TIME,
                "viewed|ben|ben@example.org|" + TIME,
                "viewed|\"ann|" + "x".repeat(70_000),
                "viewed|joanna|" + TIME,
                "\"viewed|ann\"|" + TIME);

        String after = erased(source, name, String.join("\n", lines), StandardCharsets.UTF_8);

        assertThat(after.lines())
                .containsExactly(
                        " ".repeat(lines.get(0).length()),
                        lines.get(1),
                        " ".repeat(lines.get(2).length()),
                        lines.get(3),
                        " ".repeat(lines.get(4).length()));
        assertThat(found).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"viewed;ann;x\ncyd;1;2", "event;\"ann\"x;email\nviewed;ben;1"})
    void aHeaderThatCannotBeReadHidesNobody(String before) throws IOException {
        String after = erased(source, "f.csv", before, StandardCharsets.UTF_8);

        assertThat(after).hasSameSizeAs(before).doesNotContain("ann").endsWith(before.substring(before.indexOf('\n')));
    }

    /** A record without an id may still name the person elsewhere, and a header stays whatever the person is called. */
    @Test
    void recordsOfNobodyAreLookedThrough() throws IOException {
        String before = HEADER + "viewed;;ann@example.org;\"for ann\";" + TIME + "\n" + csv("ben", "ann") + "\n";

        assertThat(erased(source, "f.csv", before, StandardCharsets.UTF_8).lines())
                .containsExactly(
                        HEADER.strip(),
                        " ".repeat("viewed;;ann@example.org;\"for ann\";".length() + TIME.length()),
                        csv("ben", "ann"));
        assertThat(erased(source, "f.csv", before, StandardCharsets.UTF_8, "email"))
                .isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void whatCannotBeReadKeepsItsLinesInWideCharsets(String charset) throws IOException {
        Source read = Sources.open("charset", charset, "max-record-size", "2000");
        String long1 = "viewed;ann;" + "x".repeat(70_000);
        String before = HEADER + long1 + "\r\n" + csv("cyd", "2") + "\r\nviewed;ann\r\n";

        assertThat(erased(read, "f.csv", before, Charset.forName(charset)))
                .isEqualTo(HEADER
                        + " ".repeat(long1.length())
                        + "\r\n"
                        + csv("cyd", "2")
                        + "\r\n"
                        + " ".repeat("viewed;ann".length())
                        + "\r\n");
    }

    private String erased(Source read, String name, String text, Charset charset) throws IOException {
        return erased(read, name, text, charset, "ann");
    }

    private String erased(Source read, String name, String text, Charset charset, String person) throws IOException {
        byte[] bytes = text.getBytes(charset);
        byte[] erased = bytes.clone();
        assertThat(read.findsPersons()).isTrue();
        read.find(Sources.file(name, bytes), person::equals, new PersonRecords() {
            @Override
            public void found(String userId, long offset, byte[] blanks) {
                found.add(userId);
                further(userId, offset, blanks);
            }

            @Override
            public void further(String userId, long offset, byte[] blanks) {
                assertThat(userId).isEqualTo(person);
                System.arraycopy(blanks, 0, erased, Math.toIntExact(offset), blanks.length);
            }
        });
        return new String(erased, charset);
    }

    private static String csv(String user, String subject) {
        return "viewed;" + user + ";" + user + "@example.org;\"" + subject + "\";" + TIME;
    }

    private static String json(String user) {
        return "{\"event\":\"viewed\",\"user_id\":\"" + user + "\",\"timestamp\":\"" + TIME + "\"}";
    }
}
