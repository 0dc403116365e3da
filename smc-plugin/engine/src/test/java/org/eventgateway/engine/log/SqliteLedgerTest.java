package org.eventgateway.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteLedgerTest {
    private final ManualClock clock = new ManualClock();
    private final Logger logger = Logger.getLogger(SqliteLedger.class.getName());
    private final RecordingHandler log = new RecordingHandler();

    @TempDir
    private Path folder;

    private SqliteStore store;

    @BeforeEach
    void open() {
        logger.setUseParentHandlers(false);
        logger.addHandler(log);
        store = SqliteStore.open(StoreConfig.of(folder), List.of("smc", "de"), clock, Thread::new);
    }

    @AfterEach
    void close() {
        store.close();
        logger.removeHandler(log);
        logger.setUseParentHandlers(true);
    }

    @Test
    void nothingIsSaidBeforeTheFirstCheck() {
        assertThat(store.ledger().lastCheck("smc")).isEmpty();
    }

    @Test
    void aStoreWithAllKindsOfRowsIsBalancedAlsoAfterARestart() {
        fill();

        assertThat(check("smc")).isTrue();
        assertThat(check("de")).isTrue();
        close();
        open();
        assertThat(check("smc")).isTrue();
        assertThat(log.texts).isEmpty();
    }

    @Test
    void whatAConnectionLeftThatIsConfiguredNoMoreIsTold() {
        Logger ofSession = Logger.getLogger(Session.class.getName());
        ofSession.addHandler(log);
        store.eventLog().append(Events.append("smc", Events.track("a"))).join();
        store.close();
        store = SqliteStore.open(StoreConfig.of(folder), List.of("de"), clock, Thread::new);
        ofSession.removeHandler(log);

        assertThat(log.texts).singleElement().asString().contains("configured no more");
        assertThat(store.ledger().balance("smc").pending()).isEqualTo(1);
    }

    @Test
    void appendsAndSettlementsMayGoOnMeanwhile() {
        CompletableFuture<Void> others = CompletableFuture.runAsync(() -> {
            for (int i = 1; i <= 300; i++) {
                store.eventLog()
                        .append(Events.append("smc", Events.track("n" + i, i % 3 == 0 ? 5_000 : 100)))
                        .join();
                if (i % 7 == 0) {
                    store.eventLog().commit("smc", Events.rejecting(i, 6, Events.rejected(i - 3)));
                }
            }
        });
        List<Boolean> balanced = new ArrayList<>();
        do {
            balanced.add(check("smc"));
        } while (!others.isDone());

        others.join();
        assertThat(balanced).doesNotContain(false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM dead_letters WHERE stage = 'DELIVERY' AND connection = ID",
                "DELETE FROM set_aside",
                "DELETE FROM purged",
                "DELETE FROM slots_ID WHERE seq = (SELECT min(seq) FROM slots_ID WHERE seq > 8)",
                "DELETE FROM events_ID WHERE seq = (SELECT max(seq) FROM events_ID)",
                "UPDATE ledger SET delivered = delivered + 1 WHERE connection = 'smc'"
            })
    void whatIsChangedBehindTheStoresBackIsReportedOnce(String change) throws SQLException {
        fill();
        check("smc");
        assertThat(execute(change)).isPositive();

        assertThat(check("smc")).isFalse();
        assertThat(check("smc")).isFalse();

        assertThat(check("de")).isTrue();
        assertThat(log.texts).singleElement().asString().contains("does not add up");
    }

    @Test
    void aCheckTellsItsTime() {
        store.check(Instant.EPOCH);

        assertThat(store.ledger().lastCheck("smc")).contains(new Ledger.Check(true, Instant.EPOCH));
    }

    @Test
    void blocksOfEarlierVersionsAreCountedOneByOne() throws SQLException {
        fill();
        execute("UPDATE events_ID SET first = NULL");

        assertThat(check("smc")).isTrue();
    }

    /** Dead letters of both stages, replayed and discarded ones, events in blocks and slots, set aside, taken out, partly settled blocks. */
    private void fill() {
        append(Events.tracks("a", 6));
        store.eventLog()
                .commit(
                        "smc",
                        new Settlement(
                                new Position(5),
                                1,
                                0,
                                List.of(Events.rejected(1), Events.rejected(2), Events.rejected(3)),
                                List.of(new Settlement.Waiting(new Position(4), Set.of())),
                                List.of()));
        store.eventLog().append(Events.refused("smc", "{")).join();
        store.deadLetters().replay("smc", List.of(1L), "ops");
        store.deadLetters().discard("smc", List.of(2L), "ops");
        append(List.of(Events.track("large-1", 5_000), Events.track("large-2", 5_000), Events.track("large-3", 5_000)));
        append(List.of(Events.identify("i1", "jane", "{}"), Events.track("a7"), Events.delete("d", "jane")));
        store.care();
        store.eventLog().commit("smc", Events.delivered(8, 3));
        append(List.of(Events.track("small")));
        assertThat(store.ledger().balance("smc").deleted()).isEqualTo(1);
    }

    private void append(List<org.eventgateway.plugin.event.Event> events) {
        store.eventLog().append(Events.append("smc", events)).join();
    }

    private boolean check(String connection) {
        clock.advance(Duration.ofHours(1));
        store.check(clock.instant());
        return store.ledger().lastCheck(connection).orElseThrow().balanced();
    }

    private int execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("events.db"));
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql.replace("ID", Long.toString(LedgerRow.idOf(connection, "smc"))));
        }
    }

    private static final class RecordingHandler extends Handler {
        private final List<String> texts = new ArrayList<>();

        @Override
        public void publish(LogRecord record) {
            texts.add(record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
