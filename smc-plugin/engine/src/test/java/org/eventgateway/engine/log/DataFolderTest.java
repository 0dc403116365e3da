package org.eventgateway.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataFolderTest {
    @TempDir
    private Path temporary;

    private Path folder;

    @BeforeEach
    void name() {
        folder = temporary.resolve("data");
    }

    @Test
    void belongsToOneStoreAtATime() {
        try (DataFolder taken = DataFolder.take(folder)) {
            assertThatThrownBy(() -> DataFolder.take(taken.path()))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("in use");
        }
    }

    /** Closing any channel of a file gives back all locks that a process holds on it. */
    @Test
    void whoIsRefusedDoesNotTakeTheLockAway() throws IOException {
        Path locks = Path.of("/proc/locks");
        assumeTrue(Files.exists(locks));
        try (DataFolder taken = DataFolder.take(folder)) {
            Object inode = Files.getAttribute(folder.resolve("lock"), "unix:ino");
            assertThatThrownBy(() -> DataFolder.take(taken.path())).isInstanceOf(StoreException.class);

            assertThat(Files.readAllLines(locks)).anyMatch(line -> line.contains(":" + inode + " "));
        }
    }

    @Test
    void canBeTakenAgainWhenGivenBack() {
        DataFolder.take(folder).close();

        try (DataFolder again = DataFolder.take(folder)) {
            assertThat(again.path()).isEqualTo(folder.toAbsolutePath());
        }
    }

    @Test
    void isGivenBackWhenTheStoreCannotBeOpened() throws IOException {
        try (DataFolder taken = DataFolder.take(folder)) {
            Files.writeString(
                    taken.privateFile("events.db"),
                    "this is not a database, and long enough to be read as one".repeat(20));
        }
        assertThatThrownBy(
                        () -> SqliteStore.open(StoreConfig.of(folder), List.of("smc"), new ManualClock(), Thread::new))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(folder.toString());

        DataFolder.take(folder).close();
    }

    @Test
    void isPrivateWithEverythingInIt() throws IOException {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        try (SqliteStore store =
                SqliteStore.open(StoreConfig.of(folder), List.of("smc"), new ManualClock(), Thread::new)) {
            store.eventLog().append(Events.append("smc", Events.track("a"))).join();

            // SQLite's library is no data, and is unpacked by the first test that needs it, whichever that is.
            Path library = folder.resolve("native");
            try (Stream<Path> files =
                    Files.walk(folder).filter(path -> !path.startsWith(library) || path.equals(library))) {
                assertThat(files)
                        .allSatisfy(
                                path -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                                        .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
            }
        }
    }

    @Test
    void losesWhatAnEarlierProcessUnpacked() throws IOException {
        try (DataFolder taken = DataFolder.take(folder)) {
            Files.createFile(taken.emptyFolder("native").resolve("sqlite-old.so"));

            assertThat(taken.emptyFolder("native")).isEmptyDirectory();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "NFS"})
    void isNotOnANetwork(String type) {
        assertThat(DataFolder.isNetwork(type)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs", "btrfs", "tmpfs", "overlay", "apfs", "NTFS"})
    void mayBeOnALocalDisk(String type) {
        assertThat(DataFolder.isNetwork(type)).isFalse();
    }

    @Test
    void hasANameThatSqliteCanOpen() {
        assertThatThrownBy(() -> DataFolder.take(temporary.resolve("what?")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("question mark");
    }

    @Test
    void ofALaterVersionIsRefused() throws Exception {
        SqliteStore.open(StoreConfig.of(folder), List.of("smc"), new ManualClock(), Thread::new)
                .close();
        try (var connection =
                        new org.sqlite.SQLiteConfig().createConnection("jdbc:sqlite:" + folder.resolve("events.db"));
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 99");
        }

        assertThatThrownBy(
                        () -> SqliteStore.open(StoreConfig.of(folder), List.of("smc"), new ManualClock(), Thread::new))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("99");
    }
}
