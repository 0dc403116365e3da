package org.eventgateway.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepeatsTest {
    /** What the gateway uses by default. */
    static final RepeatBounds ROOMY = RepeatBounds.of(10L << 30, 512L << 20);

    private static final long PLENTY = 1L << 30;

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
        try (Connection connection = connect()) {
            Repeats repeats = Repeats.load(connection, Duration.ofHours(3), new RepeatBounds(2_000, 36_000, PLENTY));
            add(repeats, now, 1, 9_000, true);

            assertThat(query(connection, "SELECT sum(length(prints)) FROM seen_young"))
                    .isEqualTo(1_000 * 16);
            assertThat(query(connection, "SELECT count(*) FROM seen_hours")).isEqualTo(1);
            assertThat(repeats.filterBytes()).isBetween(16_000L, 36_000L);
            add(repeats, now, 1, 9_000, false);
            add(repeats, now, 2, 9_000, true);
            assertThat(repeats.filterBytes()).isBetween(16_000L, 36_000L);

            Repeats reloaded = Repeats.load(connection, Duration.ofHours(3), new RepeatBounds(2_000, 34_000, PLENTY));
            assertThat(reloaded.filterBytes()).isBetween(16_000L, 34_000L);
            add(reloaded, now, 1, 9_000, false);
            add(reloaded, now, 2, 9_000, false);
            connection.rollback();
        }
        open();
    }

    @Test
    void ofFiltersThatCannotBeSmallerTheOldestRunOfTheHourGoesFirst() throws SQLException {
        Instant now = clock.instant();
        close();
        try (Connection connection = connect()) {
            Repeats repeats = Repeats.load(connection, Duration.ofHours(3), new RepeatBounds(1_000, 8_200, PLENTY));
            add(repeats, now, 1, 12_000, true);

            assertThat(repeats.filterBytes())
                    .as("at least a byte for each of eight thousand")
                    .isBetween(8_000L, 8_200L);
            assertThat(shown(repeats, now))
                    .extracting(RememberedIds::count, RememberedIds::forgotten)
                    .containsExactly(8_000L, 4_000L);
            SplittableRandom random = new SplittableRandom(1);
            long[] all = random.longs(24_000).toArray();
            assertThat(isNew(repeats, all[8_000], all[8_001] | 1))
                    .as("of the fifth thousand")
                    .isFalse();
            assertThat(isNew(repeats, all[23_998], all[23_999] | 1))
                    .as("of the last thousand")
                    .isFalse();
            assertThat(isNew(repeats, all[7_998], all[7_999] | 1))
                    .as("of the fourth thousand")
                    .isTrue();
            connection.rollback();
        }
        open();
    }

    @Test
    void beyondItsDiskTheOldestHourIsForgottenAsAWhole() throws SQLException {
        Instant now = clock.instant();
        close();
        try (Connection connection = connect()) {
            // Each run of a thousand takes ten pages.
            Repeats repeats = Repeats.load(connection, Duration.ofHours(3), new RepeatBounds(1_000, PLENTY, 200_000));
            add(repeats, now, 1, 2_000, true);
            add(repeats, now.plus(Duration.ofHours(1)), 2, 2_000, true);
            assertThat(shown(repeats, now).forgotten()).isZero();
            add(repeats, now.plus(Duration.ofHours(1)), 3, 1_000, true);

            RememberedIds remembered = shown(repeats, now);
            assertThat(remembered.forgotten()).isEqualTo(2_000);
            assertThat(remembered.count()).isEqualTo(3_000);
            assertThat(remembered.since()).contains(Instant.parse("2026-03-01T11:00:00Z"));
            assertThat(query(connection, "SELECT count(*) FROM seen_hours")).isEqualTo(1);
            add(repeats, now.plus(Duration.ofHours(1)), 2, 2_000, false);
            add(repeats, now.plus(Duration.ofHours(1)), 1, 1_000, true);
            connection.rollback();
        }
        open();
    }

    @Test
    void whatIsThereAfterAStartFitsSmallerBoundsThoughNothingIsNew() throws SQLException {
        Instant now = clock.instant();
        close();
        try (Connection connection = connect()) {
            Repeats repeats = Repeats.load(connection, Duration.ofHours(30), new RepeatBounds(1_000, PLENTY, PLENTY));
            for (int hour = 0; hour < 5; hour++) {
                add(repeats, now.plus(Duration.ofHours(hour)), hour, 1_000, true);
            }
            repeats.begin(now.plus(Duration.ofHours(5)));
            assertThat(query(connection, "SELECT count(*) FROM seen_young")).isZero();

            Repeats smaller = Repeats.load(connection, Duration.ofHours(30), new RepeatBounds(1_000, PLENTY, 130_000));

            assertThat(query(connection, "SELECT count(*) FROM seen_hours")).isEqualTo(2);
            smaller.begin(now.plus(Duration.ofHours(5)));
            add(smaller, now.plus(Duration.ofHours(5)), 4, 1_000, false);
            add(smaller, now.plus(Duration.ofHours(5)), 3, 1_000, false);
            Repeats least = Repeats.load(connection, Duration.ofHours(30), new RepeatBounds(1_000, 1_100, 1));
            assertThat(shown(least, now).count()).isEqualTo(1_000);
            connection.rollback();
        }
        open();
    }

    @Test
    void anAppendOfMoreThanASetIsFiledMeanwhile() throws SQLException {
        Instant now = clock.instant();
        close();
        try (Connection connection = connect()) {
            Repeats repeats = Repeats.load(connection, Duration.ofHours(3), new RepeatBounds(300, PLENTY, PLENTY));
            add(repeats, now, 1, 1_000, true);

            assertThat(query(connection, "SELECT sum(length(prints)) FROM seen_young"))
                    .isEqualTo(100 * 16);
            add(Repeats.load(connection, Duration.ofHours(3), ROOMY), now, 1, 1_000, false);
            connection.rollback();
        }
        open();
    }

    @Test
    void aRepeatWithinOneAppendIsKnownEvenIfItsFirstWasFiledMeanwhile() throws SQLException {
        Instant now = clock.instant();
        close();
        try (Connection connection = connect()) {
            Repeats repeats = Repeats.load(connection, Duration.ofHours(3), new RepeatBounds(300, PLENTY, PLENTY));
            long[] once = prints(new SplittableRandom(1), 350);
            long[] twice =
                    LongStream.concat(Arrays.stream(once), Arrays.stream(once)).toArray();
            repeats.begin(now);

            BitSet unseen = repeats.remember(twice);

            assertThat(unseen.cardinality()).isEqualTo(350);
            assertThat(unseen.nextClearBit(0))
                    .as("the first of each is the new one")
                    .isEqualTo(350);
            connection.rollback();
        }
        open();
    }

    @Test
    void idsThatAnEarlierVersionFiledAreKnown() throws SQLException {
        Instant now = clock.instant();
        close();
        try (Connection connection = connect()) {
            fileAsEarlier(connection, now.getEpochSecond() / 3_600);
            Repeats repeats = Repeats.load(connection, Duration.ofHours(3), ROOMY);

            add(repeats, now, 1, 1_000, false);
            add(repeats, now, 2, 1_000, true);
            connection.rollback();
        }
        open();
    }

    @Test
    void aClockThatWasFarAheadForATimePinsNoHour() throws SQLException {
        append("smc", "a");
        clock.advance(Duration.ofDays(3_650));
        append("smc", "b");
        clock.advance(Duration.ofHours(1));
        append("smc", "c");
        clock.advance(Duration.ofDays(-3_650));

        assertThat(append("smc", "b", "c", "d")).isEqualTo(new EventLog.Receipt(1, 2));

        assertThat(query("SELECT max(hour) FROM seen_hours"))
                .isLessThanOrEqualTo(clock.instant().getEpochSecond() / 3_600);
        close();
        open();
        assertThat(append("smc", "b", "c", "d")).isEqualTo(new EventLog.Receipt(0, 3));
        clock.advance(Duration.ofHours(1));
        assertThat(append("smc", "b", "c", "d")).isEqualTo(new EventLog.Receipt(0, 3));
        clock.advance(Duration.ofHours(5));
        assertThat(append("smc", "b", "c", "d")).isEqualTo(new EventLog.Receipt(3, 0));
    }

    @Test
    void whatIsRememberedIsShownAlsoAfterARestart() {
        append("smc", "a", "b");
        store.eventLog().commit("smc", Events.delivered(2, 2));
        clock.advance(Duration.ofHours(1));
        append("smc", "c");
        close();
        open();

        assertThat(store.status().remembered().count()).isEqualTo(3);
        assertThat(store.status().remembered().since()).contains(Instant.parse("2026-03-01T10:00:00Z"));
        assertThat(store.status().remembered().forgotten()).isZero();
    }

    @Test
    void boundsGrowWithTheDiskAndTheHeap() {
        assertThat(RepeatBounds.of(10L << 30, 4L << 30)).isEqualTo(new RepeatBounds(786_432, 512L << 20, 10L << 28));
        assertThat(RepeatBounds.of(10L << 30, 64L << 20)).isEqualTo(new RepeatBounds(98_304, 32L << 20, 10L << 28));
        assertThat(RepeatBounds.of(10_000_000, 4L << 30)).isEqualTo(new RepeatBounds(12_288, 512L << 20, 2_500_000));
    }

    private static RememberedIds shown(Repeats repeats, Instant now) {
        RepeatFigures figures = new RepeatFigures();
        repeats.publish(figures, now);
        return figures.remembered();
    }

    /** Writes the first thousand of the first series as versions up to 5 did. */
    private static void fileAsEarlier(Connection connection, long hour) throws SQLException {
        SplittableRandom random = new SplittableRandom(1);
        FingerprintSet set = new FingerprintSet();
        FingerprintFilter filter = FingerprintFilter.forAbout(1_000);
        for (int i = 0; i < 1_000; i++) {
            long high = random.nextLong();
            long low = random.nextLong() | 1;
            set.add(high, low);
            filter.add(high, low);
        }
        SeenHour.create(hour, connection, new RunFilters());
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO seen_" + hour + "(id, data) VALUES (?, ?)")) {
            for (int chunk = 0; chunk * 128 < set.slots(); chunk++) {
                ByteBuffer bytes = ByteBuffer.allocate(128 * 16);
                for (int slot = chunk * 128; slot < chunk * 128 + 128; slot++) {
                    bytes.putLong(set.high(slot)).putLong(set.low(slot));
                }
                insert.setLong(1, chunk);
                insert.setBytes(2, bytes.array());
                insert.executeUpdate();
            }
            ByteBuffer words = ByteBuffer.allocate(4 + filter.bytes());
            words.putInt(set.slots()).asIntBuffer().put(filter.words());
            insert.setLong(1, Integer.MAX_VALUE);
            insert.setBytes(2, words.array());
            insert.executeUpdate();
        }
    }

    private Connection connect() throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("events.db"));
        connection.setAutoCommit(false);
        return connection;
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

    static boolean isNew(Repeats repeats, long high, long low) throws SQLException {
        return repeats.remember(new long[] {high, low}).get(0);
    }

    private static long[] prints(SplittableRandom random, int count) {
        long[] prints = random.longs(2L * count).toArray();
        for (int i = 1; i < prints.length; i += 2) {
            prints[i] |= 1;
        }
        return prints;
    }

    /** Adds a reproducible series of fingerprints in groups, and checks what each is said to be. */
    static void add(Repeats repeats, Instant now, long seed, int count, boolean expectNew) throws SQLException {
        SplittableRandom random = new SplittableRandom(seed);
        int wrong = 0;
        for (int i = 0; i < count; i += 1_000) {
            repeats.begin(now);
            int unseen = repeats.remember(prints(random, 1_000)).cardinality();
            wrong += expectNew ? 1_000 - unseen : unseen;
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
