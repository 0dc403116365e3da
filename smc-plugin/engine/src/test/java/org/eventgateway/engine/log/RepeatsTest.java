package org.eventgateway.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepeatsTest {
    private final ManualClock clock = new ManualClock();

    @TempDir
    private Path folder;

    private SqliteStore store;

    @BeforeEach
    void open() {
        store = SqliteStore.open(
                StoreConfig.of(folder).withRepeatWindow(Duration.ofHours(3)), List.of("smc", "de"), clock, Thread::new);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aRepeatIsCountedAndNotStored() {
        append("smc", "a");

        assertThat(append("smc", "a")).isEqualTo(new EventLog.Receipt(0, 1));
        assertThat(store.ledger().balance("smc").repeats()).isEqualTo(1);
        assertThat(store.ledger().balance("smc").accepted()).isEqualTo(1);
    }

    @Test
    void aRepeatWithinOneBatchIsOne() {
        assertThat(append("smc", "a", "b", "a")).isEqualTo(new EventLog.Receipt(2, 1));
    }

    @Test
    void theSameIdOnAnotherConnectionIsNone() {
        append("smc", "a");

        assertThat(append("de", "a")).isEqualTo(new EventLog.Receipt(1, 0));
    }

    @Test
    void aRepeatIsKnownThroughoutTheWindow() {
        append("smc", "a");
        for (int hour = 0; hour < 3; hour++) {
            clock.advance(Duration.ofMinutes(59));
            append("smc", "other" + hour);

            assertThat(append("smc", "a")).isEqualTo(new EventLog.Receipt(0, 1));
        }
    }

    @Test
    void aRepeatIsForgottenAnHourAfterTheWindow() {
        append("smc", "a");
        for (int hour = 0; hour < 4; hour++) {
            clock.advance(Duration.ofHours(1));
            append("smc", "other" + hour);
        }

        assertThat(append("smc", "a")).isEqualTo(new EventLog.Receipt(1, 0));
    }

    @Test
    void aRepeatIsKnownAfterARestart() {
        append("smc", "a");
        close();
        open();

        assertThat(append("smc", "a")).isEqualTo(new EventLog.Receipt(0, 1));
    }

    @Test
    void aRepeatOfAPastHourIsKnownAfterARestart() {
        append("smc", "a");
        clock.advance(Duration.ofHours(2));
        append("smc", "b");
        close();
        open();

        assertThat(append("smc", "a", "b")).isEqualTo(new EventLog.Receipt(0, 2));
    }

    @Test
    void aRepeatOfADeadLetterIsOne() {
        append("smc", "a");
        store.eventLog().commit("smc", Events.rejecting(1, 0, Events.rejected(1)));

        assertThat(append("smc", "a")).isEqualTo(new EventLog.Receipt(0, 1));
    }

    @Test
    void aClockSetBackForgetsNothing() {
        append("smc", "a");
        clock.advance(Duration.ofHours(-5));
        append("smc", "b");
        clock.advance(Duration.ofHours(5));

        assertThat(append("smc", "a", "b")).isEqualTo(new EventLog.Receipt(0, 2));
    }

    @Test
    void noWindowMeansNoRepeats() {
        close();
        store = SqliteStore.open(
                StoreConfig.of(folder).withRepeatWindow(Duration.ZERO), List.of("smc", "de"), clock, Thread::new);

        assertThat(append("smc", "a", "a")).isEqualTo(new EventLog.Receipt(2, 0));
    }

    @Test
    void idsOfTheHourAreASmallRowForEachTransactionThatHasNewOnes() throws SQLException {
        appendLarge("a", "b");
        appendLarge("c");
        appendLarge("a", "c");

        assertThat(query("SELECT count(*) FROM seen_young")).isEqualTo(2);
        assertThat(query("SELECT sum(length(prints)) FROM seen_young")).isEqualTo(3 * 16);
        assertThat(query("SELECT count(*) FROM seen_hours")).isZero();
    }

    @Test
    void idsOfASmallBlockAreKeptWithItUntilItIsSettled() throws SQLException {
        append("smc", "a", "b");
        append("de", "c");
        append("smc", "a", "d");
        String prints =
                "SELECT sum(length(prints)) FROM slots_" + query("SELECT id FROM ledger WHERE connection = 'smc'");
        assertThat(query(prints)).isEqualTo(3 * 16);
        assertThat(query("SELECT count(*) FROM seen_young")).isZero();

        store.eventLog().commit("smc", Events.delivered(2, 2));

        assertThat(query("SELECT count(*) FROM seen_young")).isEqualTo(1);
        assertThat(query("SELECT sum(length(prints)) FROM seen_young")).isEqualTo(2 * 16);
        assertThat(append("smc", "a", "b", "d")).isEqualTo(new EventLog.Receipt(0, 3));
        close();
        open();
        assertThat(append("smc", "a", "b", "d")).isEqualTo(new EventLog.Receipt(0, 3));
        assertThat(append("de", "c")).isEqualTo(new EventLog.Receipt(0, 1));
        store.eventLog().commit("smc", Events.delivered(3, 1));
        assertThat(query("SELECT sum(length(prints)) FROM seen_young")).isEqualTo(3 * 16);
    }

    @Test
    void idsThatWereFiledMeanwhileAreNotKeptTwice() throws SQLException {
        append("smc", "a");
        clock.advance(Duration.ofHours(1));
        append("smc", "b");
        assertThat(query("SELECT count(*) FROM seen_hours")).isEqualTo(1);

        store.eventLog().commit("smc", Events.delivered(2, 2));

        assertThat(query("SELECT sum(length(prints)) FROM seen_young"))
                .as("that of b")
                .isEqualTo(16);
    }

    @Test
    void idsOfASmallBlockStayInTheirHourAfterARestart() {
        append("smc", "a");
        close();
        clock.advance(Duration.ofHours(1));
        open();
        assertThat(append("smc", "a", "b")).isEqualTo(new EventLog.Receipt(1, 1));
        close();
        clock.advance(Duration.ofHours(1));
        open();

        assertThat(append("smc", "a", "b")).isEqualTo(new EventLog.Receipt(0, 2));
    }

    @Test
    void idsOfAPastHourAreFiledAtOnceAndDroppedAsAWhole() throws SQLException {
        append("smc", "a");
        clock.advance(Duration.ofHours(1));
        appendLarge("b");

        assertThat(query("SELECT count(*) FROM seen_young")).isEqualTo(1);
        assertThat(query("SELECT count(*) FROM seen_hours")).isEqualTo(1);
        assertThat(query("SELECT count(*) FROM sqlite_master WHERE name LIKE 'seen_4%'"))
                .isEqualTo(1);

        clock.advance(Duration.ofHours(5));
        append("smc", "c");

        assertThat(query("SELECT count(*) FROM seen_hours"))
                .as("that of b, which ended with this append")
                .isEqualTo(0);
        assertThat(query("SELECT count(*) FROM sqlite_master WHERE name LIKE 'seen_4%'"))
                .isZero();
    }

    @Test
    void aFullSetIsFiledAndTheFiltersStayWithinTheirMemory() throws SQLException {
        Instant now = clock.instant();
        close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("events.db"))) {
            connection.setAutoCommit(false);
            Repeats repeats = Repeats.load(connection, Duration.ofHours(3), 2_000, 6_000);
            add(repeats, now, 1, 9_000, true);

            assertThat(query(connection, "SELECT sum(length(prints)) FROM seen_young"))
                    .isEqualTo(1_000 * 16);
            assertThat(query(connection, "SELECT count(*) FROM seen_hours")).isEqualTo(1);
            assertThat(repeats.filterBytes()).isBetween(3_000L, 6_000L);
            add(repeats, now, 1, 9_000, false);
            add(repeats, now, 2, 9_000, true);
            assertThat(repeats.filterBytes()).isBetween(3_000L, 6_000L);

            Repeats reloaded = Repeats.load(connection, Duration.ofHours(3), 2_000, 3_000);
            assertThat(reloaded.filterBytes()).isBetween(1_500L, 3_000L);
            add(reloaded, now, 2, 9_000, false);
            connection.rollback();
        }
        open();
    }

    @Test
    void filtersThatCannotBeSmallerMayTakeMore() throws SQLException {
        Instant now = clock.instant();
        close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("events.db"))) {
            connection.setAutoCommit(false);
            Repeats repeats = Repeats.load(connection, Duration.ofHours(3), 1_000, 1);
            add(repeats, now, 1, 4_000, true);

            assertThat(repeats.filterBytes()).as("the smallest of each of four").isEqualTo(4 * 32);
            add(repeats, now, 1, 4_000, false);
            connection.rollback();
        }
        open();
    }

    private long query(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("events.db"))) {
            return query(connection, sql);
        }
    }

    private static long query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.getLong(1);
        }
    }

    /** Adds a reproducible series of fingerprints in groups, and checks what each is said to be. */
    static void add(Repeats repeats, Instant now, long seed, int count, boolean expectNew) throws SQLException {
        SplittableRandom random = new SplittableRandom(seed);
        int wrong = 0;
        for (int i = 0; i < count; i += 1_000) {
            repeats.begin(now);
            for (int j = 0; j < 1_000; j++) {
                wrong += repeats.isNew(random.nextLong(), random.nextLong() | 1) == expectNew ? 0 : 1;
            }
            repeats.end();
        }
        assertThat(wrong).isZero();
    }

    private EventLog.Receipt append(String connection, String... ids) {
        return store.eventLog()
                .append(Events.append(
                        connection, List.of(ids).stream().map(Events::track).toList()))
                .join();
    }

    /** Appends events that are too large for a slot. */
    private void appendLarge(String... ids) {
        store.eventLog()
                .append(Events.append(
                        "smc",
                        List.of(ids).stream().map(id -> Events.track(id, 5_000)).toList()))
                .join();
    }
}
