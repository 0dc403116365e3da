package org.eventgateway.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskBudgetTest {
    private static final long MIB = 1 << 20;

    @TempDir
    private Path folder;

    @Test
    void refusesAppendsBeyondTheBudgetWithWhatToDo() {
        try (SqliteStore store = open(StoreConfig.of(folder).withDiskBudget(4 * MIB))) {
            fill(store, "smc");

            assertThat(store.eventLog().append(Events.append("smc", Events.track("more"))))
                    .failsWithin(Duration.ZERO)
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOfSatisfying(
                            LogUnavailableException.class,
                            refusal -> assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(30)))
                    .withMessageContaining("gateway.disk-budget");
            assertThat(store.status().problem()).isPresent();
            assertThat(store.status().usedBytes()).isBetween(4 * MIB + 1, 8 * MIB);
        }
    }

    @Test
    void takesAppendsAgainWhenEventsWereSettled() {
        try (SqliteStore store = open(StoreConfig.of(folder).withDiskBudget(4 * MIB))) {
            long stored = fill(store, "smc");

            store.eventLog().commit("smc", Events.delivered(stored, stored));

            assertThat(store.eventLog()
                            .append(Events.append("smc", Events.track("more")))
                            .join())
                    .isEqualTo(new EventLog.Receipt(1, 0));
        }
    }

    /** Nothing is pending any more, so nothing would be committed that could notice the room. */
    @Test
    void takesAppendsAgainSoonAfterSomebodyElseHasReadTheFile() throws SQLException {
        ManualClock clock = new ManualClock();
        try (SqliteStore store = open(StoreConfig.of(folder).withDiskBudget(4 * MIB), clock);
                Connection reader = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("events.db"));
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.executeQuery("SELECT count(*) FROM ledger").close();
            long stored = 0;
            for (int filled = 0; store.status().problem().isEmpty(); filled++) {
                assertThat(filled).isLessThan(10);
                long more = fill(store, "smc");
                stored += more;
                store.eventLog().commit("smc", Events.delivered(stored, more));
            }
            assertThat(store.eventLog().append(Events.append("smc", Events.track("early"))))
                    .isCompletedExceptionally();
            reader.rollback();
            store.expire(clock.instant());
            assertThat(store.status().problem())
                    .as(
                            "whoever waited for the reader in vain does not do so again at once: every append would wait with him")
                    .isPresent();
            clock.advance(Duration.ofSeconds(2));

            await().atMost(Duration.ofSeconds(10))
                    .until(() -> !store.eventLog()
                            .append(Events.append("smc", Events.track("late")))
                            .handle((receipt, refusal) -> refusal != null)
                            .join());
        }
    }

    @Test
    void isNeverSpentByTheIdsOfWhatIsSettled() {
        try (SqliteStore store = open(StoreConfig.of(folder).withDiskBudget(4 * MIB))) {
            for (int i = 1; i <= 150; i++) {
                store.eventLog()
                        .append(Events.append("smc", Events.tracks("n" + i + "-", 1_000)))
                        .join();
                store.eventLog().commit("smc", Events.delivered(i * 1_000L, 1_000));
            }

            assertThat(store.status().problem()).isEmpty();
            assertThat(store.status().remembered().bytes()).isLessThan(MIB);
            assertThat(store.status().remembered().count()
                            + store.status().remembered().forgotten())
                    .isEqualTo(150_000);
            assertThat(store.eventLog()
                            .append(Events.append("smc", Events.tracks("n150-", 10)))
                            .join()
                            .repeats())
                    .isEqualTo(10);
        }
    }

    @Test
    void isStillSpentAfterARestart() {
        StoreConfig config = StoreConfig.of(folder).withDiskBudget(4 * MIB);
        try (SqliteStore store = open(config)) {
            fill(store, "smc");
        }
        try (SqliteStore store = open(config)) {
            long more = fill(store, "smc");

            assertThat(more * 10_000).isLessThan(2 * MIB);
        }
    }

    @Test
    void ofOneConnectionStopsOnlyThatOne() {
        StoreConfig config = StoreConfig.of(folder).withConnectionBudgets(Map.of("smc", MIB));
        try (SqliteStore store = open(config)) {
            fill(store, "smc");

            assertThat(store.eventLog().append(Events.append("smc", Events.track("more"))))
                    .failsWithin(Duration.ZERO)
                    .withThrowableThat()
                    .withMessageContaining("connection smc");
            assertThat(store.eventLog()
                            .append(Events.append("de", Events.track("more")))
                            .join())
                    .isEqualTo(new EventLog.Receipt(1, 0));
        }
    }

    @Test
    void ofOneConnectionIsFreeAgainWhenItsEventsWereSettled() {
        StoreConfig config = StoreConfig.of(folder).withConnectionBudgets(Map.of("smc", MIB));
        try (SqliteStore store = open(config)) {
            long stored = fill(store, "smc");

            store.eventLog().commit("smc", Events.delivered(stored, stored));

            assertThat(store.eventLog()
                            .append(Events.append("smc", Events.track("more")))
                            .join())
                    .isEqualTo(new EventLog.Receipt(1, 0));
        }
    }

    @Test
    void ofOneConnectionHasRoomAgainWhenEventsWereSettledOrWentWithTheirPerson() {
        StoreConfig config = StoreConfig.of(folder).withConnectionBudgets(Map.of("smc", 4 * MIB));
        try (SqliteStore store = open(config)) {
            appendLarge(store, "ann", 350);
            store.eventLog()
                    .append(Events.append("smc", Events.delete("d", "ann")))
                    .join();
            store.care();

            appendLarge(store, "ben", 350);
            store.eventLog().commit("smc", Events.delivered(701, 351));

            appendLarge(store, "cem", 350);
            assertThat(store.ledger().balance("smc").pending()).isEqualTo(350);
        }
    }

    @Test
    void ofOneConnectionIsStillKnownAfterARestart() {
        StoreConfig config = StoreConfig.of(folder).withConnectionBudgets(Map.of("smc", 4 * MIB));
        try (SqliteStore store = open(config)) {
            appendLarge(store, "ann", 350);
        }
        try (SqliteStore store = open(config)) {
            assertThat(fill(store, "smc")).isLessThan(250);
        }
    }

    @Test
    void ofOneConnectionIsStillSpentByWhatIsSetAside() {
        StoreConfig config = StoreConfig.of(folder).withConnectionBudgets(Map.of("smc", MIB));
        long stored;
        try (SqliteStore store = open(config)) {
            stored = fill(store, "smc");
            store.eventLog().commit("smc", aside(stored));
            assertThat(fill(store, "smc")).isLessThan(20);
        }
        try (SqliteStore store = open(config)) {
            assertThat(fill(store, "smc")).as("after a restart").isLessThan(20);

            store.setAside().settle("smc", Position.START, Events.delivered(stored, stored));

            assertThat(fill(store, "smc")).isGreaterThan(50);
        }
    }

    private static Settlement aside(long stored) {
        return new Settlement(
                new Position(stored),
                0,
                0,
                List.of(),
                LongStream.rangeClosed(1, stored)
                        .mapToObj(place -> new Settlement.Waiting(new Position(place), Set.of()))
                        .toList(),
                List.of());
    }

    @Test
    void theFileShrinksAfterABacklog() {
        StoreConfig config = StoreConfig.of(folder).withDiskBudget(80 * MIB);
        long large;
        try (SqliteStore store = open(config)) {
            long stored = fill(store, "smc");
            store.eventLog().commit("smc", Events.delivered(stored, stored));
            large = folder.resolve("events.db").toFile().length();

            store.expire(new ManualClock().instant());
        }

        assertThat(folder.resolve("events.db").toFile().length()).isLessThan(large / 2);
    }

    private SqliteStore open(StoreConfig config) {
        return open(config, new ManualClock());
    }

    private SqliteStore open(StoreConfig config, ManualClock clock) {
        return SqliteStore.open(config, List.of("smc", "de"), clock, Thread::new);
    }

    /** Appends events of one person with 10 KB each. */
    private static void appendLarge(SqliteStore store, String userId, int count) {
        for (int i = 0; i < count; i += 10) {
            int first = i;
            List<Event> events = IntStream.range(first, first + 10)
                    .mapToObj(number -> Event.builder(EventType.TRACK, userId + number, Events.RECEIVED)
                            .userId(userId)
                            .name("Ordered")
                            .payload(("{\"pad\":\"" + Events.noise(userId + number, 10_000) + "\"}")
                                    .getBytes(StandardCharsets.US_ASCII))
                            .build())
                    .toList();
            store.eventLog().append(Events.append("smc", events)).join();
        }
    }

    /** Appends until it is refused; answers how many events were stored. */
    private static long fill(SqliteStore store, String connection) {
        long stored = 0;
        while (stored < 20_000) {
            String prefix = System.identityHashCode(store) + "-" + stored + "-";
            List<Event> events = IntStream.range(0, 10)
                    .mapToObj(i -> Events.track(prefix + i, 10_000))
                    .toList();
            try {
                stored += store.eventLog()
                        .append(Events.append(connection, events))
                        .join()
                        .stored();
            } catch (CompletionException e) {
                assertThat(e).hasCauseInstanceOf(LogUnavailableException.class);
                return stored;
            }
        }
        throw new AssertionError("was never refused");
    }
}
