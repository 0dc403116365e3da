package org.eventgateway.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading on where the last batch ended, within blocks and over their ends. */
class LogReaderTest {
    @TempDir
    private Path folder;

    private SqliteStore store;

    @BeforeEach
    void open() {
        store = SqliteStore.open(StoreConfig.of(folder), List.of("smc"), new ManualClock(), Thread::new);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void readsOnWithinABlockAndOverItsEnd() {
        append(Events.tracks("a", 5));
        append(Events.tracks("b", 5));
        append(Events.tracks("c", 5));

        assertThat(read(0, 3, 10_000)).containsExactly("a0", "a1", "a2");
        assertThat(read(3, 4, 10_000)).containsExactly("a3", "a4", "b0", "b1");
        assertThat(read(7, 3, 10_000)).containsExactly("b2", "b3", "b4");
        assertThat(read(10, 3, 10_000)).containsExactly("c0", "c1", "c2");
        assertThat(read(13, 10, 10_000)).containsExactly("c3", "c4");
        assertThat(read(15, 10, 10_000)).isEmpty();
        append(Events.tracks("d", 1));
        assertThat(read(15, 10, 10_000)).containsExactly("d0");
    }

    @Test
    void keepsToTheBytesOverTheEndOfABlock() {
        append(Events.tracks("a", 2));
        append(Events.tracks("b", 2));

        assertThat(read(0, 1, 10_000)).containsExactly("a0");
        assertThat(read(1, 10, 250)).containsExactly("a1", "b0");
        assertThat(read(1, 10, 150)).containsExactly("a1");
        assertThat(read(1, 10, 50)).containsExactly("a1");
        assertThat(read(1, 1, 10_000)).containsExactly("a1");
    }

    @Test
    void readsAgainFromTheBeginning() {
        append(Events.tracks("a", 2));
        append(Events.tracks("b", 2));
        read(3, 1, 10_000);

        assertThat(read(0, 10, 10_000)).containsExactly("a0", "a1", "b0", "b1");
    }

    @Test
    void readsOnWithoutWhatWasTakenOutMeanwhile() {
        append(List.of(of("ben", "m1"), of("ann", "m2"), of("ben", "m3"), of("ann", "m4"), Events.delete("d", "ann")));
        assertThat(read(0, 1, 10_000)).containsExactly("m1");

        store.care();

        assertThat(read(1, 10, 10_000)).containsExactly("m3", "d");
    }

    @Test
    void rejectsTheRightEventsOfSeveralBlocks() {
        append(Events.tracks("a", 3));
        append(Events.tracks("b", 3));
        append(Events.tracks("c", 3));

        store.eventLog()
                .commit(
                        "smc",
                        Events.rejecting(
                                9,
                                3,
                                Events.rejected(1),
                                Events.rejected(3),
                                Events.rejected(4),
                                Events.rejected(6),
                                Events.rejected(2),
                                Events.rejected(9)));

        assertThat(store.deadLetters().find("smc", DeadLetters.Query.all(10)))
                .extracting(letter -> letter.event().orElseThrow().messageId())
                .containsExactly("c2", "a1", "b2", "b0", "a2", "a0");
    }

    @Test
    void saysWhenItCannotReadAndReadsAgainWhenItCan() throws SQLException {
        append(List.of(Events.track("a0", 5_000)));
        append(List.of(Events.track("a1", 5_000)));
        // Nothing of them is in memory then.
        close();
        open();
        read(0, 1, 10_000);
        withoutTheTable(() -> assertThatThrownBy(() -> read(0, 10, 20_000))
                .isInstanceOf(LogUnavailableException.class)
                .hasMessageContaining("smc cannot be read"));

        assertThat(read(0, 10, 20_000)).containsExactly("a0", "a1");
    }

    @Test
    void aReaderThatKeepsUpNeedsNoDisk() throws SQLException {
        append(Events.tracks("a", 100));
        append(Events.tracks("b", 2));
        append(Events.tracks("c", 100));
        append(Events.tracks("d", 1));
        read(0, 1, 10_000);

        withoutTheTable(() -> {
            assertThat(read(0, 150, 1_000_000)).hasSize(150).startsWith("a0").endsWith("c47");
            assertThat(read(150, 53, 1_000_000)).hasSize(53).startsWith("c48").endsWith("d0");
        });
    }

    @Test
    void onlySoMuchIsKeptInMemoryUntilItIsSettled() throws SQLException {
        for (int i = 0; i < 50; i++) {
            append(List.of(Events.track("a" + i, 100_000)));
        }
        assertThat(read(0, 100, Long.MAX_VALUE)).hasSize(50);
        withoutTheTable(() -> {
            assertThat(read(0, 41, Long.MAX_VALUE)).hasSize(41);
            assertThatThrownBy(() -> read(0, 42, Long.MAX_VALUE)).isInstanceOf(LogUnavailableException.class);
        });

        store.eventLog().commit("smc", Events.delivered(20, 20));
        append(Events.tracks("b", 100));

        assertThat(read(20, 40, Long.MAX_VALUE)).hasSize(40).endsWith("b9");
        withoutTheTable(() -> assertThat(read(50, 100, Long.MAX_VALUE))
                .hasSize(100)
                .startsWith("b0")
                .endsWith("b99"));
    }

    @Test
    void readsWithoutWhatWasTakenOutOfABlockInMemory() {
        append(List.of(of("ben", "m1"), of("ann", "m2"), Events.track("m3", 5_000), of("ann", "m4")));
        append(List.of(Events.track("m5", 5_000), Events.delete("d", "ann")));
        assertThat(read(0, 1, 10_000)).containsExactly("m1");

        store.care();

        assertThat(read(1, 10, 20_000)).containsExactly("m3", "m5", "d");
        assertThat(read(0, 10, 20_000)).containsExactly("m1", "m3", "m5", "d");
    }

    @Test
    void readsSmallAndLargeBlocksInTheirOrder() {
        append(Events.tracks("a", 2));
        append(List.of(Events.track("b0", 5_000)));
        append(List.of(Events.track("c0", 5_000), Events.track("c1", 5_000)));
        append(Events.tracks("d", 2));
        append(Events.tracks("e", 1));
        append(List.of(Events.track("f0", 5_000)));

        assertThat(read(0, 10, 100_000)).containsExactly("a0", "a1", "b0", "c0", "c1", "d0", "d1", "e0", "f0");
        assertThat(read(1, 3, 100_000)).containsExactly("a1", "b0", "c0");
        assertThat(read(4, 3, 100_000)).containsExactly("c1", "d0", "d1");
        assertThat(read(7, 9, 100_000)).containsExactly("e0", "f0");
    }

    @Test
    void readsNoFurtherThanIsShown() throws SQLException {
        Published published = new Published();
        Database database = Database.in(DataFolder.take(folder.resolve("own")), StoreConfig.of(folder));
        try (Connection writer = database.openWriter();
                LogReader reader = new LogReader(database, "smc", published)) {
            Schema.prepare(writer);
            Repeats repeats = Repeats.load(writer, Duration.ofHours(1), RepeatsTest.ROOMY);
            ConnectionLog log = ConnectionLog.open(writer, "smc", published, false, repeats, false);
            List<Event> events = List.of(Events.track("small"), Events.track("large", 5_000));
            for (Event event : events) {
                log.append(EventCodec.encode(event));
                log.count(log.counters().appended(1, 0));
                log.save();
                writer.commit();
                // As if the writer had not come to show what it has committed.
                assertThat(reader.read(Position.START, 10, 10_000, false)).isEmpty();
            }

            log.publish();

            assertThat(reader.read(Position.START, 10, 10_000, false))
                    .extracting(logged -> logged.event().messageId())
                    .containsExactly("small", "large");
        }
    }

    @Test
    void readsWithoutWhatWasTakenOutByACommitThatWasNotShown() throws SQLException {
        StoreConfig config = StoreConfig.of(folder.resolve("own"));
        Database database = Database.in(DataFolder.take(config.folder()), config);
        Published published = new Published();
        try (LogReader reader = new LogReader(database, "smc", published)) {
            Session session = session(database, config, published);
            session.begin();
            append(session, Events.track("a", 5_000), Events.track("b", 5_000));
            session.commit();
            session.publish();
            assertThat(reader.read(Position.START, 1, 100_000, false)).hasSize(1);
            session.begin();
            assertThat(session.log("smc").empty(1, Set.of(2L))).containsExactly(2L);
            session.commit();

            session.close();

            assertThat(reader.read(Position.START, 10, 100_000, true))
                    .extracting(logged -> logged.event().messageId())
                    .containsExactly("a");
        }
    }

    @Test
    void whatIsAppendedAndTakenOutInOneCommitIsNotRead() throws SQLException {
        StoreConfig config = StoreConfig.of(folder.resolve("own"));
        Database database = Database.in(DataFolder.take(config.folder()), config);
        Published published = new Published();
        try (LogReader reader = new LogReader(database, "smc", published);
                Session session = session(database, config, published)) {
            session.begin();
            append(session, Events.track("a", 100_000), Events.track("b", 100_000));
            session.log("smc").empty(1, Set.of(1L));
            session.commit();
            session.publish();

            assertThat(reader.read(Position.START, 10, 1_000_000, false))
                    .extracting(logged -> logged.event().messageId())
                    .containsExactly("b");
        }
    }

    @Test
    void readsNothingWhenClosedAndLeavesOneFileBehind() {
        append(Events.tracks("a", 2));
        EventLog log = store.eventLog();
        read(0, 1, 10_000);

        store.close();

        assertThatThrownBy(() -> log.read("smc", Position.START, 1, 10_000))
                .isInstanceOf(LogUnavailableException.class)
                .hasMessageContaining("closed");
        assertThat(folder.resolve("events.db-wal"))
                .as("the last connection to close brings it in")
                .doesNotExist();
        assertThat(Files.exists(folder.resolve("events.db"))).isTrue();
    }

    @Test
    void knowsHowMuchMemoryAnAppendTakes() {
        AppendWork one = prepare(Events.tracks("a", 1), 0);
        AppendWork two = prepare(Events.tracks("a", 2), 0);
        AppendWork withRaw = prepare(Events.tracks("a", 1), 1_000);
        AppendWork withLargeRaw = prepare(Events.tracks("a", 1), 100_000);

        assertThat(one.bytes()).isGreaterThan(100);
        assertThat(two.bytes() - one.bytes()).isGreaterThan(100);
        assertThat(withRaw.bytes() - one.bytes()).isBetween(1_000L, 2_000L);
        assertThat(withLargeRaw.bytes() - one.bytes()).as("it is cut").isBetween(32_768L, 34_000L);
    }

    private static Session session(Database database, StoreConfig config, Published published) throws SQLException {
        return Session.open(
                database,
                config,
                new HashMap<>(Map.of("smc", published)),
                new ManualClock(),
                new PersonHash(new byte[32]),
                new RepeatFigures(),
                () -> {});
    }

    /** Does something while the table of the large blocks cannot be read. */
    private void withoutTheTable(Runnable work) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("events.db"));
                Statement statement = connection.createStatement()) {
            String table = ConnectionLog.table(LedgerRow.idOf(connection, "smc"));
            statement.execute("ALTER TABLE " + table + " RENAME TO away");
            try {
                work.run();
            } finally {
                statement.execute("ALTER TABLE away RENAME TO " + table);
            }
        }
    }

    private static AppendWork prepare(List<Event> events, int rawBytes) {
        List<Append.Refused> refused = rawBytes == 0
                ? List.of()
                : List.of(new Append.Refused(Events.TOO_LARGE, ByteBuffer.allocate(rawBytes)));
        return AppendWork.prepare(
                new Append(List.of(new Append.Part("smc", events, Map.of(), refused))),
                new Fingerprints(new byte[16]),
                true,
                new PersonHash(new byte[32]));
    }

    private static void append(Session session, Event... events) throws SQLException {
        ConnectionLog log = session.log("smc");
        for (Event event : events) {
            log.append(event, EventCodec.size(event));
        }
        log.count(log.counters().appended(events.length, 0));
    }

    private void append(List<Event> events) {
        store.eventLog().append(Events.append("smc", events)).join();
    }

    private List<String> read(long after, int mostEvents, long mostBytes) {
        return store.eventLog().read("smc", new Position(after), mostEvents, mostBytes).stream()
                .map(logged -> logged.event().messageId())
                .toList();
    }

    private static Event of(String userId, String messageId) {
        return Event.builder(EventType.TRACK, messageId, Events.RECEIVED)
                .userId(userId)
                .name("Order Completed")
                .build();
    }
}
