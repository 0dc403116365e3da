package org.eventgateway.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.eventgateway.plugin.event.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small blocks: what is written for them, what is found of them after a restart, and what becomes of their slots. */
class SmallBlocksTest {
    private static final int PAGE = 4_096;
    private static final int FRAME_HEADER = 24;

    @TempDir
    private Path folder;

    private SqliteStore store;

    @BeforeEach
    void open() {
        open(StoreConfig.of(folder));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void anAppendWritesOnePage() throws IOException {
        append("a", 500);
        settle(1, 1);
        long before = walBytes();

        append("b", 500);

        assertThat(walBytes() - before).isEqualTo(PAGE + FRAME_HEADER);
    }

    @Test
    void anAppendToASlotThatIsNewAndASettlementKeepToTheirPagesToo() throws IOException {
        for (int i = 0; i < 20; i++) {
            append("warm" + i, 500);
        }
        settle(20, 20);
        long before = walBytes();

        for (int i = 0; i < 20; i++) {
            append("a" + i, 3_000);
        }
        settle(40, 20);

        assertThat(walBytes() - before)
                .as("20 appends, and what one settlement of them all changes")
                .isLessThanOrEqualTo(28 * (PAGE + FRAME_HEADER));
    }

    @Test
    void smallAndLargeBlocksAreThereInTheirOrderAfterARestart() {
        append("a", 500);
        append("b", 5_000);
        append("c", 500);
        append("d", 500);

        reopen();

        assertThat(pending()).containsExactly("a", "b", "c", "d");
        assertThat(balance().accepted()).isEqualTo(4);
        assertThat(balance().addsUp()).isTrue();
    }

    @Test
    void aPlaceIsUsedOnceAlsoAfterARestart() {
        append("a", 500);
        append("b", 500);
        settle(1, 1);
        reopen();

        append("c", 500);
        reopen();
        append("d", 500);

        assertThat(positions()).containsExactly(2L, 3L, 4L);
        settle(4, 3);
        reopen();
        append("e", 500);
        assertThat(positions()).containsExactly(5L);
        assertThat(balance()).isEqualTo(new Ledger.Balance(5, 4, 0, 0, 0, 1, 0, Map.of(), Map.of()));
    }

    @Test
    void theLedgerIsWrittenWhenMoreHappensThanAnAppendToASlot() throws SQLException {
        append("a", 500);
        append("b", 500);
        assertThat(query("SELECT accepted FROM ledger WHERE connection = 'smc'"))
                .isZero();
        assertThat(balance().accepted()).isEqualTo(2);

        append("a", 500);
        assertThat(query("SELECT accepted FROM ledger WHERE connection = 'smc'"))
                .as("with a repeat")
                .isEqualTo(2);
        append("c", 500);
        append("d", 5_000);
        assertThat(query("SELECT accepted FROM ledger WHERE connection = 'smc'"))
                .as("with a large block")
                .isEqualTo(4);
        append("e", 500);
        settle(2, 2);
        assertThat(query("SELECT accepted FROM ledger WHERE connection = 'smc'"))
                .as("with a settlement")
                .isEqualTo(5);

        reopen();
        assertThat(balance()).isEqualTo(new Ledger.Balance(5, 2, 0, 0, 0, 3, 1, Map.of(), Map.of()));
    }

    @Test
    void slotsAreUsedAgainAndWhatFindsNoneGoesToTheTable() throws SQLException {
        for (int i = 0; i < SlotTable.MOST + 5; i++) {
            append("a" + i, 100);
        }
        assertThat(query("SELECT count(*) FROM slots_1")).isEqualTo(SlotTable.MOST);
        assertThat(query("SELECT count(*) FROM events_1")).isEqualTo(5);
        List<String> all =
                IntStream.range(0, SlotTable.MOST + 5).mapToObj(i -> "a" + i).toList();
        assertThat(pending()).isEqualTo(all);

        settle(3, 3);
        append("b", 100);
        append("c", 100);

        assertThat(query("SELECT count(*) FROM slots_1")).isEqualTo(SlotTable.MOST);
        assertThat(query("SELECT count(*) FROM events_1")).isEqualTo(5);
        reopen();
        List<String> expected = new ArrayList<>(all.subList(3, all.size()));
        expected.addAll(List.of("b", "c"));
        assertThat(pending()).isEqualTo(expected);
        settle(SlotTable.MOST + 7, SlotTable.MOST + 4);
        assertThat(pending()).isEmpty();
        assertThat(query("SELECT count(*) FROM events_1")).isZero();
    }

    @Test
    void slotsThatWaitForABlockTakeNothingOfTheDiskBudget() {
        StoreConfig config = StoreConfig.of(folder).withDiskBudget(4L << 20);
        store.close();
        open(config);
        for (int i = 0; i < 300; i++) {
            append("a" + i, 3_500);
        }
        settle(300, 300);
        reopen(config);

        append("b", 500);

        assertThat(store.status().usedBytes()).isLessThan(300_000);
    }

    @Test
    void theBudgetOfAConnectionCountsSmallBlocksAsLongAsTheyArePending() {
        // What is used is measured each sixteenth of the disk budget.
        StoreConfig config =
                StoreConfig.of(folder).withDiskBudget(1L << 20).withConnectionBudgets(Map.of("smc", 300_000L));
        reopen(config);
        int stored = fill("a");
        assertThat(stored).isBetween(80, 110);
        reopen(config);
        assertThat(fill("b")).as("after a restart").isLessThanOrEqualTo(1);

        settle(balance().accepted(), balance().pending());

        assertThat(fill("c")).isBetween(80, 110);
    }

    @Test
    void whatMustBeOverwrittenAtOnceTakesNoSlotAndLeavesThoseThatItHad() throws SQLException, IOException {
        append("a", 500);
        reopen(StoreConfig.of(folder).withOverwriteDeleted(true));
        append("b", 500);
        assertThat(query("SELECT count(*) FROM slots_1")).isEqualTo(1);
        assertThat(query("SELECT count(*) FROM events_1")).isEqualTo(1);
        assertThat(pending()).containsExactly("a", "b");

        settle(2, 2);
        store.close();

        assertThat(Files.readString(folder.resolve("events.db"), StandardCharsets.ISO_8859_1))
                .doesNotContain("user-a")
                .doesNotContain("user-b");
        open();
    }

    @Test
    void aReaderPassesOverNothingWhileSmallAndLargeBlocksAreAppendedAndSettled() throws Exception {
        int events = 3_000;
        List<CompletableFuture<EventLog.Receipt>> receipts = new ArrayList<>();
        Thread sender = new Thread(() -> {
            for (int i = 0; i < events; i++) {
                Event event = Events.track("a" + i, i % 7 == 0 ? 5_000 : 100);
                receipts.add(store.eventLog().append(Events.append("smc", event)));
            }
            // While the last are not stored yet, the reader has more to come.
            receipts.forEach(CompletableFuture::join);
        });
        sender.start();
        long after = 0;
        List<String> seen = new ArrayList<>();
        while (seen.size() < events && (sender.isAlive() || after < balance().accepted())) {
            List<LoggedEvent> read = store.eventLog().read("smc", new Position(after), 50, 10_000_000);
            read.forEach(logged -> seen.add(logged.event().messageId()));
            if (!read.isEmpty()) {
                after = read.get(read.size() - 1).position().value();
                settle(after, read.size());
            }
        }
        sender.join();

        assertThat(receipts)
                .allSatisfy(receipt -> assertThat(receipt.join().stored()).isEqualTo(1));
        assertThat(seen)
                .isEqualTo(IntStream.range(0, events).mapToObj(i -> "a" + i).toList());
    }

    private void open(StoreConfig config) {
        store = SqliteStore.open(config, List.of("smc"), new ManualClock(), Thread::new);
    }

    private void reopen() {
        reopen(StoreConfig.of(folder));
    }

    private void reopen(StoreConfig config) {
        store.close();
        open(config);
    }

    private void append(String messageId, int payloadBytes) {
        store.eventLog()
                .append(Events.append("smc", Events.track(messageId, payloadBytes)))
                .join();
    }

    /** Appends until it is refused; answers how many events were stored. */
    private int fill(String prefix) {
        int stored = 0;
        while (stored < 1_000
                && !store.eventLog()
                        .append(Events.append("smc", Events.track(prefix + stored, 3_500)))
                        .handle((receipt, failure) -> failure != null)
                        .join()) {
            stored++;
        }
        return stored;
    }

    private void settle(long upTo, long delivered) {
        store.eventLog().commit("smc", Events.delivered(upTo, delivered));
    }

    private Ledger.Balance balance() {
        return store.ledger().balance("smc");
    }

    private List<String> pending() {
        return store.eventLog().read("smc", Position.START, 10_000, 10_000_000).stream()
                .map(logged -> logged.event().messageId())
                .toList();
    }

    private List<Long> positions() {
        return store.eventLog().read("smc", Position.START, 10_000, 10_000_000).stream()
                .map(logged -> logged.position().value())
                .toList();
    }

    private long walBytes() throws IOException {
        return Files.size(folder.resolve("events.db-wal"));
    }

    private long query(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("events.db"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.getLong(1);
        }
    }
}
