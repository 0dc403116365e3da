package org.eventgateway.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eventgateway.plugin.destination.Erasure;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.plugin.event.Person;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes when, whichever comes first: the round of care, or the request's turn at the destination. */
class SweeperTest {
    private static final String CANARY = "canary-ann";

    @TempDir
    private Path folder;

    private final AtomicInteger asked = new AtomicInteger();
    private SqliteStore store;

    @BeforeEach
    void open() {
        store = SqliteStore.open(
                StoreConfig.of(folder), List.of("smc", "de"), new ManualClock(), Thread::new, asked::incrementAndGet);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whatStandsBehindARequestInItsOwnBlockIsKept() {
        append(
                of(CANARY, "m1"),
                Events.delete("d1", CANARY),
                of(CANARY, "m2"),
                Events.delete("d2", "ben"),
                of("ben", "m3"));

        store.care();

        assertThat(pending()).containsExactly("d1", "m2", "d2", "m3");
    }

    @Test
    void aPersonIsTakenOutOfABlockThatWasCompressed() throws SQLException, IOException {
        Event[] events = new Event[300];
        for (int i = 0; i < events.length; i++) {
            events[i] = of(i % 3 == 0 ? CANARY : "ben-" + i, "m" + i);
        }
        append(events);
        append(Events.delete("d", CANARY), of("ben", "last"));
        String table = "slots_" + number("SELECT id FROM ledger WHERE connection = 'smc'");
        assertThat(number("SELECT count(*) FROM " + table + " WHERE hex(substr(block, 1, 1)) = '02'"))
                .isEqualTo(1);
        assertThat(filesWith(CANARY))
                .as("what stands first in a block stays readable")
                .isNotEmpty();
        long before = number("SELECT sum(length(block)) FROM " + table);

        store.care();
        assertThat(pending()).hasSize(202).doesNotContain("m0", "m3", "m297").contains("m1", "m2", "m299", "last");
        assertThat(number("SELECT sum(length(block)) FROM " + table)).isLessThan(before);
        store.eventLog().commit("smc", Events.delivered(300, 200));
        answered(301);
        store.eventLog().commit("smc", Events.delivered(301, 1));

        assertThat(store.care()).isFalse();
        assertThat(receipt().state()).isEqualTo(Deletions.State.WIPED);
        assertThat(filesWith(CANARY)).isEmpty();
    }

    @Test
    void whatCouldNotBeSweptIsSweptTheNextTime() throws SQLException {
        append(of(CANARY, "m1"), Events.delete("d", CANARY));
        String table = "events_" + number("SELECT id FROM ledger WHERE connection = 'smc'");
        run("ALTER TABLE " + table + " RENAME TO away");
        assertThatThrownBy(() -> store.care()).isInstanceOf(LogUnavailableException.class);
        run("ALTER TABLE away RENAME TO " + table);

        assertThat(store.care()).isFalse();

        assertThat(pending()).containsExactly("d");
    }

    /** Blocks in slots take a page each on disk, and up to 128 KB each when they are unpacked. */
    @Test
    void manyRequestsAreReadBlockByBlock() {
        String blanks = " ".repeat(1_000);
        for (int i = 0; i < 60; i++) {
            Event[] events = new Event[101];
            for (int each = 0; each < 100; each++) {
                events[each] = Event.builder(EventType.TRACK, i + "-" + each, Events.RECEIVED)
                        .userId("ben")
                        .payload(("{" + blanks + "}").getBytes(StandardCharsets.UTF_8))
                        .build();
            }
            events[100] = Events.delete("d" + i, CANARY + i);
            append(events);
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        store.care();

        assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                .as("bytes: some 120 KB for a block, twice")
                .isLessThan(100_000_000);
        assertThat(states()).hasSize(10).containsOnly(Deletions.State.PURGED);
    }

    @Test
    void ofTwoRequestsOfOnePersonEachTakesWhatStandsBeforeIt() {
        append(of(CANARY, "m1"), Events.delete("d1", CANARY), of(CANARY, "m2"), of(CANARY, "m3"));
        append(Events.delete("d2", CANARY), of(CANARY, "m4"));

        store.care();

        assertThat(pending()).containsExactly("d1", "d2", "m4");
        assertThat(store.deletions().receipts("smc", new Person(CANARY)))
                .extracting(receipt -> removed(receipt, "event log"))
                .containsExactly(2L, 1L);
    }

    @Test
    void filesAreCoveredOnceForEachRequestAlsoWhenTheyHaveToWait() {
        Map<String, Long> found = new HashMap<>(Map.of(CANARY, 3L, "ben", 1L, "dora", 2L));
        FakeFiles files = new FakeFiles(found);
        store.cover(files);
        append(Events.delete("d1", CANARY), Events.delete("d2", "ben"), Events.delete("d3", CANARY));
        append(Events.delete("d4", "cyd"));
        files.away = true;

        assertThat(store.careForFiles()).as("there is more to do").isTrue();
        assertThat(filesOf(CANARY)).isEmpty();
        store.eventLog().commit("smc", Events.delivered(4, 4));
        assertThat(store.careForFiles()).isTrue();
        assertThat(store.care()).isFalse();
        assertThat(states()).as("the files still hold them").containsOnly(Deletions.State.SETTLED);
        files.away = false;
        int before = asked.get();
        assertThat(store.careForFiles()).isFalse();
        assertThat(asked.get()).as("the rest can be wiped now").isGreaterThan(before);
        assertThat(store.care()).isFalse();
        assertThat(states()).containsOnly(Deletions.State.WIPED);

        assertThat(filesOf(CANARY))
                .containsExactly(
                        new Deletions.Store("picked-up files", 0, 1, 0),
                        new Deletions.Store("picked-up files", 3, 0, 0));
        assertThat(filesOf("ben")).containsExactly(new Deletions.Store("picked-up files", 1, 0, 0));
        assertThat(filesOf("cyd")).containsExactly(new Deletions.Store("picked-up files", 0, 1, 0));
        assertThat(files.erased).as("nobody asked to forget Dora").containsExactlyInAnyOrder(CANARY, "ben");
        assertThat(files.asked)
                .as("twice in vain, once for all four; other connections have no files")
                .containsExactly("smc", "smc", "smc");
        int done = asked.get();
        assertThat(store.careForFiles()).isFalse();
        assertThat(asked.get()).as("there was nothing to do").isEqualTo(done);
    }

    @Test
    void filesThatBecomeKnownLaterAreCaughtUpWithOnce() {
        append(Events.delete("d1", CANARY));
        store.eventLog().commit("smc", Events.delivered(1, 1));
        store.care();
        assertThat(states()).containsOnly(Deletions.State.WIPED);
        FakeFiles files = new FakeFiles(Map.of(CANARY, 1L, "ben", 1L));
        store.cover(files);
        files.away = true;
        assertThat(store.careForFiles()).isTrue();
        files.away = false;

        assertThat(store.careForFiles()).isFalse();

        assertThat(filesOf(CANARY)).containsExactly(new Deletions.Store("picked-up files", 1, 0, 0));
        append(Events.delete("d2", "ben"));
        assertThat(store.careForFiles()).isFalse();
        assertThat(filesOf("ben")).containsExactly(new Deletions.Store("picked-up files", 1, 0, 0));
    }

    private List<Deletions.State> states() {
        return store.deletions().receipts("smc", 10).stream()
                .map(Deletions.Receipt::state)
                .toList();
    }

    private List<Deletions.Store> filesOf(String userId) {
        return store.deletions().receipts("smc", new Person(userId)).stream()
                .flatMap(receipt -> receipt.stores().stream())
                .filter(each -> each.name().equals("picked-up files"))
                .toList();
    }

    /** Files that belong to one connection, with so many records of each person. */
    private static final class FakeFiles implements PersonFiles {
        private final Map<String, Long> records;
        private final List<String> asked = new ArrayList<>();
        private final Set<String> erased = new HashSet<>();
        private boolean away;

        FakeFiles(Map<String, Long> records) {
            this.records = records;
        }

        @Override
        public Set<String> connections() {
            return Set.of("smc");
        }

        @Override
        public Optional<Map<String, Long>> erase(String connection, Predicate<String> isAsked) {
            asked.add(connection);
            if (away) {
                return Optional.empty();
            }
            Map<String, Long> found = new HashMap<>(records);
            found.keySet().removeIf(isAsked.negate());
            erased.addAll(found.keySet());
            return Optional.of(found);
        }
    }

    /** The destination was faster than the round of care: all that it would have done is done at the request's turn. */
    @Test
    void aRequestThatHasItsTurnFirstTakesTheRestWithIt() throws IOException {
        append(of(CANARY, "dead"));
        store.eventLog().commit("smc", Events.rejecting(1, 0, Events.rejected(1)));
        store.eventLog()
                .append(Events.refused("smc", "{\"userId\":\"" + CANARY + "\"}"))
                .join();
        append(of(CANARY, "m1"), of("ben", "m2"), Events.delete("d", CANARY), of("ben", "last"));
        store.eventLog().commit("smc", Events.delivered(3, 2));

        answered(4);
        store.eventLog().commit("smc", Events.delivered(4, 1));

        assertThat(store.deadLetters().count("smc", DeadLetters.Query.all(1))).isZero();
        assertThat(store.care()).isFalse();
        assertThat(filesWith(CANARY)).isEmpty();
        assertThat(pending()).containsExactly("last");
        Deletions.Receipt receipt = receipt();
        assertThat(receipt.state()).isEqualTo(Deletions.State.WIPED);
        assertThat(receipt.stores())
                .containsExactlyInAnyOrder(
                        new Deletions.Store("event log", 0, 1, 0),
                        new Deletions.Store("dead letters", 2, 0, 0),
                        new Deletions.Store("repeat index", 0, 0, 1),
                        new Deletions.Store("traits set since", 0, 1, 0));
        assertThat(store.ledger().balance("smc").addsUp()).isTrue();
    }

    @Test
    void aRequestThatHasItsTurnFirstKeepsWhatStandsBehindIt() {
        append(of(CANARY, "m1"), Events.delete("d", CANARY), of(CANARY, "m2"));
        store.eventLog().commit("smc", Events.delivered(1, 1));

        answered(2);
        store.eventLog().commit("smc", Events.delivered(2, 1));
        store.care();

        assertThat(pending()).containsExactly("m2");
        assertThat(store.ledger().balance("smc").deleted()).isZero();
    }

    @Test
    void theReceiptOfAPersonWhomNobodyKnowsSaysSo() {
        append(of("ben", "m1"), Events.delete("d", CANARY));
        store.care();
        store.eventLog().commit("smc", Events.delivered(1, 1));
        answered(2);
        store.eventLog().commit("smc", Events.delivered(2, 1));
        store.care();

        assertThat(receipt().stores())
                .containsExactlyInAnyOrder(
                        new Deletions.Store("event log", 0, 1, 0),
                        new Deletions.Store("dead letters", 0, 1, 0),
                        new Deletions.Store("repeat index", 0, 1, 0),
                        new Deletions.Store("traits set since", 0, 1, 0));
    }

    @Test
    void aDestinationThatIsNotDoneTakesNothingYet() {
        append(of(CANARY, "m1"), Events.delete("d", CANARY));
        store.eventLog().commit("smc", Events.rejecting(1, 0, Events.rejected(1)));

        store.deletions()
                .answered(
                        "smc",
                        new Position(2),
                        new Person(CANARY),
                        new Erasure(List.of(), Optional.of(Events.NO_CONTACT)));

        assertThat(store.ledger().balance("smc").deadLettered()).isEqualTo(1);
    }

    @Test
    void manyDeadLettersGoInSeveralRounds() {
        Event[] events = Stream.iterate(0, i -> i + 1)
                .limit(1_200)
                .map(i -> of(CANARY, "m" + i))
                .toArray(Event[]::new);
        append(events);
        store.eventLog()
                .commit(
                        "smc",
                        new Settlement(
                                new Position(1_200),
                                0,
                                0,
                                Stream.iterate(1L, i -> i + 1)
                                        .limit(1_200)
                                        .map(Events::rejected)
                                        .toList()));
        append(Events.delete("d", CANARY));

        store.care();

        assertThat(removed(receipt(), "dead letters")).isEqualTo(1_200);
        assertThat(store.ledger().balance("smc").deleted()).isEqualTo(1_200);
        assertThat(store.ledger().balance("smc").deadLettered()).isZero();
    }

    /** An operator's shell, or a backup, may still need the old pages; until it is done the receipt must not say that they are gone. */
    @Test
    void isNotWipedWhileSomebodyReadsTheFile() throws SQLException, IOException {
        append(of(CANARY, "m1"), Events.delete("d", CANARY), of("ben", "m2"));
        store.eventLog().commit("smc", Events.delivered(1, 1));
        try (Connection reader = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("events.db"));
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            try (ResultSet row = statement.executeQuery("SELECT count(*) FROM deletions")) {
                assertThat(row.getInt(1)).isEqualTo(1);
            }
            answered(2);
            store.eventLog().commit("smc", Events.delivered(2, 1));

            assertThat(store.care()).as("there is more to do").isTrue();
            assertThat(receipt().state()).isEqualTo(Deletions.State.SETTLED);
            assertThat(receipt().wiped()).isEmpty();
        }

        assertThat(store.care()).isFalse();
        assertThat(receipt().state()).isEqualTo(Deletions.State.WIPED);
        assertThat(filesWith(CANARY)).isEmpty();
        assertThat(store.care()).isFalse();
    }

    private void answered(long request) {
        store.deletions()
                .answered("smc", new Position(request), new Person(CANARY), new Erasure(List.of(), Optional.empty()));
    }

    private Deletions.Receipt receipt() {
        return store.deletions().receipts("smc", new Person(CANARY)).get(0);
    }

    private static long removed(Deletions.Receipt receipt, String store) {
        return receipt.stores().stream()
                .filter(each -> each.name().equals(store))
                .mapToLong(Deletions.Store::removed)
                .sum();
    }

    private void append(Event... events) {
        store.eventLog().append(Events.append("smc", events)).join();
    }

    private List<String> pending() {
        return store.eventLog().read("smc", Position.START, 10_000, 10_000_000).stream()
                .map(logged -> logged.event().messageId())
                .toList();
    }

    private long number(String sql) throws SQLException {
        try (Connection reader = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("events.db"));
                Statement statement = reader.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.getLong(1);
        }
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("events.db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private List<String> filesWith(String text) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> read(file).contains(text))
                    .map(Path::toString)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Event of(String userId, String messageId) {
        return Event.builder(EventType.TRACK, messageId, Events.RECEIVED)
                .userId(userId)
                .name("Order Completed")
                .payload(("{\"userId\":\"" + userId + "\"}").getBytes(StandardCharsets.UTF_8))
                .build();
    }
}
