package org.eventgateway.engine.pickup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eventgateway.engine.fake.MemoryStore;
import org.eventgateway.engine.fake.ScriptedSource;
import org.eventgateway.engine.fake.VirtualClock;
import org.eventgateway.engine.intake.Inlet;
import org.eventgateway.engine.intake.Intake;
import org.eventgateway.engine.log.Position;
import org.eventgateway.engine.route.Route;
import org.eventgateway.engine.source.FolderStatus;
import org.eventgateway.engine.source.SourceConnection;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.destination.Admission;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.plugin.source.Checkpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PickUpTest {
    @TempDir
    private Path temporary;

    private final MemoryStore store = new MemoryStore();
    private final VirtualClock clock = new VirtualClock();
    private final ScriptedSource source = new ScriptedSource("smc", 2);

    @Test
    void readsACompleteFileAndMovesItToDone() throws IOException {
        PickUp pickUp = pickUp();
        Path file = write("export.csv", "u:m1\nu:m2\nu:m3\n");

        pickUp.round();
        assertThat(file).exists();
        clock.advance(Duration.ofSeconds(10));
        pickUp.round();

        assertThat(accepted()).containsExactly("m1", "m2", "m3");
        assertThat(file).doesNotExist();
        assertThat(folder().resolve("done/export.csv")).exists();
        assertThat(pickUp.status().done()).isEqualTo(1);
        assertThat(store.checkpoints()).as("checkpoints of files that are gone").isZero();
    }

    @Test
    void takesAMarkedFileAtOnceAndRemovesTheMarker() throws IOException {
        write("export.csv", "u:m1\n");
        Path marker = write("export.csv.done", "");

        pickUp().round();

        assertThat(accepted()).containsExactly("m1");
        assertThat(marker).doesNotExist();
    }

    @Test
    void movesAFileWithBadRecordsToFailedWithAReportOfEach() throws IOException {
        ready("export.csv", "u:m1\nbad\nu:m2\nu:m3\nbad\n");

        PickUp pickUp = pickUp();
        pickUp.round();

        assertThat(accepted()).containsExactly("m1", "m2", "m3");
        assertThat(Files.readString(folder().resolve("failed/export.csv.report")))
                .isEqualTo("""
                        position\tcode\twhat is wrong (all else was sent: put back these records only, or the file within gateway.repeat-window)
                        2\tbad_line\tLine 2: It is bad.
                        5\tbad_line\tLine 5: It is bad.
                        """);
        assertThat(folder().resolve("failed/export.csv")).exists();
        assertThat(store.dead("out"))
                .extracting(letter -> letter.reason().text())
                .containsExactly("export.csv: Line 2: It is bad.", "export.csv: Line 5: It is bad.");
        assertThat(pickUp.status().failed()).isEqualTo(1);
    }

    @Test
    void goesOnAtTheCheckpointAfterACrashAndStillReportsEveryRecord() throws IOException {
        ready("export.csv", "u:m1\nbad\nu:m2\nbad\nu:m3\n");
        // What a crash after the first commit leaves behind.
        leave("export.csv", new Checkpoint("2"));

        pickUp().round();

        assertThat(source.starts()).startsWith(Optional.of(new Checkpoint("2")));
        assertThat(accepted()).containsExactly("m2", "m3");
        assertThat(Files.readAllLines(folder().resolve("failed/export.csv.report")))
                .as("a headline and both bad records")
                .hasSize(3);
        assertThat(store.dead("out")).as("the first was kept before the crash").hasSize(1);
    }

    @Test
    void onlyMovesAFileThatWasReadToItsEndBeforeACrash() throws IOException {
        ready("export.csv", "u:m1\nu:m2\n");
        leave("export.csv", FileRun.FINISHED);

        pickUp().round();

        assertThat(accepted()).isEmpty();
        assertThat(folder().resolve("done/export.csv")).exists();
    }

    @Test
    void takesTheSameNameWithOtherContentForAnotherFile() throws IOException {
        PickUp pickUp = pickUp();
        ready("export.csv", "u:m1\n");
        pickUp.round();
        ready("export.csv", "u:m1\nu:m2\n");
        pickUp.round();

        assertThat(accepted()).containsExactly("m1", "m2");
        assertThat(names(folder().resolve("done"))).hasSize(2);
    }

    @Test
    void readsAFileAgainThatSomeonePutBack() throws IOException {
        PickUp pickUp = pickUp();
        ready("export.csv", "u:m1\nbad\n");
        pickUp.round();
        Files.move(folder().resolve("failed/export.csv"), folder().resolve("export.csv"));
        write("export.csv.done", "");
        pickUp.round();

        assertThat(accepted()).containsExactly("m1");
        assertThat(store.balance("out").repeats()).isEqualTo(1);
        assertThat(store.balance("out").refused()).containsEntry("bad_line", 2L);
    }

    @Test
    void movesAFileThatTheSourceRefusesToFailed() throws IOException {
        ready("export.csv", "refuse\n");

        pickUp().round();

        assertThat(Files.readString(folder().resolve("failed/export.csv.report")))
                .contains("file\tnot_mine\tThis is no input of mine.");
        assertThat(store.balance("out").refused()).containsEntry("not_mine", 1L);
    }

    @Test
    void movesAFileOverWhichThePluginFailsToFailedAndTellsNoSecret() throws IOException {
        ready("export.csv", "u:m1\nfail\n");
        ready("later.csv", "u:m2\n");

        pickUp().round();

        assertThat(accepted()).containsExactly("m1", "m2");
        assertThat(Files.readString(folder().resolve("failed/export.csv.report")))
                .contains("plugin_failed")
                .doesNotContain("secret");
    }

    @Test
    void readsTheOldestFileFirst() throws IOException {
        ready("a.csv", "u:m2\n");
        Path older = ready("b.csv", "u:m1\n");
        Files.setLastModifiedTime(older, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));

        pickUp().round();

        assertThat(accepted()).containsExactly("m1", "m2");
    }

    @Test
    void waitsWhileTheLogTakesNothingAndLosesNothing() throws IOException {
        ready("export.csv", "u:m1\nu:m2\nu:m3\n");
        PickUp pickUp = pickUp();
        List<FolderStatus> seen = new ArrayList<>();
        store.onAppend("out", () -> seen.add(pickUp.status()));
        store.failAppends(2);

        pickUp.round();

        assertThat(accepted()).containsExactly("m1", "m2", "m3");
        assertThat(seen.get(0).problem()).map(Reason::code).hasValue("store_unavailable");
        assertThat(pickUp.status().problem()).isEmpty();
    }

    @Test
    void seesNoLinksFoldersOrHiddenFilesAndNothingThatDoesNotFit() throws IOException {
        Path secret = Files.writeString(temporary.resolve("secret.csv"), "u:m1\n");
        Files.createSymbolicLink(folder().resolve("link.csv"), secret);
        Files.createDirectory(folder().resolve("folder.csv"));
        write(".hidden.csv", "u:m2\n");
        write("image.png", "u:m3\n");
        PickUp pickUp = pickUp();

        pickUp.round();
        clock.advance(Duration.ofMinutes(1));
        pickUp.round();

        assertThat(accepted()).isEmpty();
        assertThat(secret).exists();
        assertThat(folder().resolve("link.csv"))
                .satisfies(link -> assertThat(Files.isSymbolicLink(link)).isTrue());
    }

    @Test
    void writesNowhereElseThroughALinkInPlaceOfItsFolders() throws IOException {
        Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
        Files.createSymbolicLink(folder().resolve("done"), elsewhere);
        ready("export.csv", "u:m1\n");
        PickUp pickUp = pickUp();

        pickUp.round();

        assertThat(accepted()).isEmpty();
        assertThat(pickUp.status().problem()).map(Reason::code).hasValue("folder_missing");
    }

    @Test
    void saysThatTheFolderIsMissingAndGoesOnWhenItIsThere() throws IOException {
        PickUp pickUp = pickUp();
        Files.delete(folder());
        pickUp.round();
        assertThat(pickUp.status().problem()).map(Reason::code).hasValue("folder_missing");

        folder();
        ready("export.csv", "u:m1\n");
        pickUp.round();

        assertThat(pickUp.status().problem()).isEmpty();
        assertThat(accepted()).containsExactly("m1");
    }

    @Test
    void saysThatItMayNotWriteAndReadsNothingThatItCouldNotMove() throws IOException {
        ready("export.csv", "u:m1\n");
        Files.createDirectory(folder().resolve("done"));
        Files.createDirectory(folder().resolve("failed"));
        Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("r-xr-xr-x"));
        assumeThat(Files.isWritable(folder()))
                .as("Not applicable: root may write anywhere")
                .isFalse();
        PickUp pickUp = pickUp();

        pickUp.round();

        Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(pickUp.status().problem()).map(Reason::code).hasValue("folder_not_writable");
        assertThat(accepted()).isEmpty();
    }

    @Test
    void oneUnreadableFileDoesNotHoldUpTheOthers() throws IOException {
        Path locked = ready("a.csv", "u:m1\n");
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
        assumeThat(Files.isReadable(locked))
                .as("Not applicable: root may read anything")
                .isFalse();
        ready("b.csv", "u:m2\n");
        PickUp pickUp = pickUp();

        pickUp.round();

        assertThat(accepted()).containsExactly("m2");
        assertThat(pickUp.status().problems())
                .extracting(FolderStatus.FileProblem::file)
                .containsExactly("a.csv");
    }

    @Test
    void takesAPersonOutOfAllFilesThatWereReadAndOfNothingElse() throws IOException {
        PickUp pickUp = pickUp();
        ready("export.csv", "ann:m1\nben:m2\nann:m3\n");
        pickUp.round();
        ready("export.csv", "cyd:m4\nann:m5\n");
        pickUp.round();
        ready("bad.csv", "ann:m6\nbad\n");
        pickUp.round();
        Path waiting = write("new.csv", "ann:m7\n");
        Path done = folder().resolve("done");
        Path notes = Files.writeString(done.resolve("notes.md"), "ann: a friend\n");
        Path elsewhere = Files.writeString(temporary.resolve("elsewhere.csv"), "ann:m8\n");
        Files.createSymbolicLink(done.resolve("link.csv"), elsewhere);
        String report = Files.readString(folder().resolve("failed/bad.csv.report"));
        Map<String, Long> erased = new HashMap<>();

        assertThat(pickUp.erase(Set.of("ann", "dora")::contains, erased)).isTrue();

        assertThat(erased).containsExactly(Map.entry("ann", 4L));
        assertThat(done.resolve("export.csv")).hasContent("      \nben:m2\n      \n");
        assertThat(names(done).stream().filter(name -> name.endsWith("-export.csv")))
                .singleElement()
                .satisfies(name -> assertThat(done.resolve(name)).hasContent("cyd:m4\n      \n"));
        assertThat(folder().resolve("failed/bad.csv")).hasContent("      \nbad\n");
        assertThat(folder().resolve("failed/bad.csv.report")).hasContent(report);
        assertThat(waiting).as("is yet to be read").hasContent("ann:m7\n");
        assertThat(notes).as("is none of the source's files").hasContent("ann: a friend\n");
        assertThat(elsewhere).as("lies behind a link").hasContent("ann:m8\n");
    }

    @Test
    void passesOverFilesInWhichNothingCanBeRead() throws IOException {
        PickUp pickUp = pickUp();
        ready("a.csv", "refuse\n");
        ready("b.csv", "ann:m1\n");
        pickUp.round();
        Map<String, Long> erased = new HashMap<>();

        assertThat(pickUp.erase("ann"::equals, erased)).isTrue();

        assertThat(erased).containsExactly(Map.entry("ann", 1L));
    }

    @Test
    void countsNoPersonAsNotFoundWhileTheFolderIsAway() throws IOException {
        PickUp pickUp = pickUp();

        assertThat(pickUp.erase("ann"::equals, new HashMap<>())).isFalse();
        folder();
        assertThat(pickUp.erase("ann"::equals, new HashMap<>()))
                .as("not looked for at each turn")
                .isFalse();
        clock.advance(Duration.ofSeconds(30));
        assertThat(pickUp.erase("ann"::equals, new HashMap<>()))
                .as("nothing was read yet")
                .isTrue();
    }

    @Test
    void anErrorInOneFileEndsNeitherTheThreadNorTheFilesBehindIt() throws IOException {
        ready("a.csv", "u:m1\nexhaust\n");
        ready("b.csv", "u:m2\n");
        PickUp pickUp = pickUp();

        pickUp.start();
        await().until(() -> pickUp.status().done() == 1);
        pickUp.stop();
        pickUp.awaitEnd(Duration.ofSeconds(10));

        assertThat(accepted()).containsExactly("m2");
        assertThat(pickUp.status().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo("a.csv");
            assertThat(problem.reason().text()).contains("java.lang.OutOfMemoryError");
        });
        assertThat(folder().resolve("a.csv")).exists();
    }

    @Test
    void stopsItsThreadWithinABound() throws IOException {
        PickUp pickUp = pickUp();
        folder();
        pickUp.start();

        pickUp.stop();
        pickUp.awaitEnd(Duration.ofSeconds(10));

        assertThat(threads).allSatisfy(thread -> assertThat(thread.isAlive()).isFalse());
    }

    private final List<Thread> threads = new ArrayList<>();

    private PickUp pickUp() {
        PickUpSettings settings = new PickUpSettings(
                temporary.resolve("exports"),
                "*.csv",
                Duration.ofSeconds(10),
                ".done",
                "done",
                "failed",
                Duration.ofMillis(100));
        Inlet inlet =
                new Inlet("out", EnumSet.allOf(EventType.class), "out", event -> Admission.ADMITTED, Optional.empty());
        SourceConnection connection = new SourceConnection(
                "smc", source, new Route("smc", List.of("out"), false), new Intake(store, List.of(inlet)), clock);
        return new PickUp(settings, connection, store, clock, task -> {
            Thread thread = new Thread(task);
            threads.add(thread);
            return thread;
        });
    }

    private Path folder() throws IOException {
        return Files.createDirectories(temporary.resolve("exports"));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder().resolve(name), text);
    }

    private Path ready(String name, String text) throws IOException {
        write(name + ".done", "");
        return write(name, text);
    }

    private void leave(String name, Checkpoint checkpoint) throws IOException {
        try (var in = Inbox.open(folder().resolve(name))) {
            store.leave("smc", name + " " + ContentDigest.of(in), checkpoint);
        }
    }

    private List<String> accepted() {
        return store.read("out", Position.START, 1_000, Long.MAX_VALUE).stream()
                .map(logged -> logged.event().messageId())
                .toList();
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .map(file -> file.getFileName().toString())
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }
}
