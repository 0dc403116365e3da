package org.eventgateway.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ids in the numbers of a busy hour, in sets of a size that the gateway uses. On its own, since it takes seconds for each mutant. */
class ManyRepeatsTest {
    /** Of these ids most are filed, and the rest is not. */
    private static final RepeatBounds SEVERAL_SETS = new RepeatBounds(196_608, 32L << 20, 10L << 28);

    @TempDir
    private Path folder;

    @Test
    void anIdTakesLittleDisk() throws SQLException {
        SqliteStore.open(StoreConfig.of(folder), List.of("smc"), new ManualClock(), Thread::new)
                .close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("events.db"))) {
            connection.setAutoCommit(false);
            long before = bytes(connection);
            Repeats repeats = Repeats.load(connection, Duration.ofHours(3), SEVERAL_SETS);

            RepeatsTest.add(repeats, new ManualClock().instant(), 1, 300_000, true);
            assertThat((bytes(connection) - before) / 300_000.0)
                    .as("also while some are not filed")
                    .isLessThan(30);
            RepeatsTest.add(repeats, new ManualClock().instant(), 2, 290_000, true);
            assertThat((bytes(connection) - before) / 590_000.0).isLessThan(26);
            RepeatFigures figures = new RepeatFigures();
            repeats.publish(figures, new ManualClock().instant());
            assertThat(figures.remembered().bytes())
                    .as("what it is thought to take")
                    .isCloseTo(bytes(connection) - before, Percentage.withPercentage(3));
            connection.rollback();
        }
    }

    private static long bytes(Connection connection) throws SQLException {
        return (Database.pragma(connection, "page_count") - Database.pragma(connection, "freelist_count"))
                * Database.PAGE_BYTES;
    }

    @Test
    void manyIdsOfAnHourAreAllKnownAndNoOthers() throws SQLException {
        int count = 300_000;
        Instant now = new ManualClock().instant();
        SqliteStore.open(StoreConfig.of(folder), List.of("smc"), new ManualClock(), Thread::new)
                .close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("events.db"))) {
            connection.setAutoCommit(false);
            Repeats repeats = Repeats.load(connection, Duration.ofHours(3), SEVERAL_SETS);
            RepeatsTest.add(repeats, now, 1, count, true);
            Repeats reloaded = Repeats.load(connection, Duration.ofHours(3), SEVERAL_SETS);

            RepeatsTest.add(repeats, now, 1, count, false);
            RepeatsTest.add(reloaded, now, 1, count, false);
            RepeatsTest.add(reloaded, now, 2, 10_000, true);
            connection.rollback();
        }
    }
}
