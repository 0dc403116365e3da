package org.eventgateway.engine.pickup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eventgateway.engine.fake.MemoryStore;
import org.eventgateway.engine.fake.ScriptedSource;
import org.eventgateway.engine.fake.VirtualClock;
import org.eventgateway.engine.intake.Inlet;
import org.eventgateway.engine.intake.Intake;
import org.eventgateway.engine.log.Position;
import org.eventgateway.engine.route.Route;
import org.eventgateway.engine.source.SourceConnection;
import org.eventgateway.plugin.destination.Admission;
import org.eventgateway.plugin.event.EventType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The process dies between any two steps of a file's way; afterwards everything is as if it had not. */
class PickUpCrashTest {
    /** Two commits on the way, the end, and the forgetting of the mark. */
    private static final int APPENDS = 4;

    @TempDir
    private Path temporary;

    private final MemoryStore store = new MemoryStore();
    private final VirtualClock clock = new VirtualClock();

    @BeforeEach
    void makeTheFolder() throws IOException {
        Files.createDirectories(folder());
    }

    @ParameterizedTest(name = "in append {0}, before its work: {1}")
    @CsvSource({"0,true", "0,false", "1,true", "1,false", "2,true", "2,false", "3,true", "3,false"})
    void aCrashAnywhereChangesNothing(int append, boolean beforeTheWork) throws IOException {
        ready("u:m1\nbad\nu:m2\nbad\nu:m3\n");
        store.killAfterAppends(append, beforeTheWork);
        assertThat(dies()).isTrue();

        pickUp().round();

        assertThat(accepted()).containsExactly("m1", "m2", "m3");
        assertThat(store.balance("out").repeats()).as("nothing was read twice").isZero();
        assertThat(store.balance("out").refused()).containsEntry("bad_line", 2L);
        assertThat(files()).containsExactly("failed/export.csv", "failed/export.csv.report");
        assertThat(Files.readAllLines(folder().resolve("failed/export.csv.report")))
                .as("a headline and both bad records")
                .hasSize(3);
        assertThat(store.checkpoints()).as("marks of files that are gone").isZero();
    }

    @ParameterizedTest(name = "in append {0}, before its work: {1}")
    @CsvSource({"2,false", "3,true", "3,false"})
    void aFileWithoutFaultsIsDoneThoughItsEndWasInterrupted(int append, boolean beforeTheWork) throws IOException {
        ready("u:m1\nu:m2\nu:m3\nu:m4\nu:m5\n");
        store.killAfterAppends(append, beforeTheWork);
        assertThat(dies()).isTrue();

        pickUp().round();

        assertThat(accepted()).containsExactly("m1", "m2", "m3", "m4", "m5");
        assertThat(files()).containsExactly("done/export.csv");
        assertThat(store.checkpoints()).isZero();
    }

    /** If its mark stayed, it would be moved at once, and whoever put it back would believe that it was read. */
    @Test
    void aFileThatWasMovedBeforeTheCrashIsReadWhenItIsPutBack() throws IOException {
        ready("u:m1\nbad\nu:m2\nbad\nu:m3\n");
        store.killAfterAppends(APPENDS - 1, true);
        assertThat(dies()).isTrue();
        ScriptedSource source = new ScriptedSource("smc", 2);
        PickUp pickUp = pickUp(source);
        pickUp.round();
        assertThat(source.starts()).as("it is not read again by itself").isEmpty();

        Files.move(folder().resolve("failed/export.csv"), folder().resolve("export.csv"));
        Files.writeString(folder().resolve("export.csv.done"), "");
        pickUp.round();

        assertThat(source.starts()).containsExactly(Optional.empty());
        assertThat(accepted()).containsExactly("m1", "m2", "m3");
    }

    @Test
    void aFileOfTheSameNameThatCameMeanwhileIsReadToo() throws IOException {
        ready("u:m1\nu:m2\nu:m3\nu:m4\n");
        store.killAfterAppends(APPENDS - 1, true);
        assertThat(dies()).isTrue();
        ready("u:m5\n");

        pickUp().round();

        assertThat(accepted()).containsExactly("m1", "m2", "m3", "m4", "m5");
        assertThat(files()).hasSize(2).allMatch(file -> file.startsWith("done/") && file.endsWith("export.csv"));
    }

    private boolean dies() {
        try {
            pickUp().round();
            return false;
        } catch (MemoryStore.Killed e) {
            return true;
        }
    }

    private PickUp pickUp() {
        return pickUp(new ScriptedSource("smc", 2));
    }

    private PickUp pickUp(ScriptedSource source) {
        PickUpSettings settings = new PickUpSettings(
                folder(), "*.csv", Duration.ofSeconds(10), ".done", "done", "failed", Duration.ofSeconds(5));
        Inlet inlet =
                new Inlet("out", EnumSet.allOf(EventType.class), "out", event -> Admission.ADMITTED, Optional.empty());
        SourceConnection connection = new SourceConnection(
                "smc", source, new Route("smc", List.of("out"), false), new Intake(store, List.of(inlet)), clock);
        return new PickUp(settings, connection, store, clock, Thread::new);
    }

    private Path folder() {
        return temporary.resolve("exports");
    }

    private void ready(String text) throws IOException {
        Files.writeString(folder().resolve("export.csv"), text);
        Files.writeString(folder().resolve("export.csv.done"), "");
    }

    private List<String> accepted() {
        return store.read("out", Position.START, 1_000, Long.MAX_VALUE).stream()
                .map(logged -> logged.event().messageId())
                .toList();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder())) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder().relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
