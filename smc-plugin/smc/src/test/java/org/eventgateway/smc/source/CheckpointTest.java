package org.eventgateway.smc.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.eventgateway.plugin.source.Checkpoint;
import org.eventgateway.plugin.source.Input;
import org.eventgateway.plugin.source.InputRefusedException;
import org.eventgateway.plugin.source.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CheckpointTest {
    private static final int ROWS = 2 * SmcSource.COMMIT_RECORDS + 123;
    private static final String TIME = "2026-10-20T06:00:00Z";

    private final Source source = Sources.open();

    static Stream<Arguments> files() {
        return Stream.of(
                Arguments.of("f.csv", csv("\n"), StandardCharsets.UTF_8),
                Arguments.of("f.csv", csv("\r\n"), StandardCharsets.UTF_8),
                Arguments.of("f.csv", "\ufeff" + csv("\r\n"), StandardCharsets.UTF_16LE),
                Arguments.of("f.jsonl", json("", "\n", ""), StandardCharsets.UTF_8),
                Arguments.of("f.json", json("[", ",\n", "]"), StandardCharsets.UTF_8));
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("files")
    void everyRecordIsReadExactlyOnceWhereverTheGatewayIsKilled(String name, String text, Charset charset)
            throws IOException {
        byte[] bytes = text.getBytes(charset);
        Sinks.Dying whole = new Sinks.Dying(-1);
        source.read(Sources.file(name, bytes), whole);
        whole.end();
        assertThat(whole.committed).hasSize(ROWS);

        for (int kill = 0; kill < whole.checkpoints.size(); kill++) {
            Sinks.Dying first = new Sinks.Dying(kill);
            assertThatThrownBy(() -> source.read(Sources.file(name, bytes), first))
                    .hasMessage("killed");
            Optional<Checkpoint> last = first.checkpoints.isEmpty()
                    ? Optional.empty()
                    : Optional.of(first.checkpoints.get(first.checkpoints.size() - 1));
            Sinks.Dying second = new Sinks.Dying(-1);
            source.read(again(name, bytes, last), second);
            second.end();

            first.committed.addAll(second.committed);
            assertThat(first.committed).as("killed at commit %s", kill).isEqualTo(whole.committed);
        }
    }

    @Test
    void anotherFileOfTheSameNameStartsFromItsBeginning() throws IOException {
        Sinks.Keeping sink = new Sinks.Keeping();
        source.read(Sources.file("f.csv", csv("\n")), sink);
        String other = csv("\n").replace("event;", "event;");
        byte[] bytes = other.replace("u1;", "v1;").getBytes(StandardCharsets.UTF_8);

        Sinks.Dying second = new Sinks.Dying(-1);
        source.read(again("f.csv", bytes, Optional.of(sink.checkpoints.get(1))), second);
        second.end();

        assertThat(second.committed).hasSize(ROWS);
    }

    @Test
    void aFileThatGotShorterIsRefused() throws IOException {
        byte[] bytes = csv("\n").getBytes(StandardCharsets.UTF_8);
        Sinks.Keeping sink = new Sinks.Keeping();
        source.read(Sources.file("f.csv", bytes), sink);
        byte[] shorter = Arrays.copyOf(bytes, 10_000);

        assertThatThrownBy(() ->
                        source.read(again("f.csv", shorter, Optional.of(sink.checkpoints.get(1))), new Sinks.Keeping()))
                .isInstanceOfSatisfying(
                        InputRefusedException.class,
                        e -> assertThat(e.reason().code()).isEqualTo("file_shortened"));
    }

    @Test
    void refusalsBehindACheckpointStillNameTheRightLine() throws IOException {
        String text = csv("\n") + "brewed;u;1;" + TIME + "\n";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Sinks.Keeping whole = new Sinks.Keeping();
        source.read(Sources.file("f.csv", bytes), whole);
        Sinks.Keeping rest = new Sinks.Keeping();
        source.read(again("f.csv", bytes, Optional.of(whole.checkpoints.get(1))), rest);

        assertThat(rest.refusals).isEqualTo(whole.refusals).hasSize(1);
        assertThat(whole.refusals.get(0)).startsWith(text.lines().count() + " ");
    }

    private static Input again(String name, byte[] bytes, Optional<Checkpoint> checkpoint) {
        return Sources.file(name, new ByteArrayInputStream(bytes), checkpoint);
    }

    /** Each tenth row goes over two lines. */
    private static String csv(String lineBreak) {
        StringBuilder text = new StringBuilder("event;user_id;email_id;timestamp").append(lineBreak);
        for (int i = 1; i <= ROWS; i++) {
            String id = i % 10 == 0 ? "\"" + i + lineBreak + "é\"" : Integer.toString(i);
            text.append("opened;u")
                    .append(i)
                    .append(';')
                    .append(id)
                    .append(';')
                    .append(TIME)
                    .append(lineBreak);
        }
        return text.toString();
    }

    private static String json(String start, String between, String end) {
        StringBuilder text = new StringBuilder(start);
        for (int i = 1; i <= ROWS; i++) {
            text.append(i == 1 ? "" : between)
                    .append("{\"event\":\"opened\",\"user_id\":\"u")
                    .append(i)
                    .append("é\",\"timestamp\":\"" + TIME + "\"}");
        }
        return text.append(end).toString();
    }
}
