package org.eventgateway.engine.log;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ids in the numbers of a busy hour, with the sizes that the gateway uses. On its own, since it takes seconds for each mutant. */
class ManyRepeatsTest {
    @TempDir
    private Path folder;

    @Test
    void manyIdsOfAnHourAreAllKnownAndNoOthers() throws SQLException {
        int count = 300_000;
        Instant now = new ManualClock().instant();
        SqliteStore.open(StoreConfig.of(folder), List.of("smc"), new ManualClock(), Thread::new)
                .close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("events.db"))) {
            connection.setAutoCommit(false);
            Repeats repeats = Repeats.load(connection, Duration.ofHours(3));
            RepeatsTest.add(repeats, now, 1, count, true);
            Repeats reloaded = Repeats.load(connection, Duration.ofHours(3));

            RepeatsTest.add(repeats, now, 1, count, false);
            RepeatsTest.add(reloaded, now, 1, count, false);
            RepeatsTest.add(reloaded, now, 2, 10_000, true);
            connection.rollback();
        }
    }
}
