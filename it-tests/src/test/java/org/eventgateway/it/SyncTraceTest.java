package org.eventgateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SyncTraceTest {
    private static final Pattern ID = Pattern.compile("sync-\\d+");

    @Test
    void anAnswerAfterTheFlushIsFine() {
        SyncTrace trace = trace("""
                10 read(7<socket:[1]>, "{\\"messageId\\":\\"sync-1\\"}", 8192) = 40
                11 pwrite64(9</data/gateway.db-wal>, "\\0\\1sync-1", 4096, 32) = 4096
                11 pwrite64(9</data/gateway.db-wal>, "\\0\\1", 24, 32) = 24
                11 fdatasync(9</data/gateway.db-wal>) = 0
                10 writev(7<socket:[1]>, [{"HTTP/1.1 200 OK"}], 1) = 90
                """);

        assertThat(trace.violations()).isEmpty();
        assertThat(trace.answers()).isEqualTo(1);
        assertThat(trace.groups()).isEqualTo(1);
    }

    @Test
    void anAnswerWithoutAFlushIsNot() {
        assertThat(trace("""
                10 read(7<socket:[1]>, "sync-1", 8192) = 40
                11 pwrite64(9</data/gateway.db-wal>, "sync-1", 4096, 32) = 4096
                10 write(7<socket:[1]>, "HTTP/1.1 200 OK", 90) = 90
                11 fdatasync(9</data/gateway.db-wal>) = 0
                """).violations()).containsExactly("sync-1 was answered before the log was flushed behind it");
    }

    @Test
    void aFlushBeforeTheLastWriteIsNotEnough() {
        assertThat(trace("""
                10 read(7<socket:[1]>, "sync-1", 8192) = 40
                11 fdatasync(9</data/gateway.db-wal>) = 0
                11 pwrite64(9</data/gateway.db-wal>, "sync-1", 4096, 32) = 4096
                10 write(7<socket:[1]>, "HTTP/1.1 200 OK", 90) = 90
                """).violations()).hasSize(1);
    }

    @Test
    void aFlushThatHasNotEndedIsNotEnough() {
        assertThat(trace("""
                10 read(7<socket:[1]>, "sync-1", 8192) = 40
                11 pwrite64(9</data/gateway.db-wal>, "sync-1", 4096, 32) = 4096
                11 fdatasync(9</data/gateway.db-wal> <unfinished ...>
                10 write(7<socket:[1]>, "HTTP/1.1 200 OK", 90) = 90
                11 <... fdatasync resumed>) = 0
                """).violations()).hasSize(1);
    }

    @Test
    void aFlushThatFailedIsNone() {
        assertThat(trace("""
                10 read(7<socket:[1]>, "sync-1", 8192) = 40
                11 pwrite64(9</data/gateway.db-wal>, "sync-1", 4096, 32) = 4096
                11 fdatasync(9</data/gateway.db-wal>) = -1 EIO (Input/output error)
                10 write(7<socket:[1]>, "HTTP/1.1 200 OK", 90) = 90
                """).violations()).hasSize(1);
    }

    @Test
    void theFlushOfAnotherFileIsNone() {
        assertThat(trace("""
                10 read(7<socket:[1]>, "sync-1", 8192) = 40
                11 pwrite64(9</data/gateway.db-wal>, "sync-1", 4096, 32) = 4096
                11 fdatasync(8</data/gateway.db>) = 0
                10 write(7<socket:[1]>, "HTTP/1.1 200 OK", 90) = 90
                """).violations()).hasSize(1);
    }

    @Test
    void theFlushOfTheGroupBeforeIsNotEnoughAndTheNextGroupMayBeUnderWay() {
        SyncTrace trace = trace("""
                10 read(7<socket:[1]>,  <unfinished ...>
                12 read(6<socket:[2]>, "sync-2", 8192) = 40
                10 <... read resumed>"sync-1", 8192) = 40
                11 pwrite64(9</data/gateway.db-wal>, "sync-1", 4096, 32) = 4096
                11 fdatasync(9</data/gateway.db-wal>) = 0
                11 pwrite64(9</data/gateway.db-wal>, "sync-1 sync-2", 4096, 32) = 4096
                10 write(7<socket:[1]>, "HTTP/1.1 200 OK", 90) = 90
                12 write(6<socket:[2]>, "HTTP/1.1 200 OK", 90) = 90
                """);

        assertThat(trace.violations()).containsExactly("sync-2 was answered before the log was flushed behind it");
    }

    @Test
    void anAnswerToAnEventThatNeverReachedTheLogIsNot() {
        assertThat(trace("""
                10 read(7<socket:[1]>, "sync-1", 8192) = 40
                10 write(7<socket:[1]>, "HTTP/1.1 200 OK", 90) = 90
                """).violations()).containsExactly("sync-1 was answered before it was in the log");
    }

    private static SyncTrace trace(String lines) {
        return SyncTrace.of(lines.lines(), ID);
    }
}
