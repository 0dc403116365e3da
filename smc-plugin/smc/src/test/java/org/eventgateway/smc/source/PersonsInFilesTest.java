package org.eventgateway.smc.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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

    @Test
    void aRecordTooLongToBeReadHidesNoneBehindIt() throws IOException {
        String before =
                HEADER + csv("ann", "x".repeat(5_000)) + "\n" + csv("ann", "short") + "\n" + csv("cyd", "2") + "\n";

        String after = erased(source, "f.csv", before, StandardCharsets.UTF_8);

        assertThat(found).containsExactly("ann");
        assertThat(after).doesNotContain("short").contains(csv("cyd", "2"));
    }

    private String erased(Source read, String name, String text, Charset charset) throws IOException {
        byte[] bytes = text.getBytes(charset);
        byte[] erased = bytes.clone();
        assertThat(read.findsPersons()).isTrue();
        read.find(Sources.file(name, bytes), "ann"::equals, (userId, offset, blanks) -> {
            found.add(userId);
            System.arraycopy(blanks, 0, erased, Math.toIntExact(offset), blanks.length);
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
