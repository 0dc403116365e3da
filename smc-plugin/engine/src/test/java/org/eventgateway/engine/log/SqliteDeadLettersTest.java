package org.eventgateway.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eventgateway.engine.log.DeadLetters.DeadLetter;
import org.eventgateway.engine.log.DeadLetters.Query;
import org.eventgateway.engine.log.DeadLetters.Stage;
import org.eventgateway.plugin.event.EventType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SqliteDeadLettersTest {
    private static final Query ALL = Query.all(100);
    private static final Instant LAST_ATTEMPT = Events.RECEIVED.plusSeconds(5);

    private final ManualClock clock = new ManualClock();

    @TempDir
    private Path folder;

    private SqliteStore store;

    @BeforeEach
    void open() {
        store = SqliteStore.open(StoreConfig.of(folder), List.of("smc", "de"), clock, Thread::new);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void keepARejectedEventWithAllThatIsKnown() {
        rejectOne("a", "profile");

        DeadLetter letter = only();

        assertThat(letter.stage()).isEqualTo(Stage.DELIVERY);
        assertThat(letter.reason()).isEqualTo(Events.NO_CONTACT);
        assertThat(letter.attempts()).isEqualTo(3);
        assertThat(letter.firstAttempt()).isEqualTo(Events.RECEIVED);
        assertThat(letter.lastAttempt()).isEqualTo(LAST_ATTEMPT);
        assertThat(letter.doneEffects()).containsExactly("profile");
        assertThat(letter.event()).hasValueSatisfying(event -> {
            assertThat(event.messageId()).isEqualTo("a");
            assertThat(event.payload()).isEqualTo(Events.track("a").payload());
        });
        assertThat(letter.raw().hasRemaining()).isFalse();
    }

    @Test
    void keepARefusedEventRaw() {
        store.eventLog().append(Events.refused("smc", "{not json")).join();

        DeadLetter letter = only();

        assertThat(letter.stage()).isEqualTo(Stage.INTAKE);
        assertThat(letter.reason()).isEqualTo(Events.TOO_LARGE);
        assertThat(letter.lastAttempt()).isEqualTo(clock.instant());
        assertThat(letter.event()).isEmpty();
        assertThat(StandardCharsets.UTF_8.decode(letter.raw()).toString()).isEqualTo("{not json");
    }

    @Test
    void keepAtMost32KilobytesRaw() {
        store.eventLog().append(Events.refused("smc", "x".repeat(40_000))).join();

        assertThat(only().raw())
                .isEqualTo(ByteBuffer.wrap("x".repeat(32 * 1_024).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void rejectTheRightEventsOfABatch() {
        append("a", "b", "c", "d");

        store.eventLog().commit("smc", Events.rejecting(4, 2, Events.rejected(2), Events.rejected(4)));

        assertThat(ids(ALL)).containsExactly("d", "b");
        assertThat(store.eventLog().read("smc", Position.START, 10, 10_000)).isEmpty();
    }

    static Stream<Arguments> queries() {
        Query all = Query.all(100);
        return Stream.of(
                Arguments.of("everything", all, 3),
                Arguments.of("stage", query(Stage.INTAKE, null, null, null, null, null, null), 1),
                Arguments.of("reason", query(null, "no_contact", null, null, null, null, null), 2),
                Arguments.of("type", query(null, null, EventType.TRACK, null, null, null, null), 2),
                Arguments.of("other type", query(null, null, EventType.PAGE, null, null, null, null), 0),
                Arguments.of("name", query(null, null, null, "Order Completed", null, null, null), 2),
                Arguments.of("user", query(null, null, null, null, "user-b", null, null), 1),
                Arguments.of("a user with a quote", query(null, null, null, null, "' OR 1=1 --", null, null), 0),
                Arguments.of("not before", query(null, null, null, null, null, LAST_ATTEMPT, null), 3),
                Arguments.of("after", query(null, null, null, null, null, LAST_ATTEMPT.plusMillis(1), null), 1),
                Arguments.of("before", query(null, null, null, null, null, null, LAST_ATTEMPT), 0),
                Arguments.of("up to", query(null, null, null, null, null, null, LAST_ATTEMPT.plusMillis(1)), 2),
                Arguments.of(
                        "between", query(null, null, null, null, null, LAST_ATTEMPT, LAST_ATTEMPT.plusMillis(1)), 2),
                Arguments.of("user and reason", query(null, "no_contact", null, null, "user-b", null, null), 1),
                Arguments.of("user and another reason", query(null, "user-b", null, null, "no_contact", null, null), 0),
                Arguments.of(
                        "all at once",
                        query(
                                Stage.DELIVERY,
                                "no_contact",
                                EventType.TRACK,
                                "Order Completed",
                                "user-b",
                                LAST_ATTEMPT,
                                LAST_ATTEMPT.plusMillis(1)),
                        1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("queries")
    void areFoundBy(String what, Query query, int expected) {
        append("a", "b");
        store.eventLog().commit("smc", Events.rejecting(2, 0, Events.rejected(1), Events.rejected(2)));
        store.eventLog().append(Events.refused("smc", "[]")).join();

        assertThat(store.deadLetters().find("smc", query)).hasSize(expected);
        assertThat(store.deadLetters().count("smc", query)).isEqualTo(expected);
        assertThat(store.deadLetters().find("de", query)).isEmpty();
    }

    @Test
    void areListedUpToTheLimitAndCountedBeyond() {
        append("a", "b", "c");
        store.eventLog()
                .commit("smc", Events.rejecting(3, 0, Events.rejected(1), Events.rejected(2), Events.rejected(3)));

        assertThat(ids(Query.all(2))).containsExactly("c", "b");
        assertThat(store.deadLetters().count("smc", Query.all(2))).isEqualTo(3);
    }

    @Test
    void replayedGoToTheEndOfTheLogAsTheyWere() {
        rejectOne("a", "profile");
        append("b");

        int moved =
                store.deadLetters().replay("smc", List.of(only().id()), "ops").moved();

        assertThat(moved).isEqualTo(1);
        List<LoggedEvent> pending = store.eventLog().read("smc", Position.START, 10, 10_000);
        assertThat(pending).extracting(logged -> logged.event().messageId()).containsExactly("b", "a");
        assertThat(pending.get(1).doneEffects()).containsExactly("profile");
        assertThat(pending.get(1).event().timestamp())
                .isEqualTo(Events.track("a").timestamp());
        assertThat(store.deadLetters().find("smc", ALL)).isEmpty();
    }

    @Test
    void replayedMoveFromDeadLetteredToPending() {
        rejectOne("a");
        store.deadLetters().replay("smc", List.of(only().id()), "ops");

        Ledger.Balance balance = store.ledger().balance("smc");

        assertThat(balance.pending()).isEqualTo(1);
        assertThat(balance.deadLettered()).isZero();
        assertThat(balance.addsUp()).isTrue();
    }

    @Test
    void replayedAndRejectedAgainKeepTheNewEffects() {
        rejectOne("a", "profile");
        store.deadLetters().replay("smc", List.of(only().id()), "ops");
        store.eventLog().commit("smc", Events.rejecting(2, 0, Events.rejected(2, "profile", "row")));

        store.deadLetters().replay("smc", List.of(only().id()), "ops");

        assertThat(store.eventLog().read("smc", Position.START, 10, 10_000))
                .extracting(LoggedEvent::doneEffects)
                .containsExactly(Set.of("profile", "row"));
    }

    @Test
    void ofIntakeAndUnknownOnesAreNotReplayed() {
        store.eventLog().append(Events.refused("smc", "[]")).join();

        assertThat(store.deadLetters()
                        .replay("smc", List.of(only().id(), 4711L), "ops")
                        .moved())
                .isZero();
        assertThat(store.deadLetters().count("smc", ALL)).isEqualTo(1);
    }

    @Test
    void ofAnotherConnectionAreNotTouched() {
        rejectOne("a");
        List<Long> ids = List.of(only().id());

        assertThat(store.deadLetters().replay("de", ids, "ops").moved()).isZero();
        assertThat(store.deadLetters().discard("de", ids, "ops")).isZero();
    }

    @Test
    void namedTwiceAreReplayedOnce() {
        rejectOne("a");
        long id = only().id();

        assertThat(store.deadLetters().replay("smc", List.of(id, id), "ops").moved())
                .isEqualTo(1);
    }

    @Test
    void replayedWakeTheDelivery() {
        rejectOne("a");
        List<String> woken = new ArrayList<>();
        store.eventLog().onAppend("smc", () -> woken.add("smc"));
        store.deadLetters().replay("smc", List.of(only().id()), "ops");
        append("b");

        assertThat(woken).isNotEmpty();
    }

    @Test
    void discardedAreCountedAsSuch() {
        rejectOne("a");

        assertThat(store.deadLetters().discard("smc", List.of(only().id()), "ops"))
                .isEqualTo(1);

        assertThat(store.ledger().balance("smc").discarded()).isEqualTo(1);
        assertThat(store.ledger().balance("smc").addsUp()).isTrue();
    }

    @Test
    void ofIntakeThatAreDiscardedWereNeverAccepted() {
        store.eventLog().append(Events.refused("smc", "[]")).join();

        assertThat(store.deadLetters().discard("smc", List.of(only().id()), "ops"))
                .isEqualTo(1);

        assertThat(store.ledger().balance("smc").discarded()).isZero();
        assertThat(store.ledger().balance("smc").refused()).containsEntry("too_large", 1L);
    }

    @Test
    void expireAfterTheRetention() {
        rejectOne("old");
        append("new");
        Settlement.Rejected late = new Settlement.Rejected(
                new Position(2),
                Events.NO_CONTACT,
                1,
                LAST_ATTEMPT.toEpochMilli(),
                LAST_ATTEMPT.plusSeconds(60).toEpochMilli(),
                Set.of());
        store.eventLog().commit("smc", Events.rejecting(2, 0, late));

        int expired = store.expire(LAST_ATTEMPT.plus(Duration.ofDays(30)).plusMillis(1));

        assertThat(expired).isEqualTo(1);
        assertThat(ids(ALL)).containsExactly("new");
        assertThat(store.ledger().balance("smc").discarded()).isEqualTo(1);
    }

    @Test
    void doNotExpireWhileTheyWaitForTheirReplay() {
        append("old");
        append("newer");
        store.eventLog().commit("smc", Events.rejecting(1, 0, Events.rejected(1)));
        Instant late = LAST_ATTEMPT.plus(Duration.ofDays(31));
        long id = only().id();
        store.close();
        store = SqliteStore.open(StoreConfig.of(folder).withReplayRate(1), List.of("smc"), clock, Thread::new);
        store.deadLetters().replay("smc", List.of(id), "ops");
        append("third");
        store.eventLog().commit("smc", Events.rejecting(2, 0, Events.rejected(2)));
        assertThat(store.deadLetters()
                        .replay("smc", List.of(only().id()), "ops")
                        .waiting())
                .as("one a second")
                .isEqualTo(1);

        assertThat(store.expire(late)).isZero();
        assertThat(ids(ALL)).hasSize(1);
    }

    @Test
    void expireAlsoForAConnectionThatIsConfiguredNoMore() {
        rejectOne("old");
        close();
        store = SqliteStore.open(StoreConfig.of(folder), List.of("de"), clock, Thread::new);

        assertThat(store.expire(LAST_ATTEMPT.plus(Duration.ofDays(31)))).isEqualTo(1);
        assertThat(store.ledger().balance("smc").addsUp()).isTrue();
    }

    @Test
    void leaveATraceOfWhoDidWhat() throws SQLException {
        rejectOne("a");
        store.deadLetters().replay("smc", List.of(only().id()), "anna");
        store.eventLog().commit("smc", Events.rejecting(2, 0, Events.rejected(2)));
        store.deadLetters().discard("smc", List.of(only().id()), "ben");
        append("c");
        store.eventLog().commit("smc", Events.rejecting(3, 0, Events.rejected(3)));
        store.expire(LAST_ATTEMPT.plus(Duration.ofDays(31)));
        close();

        assertThat(audit()).containsExactly("anna replay smc 1", "ben discard smc 1", "retention discard smc 1");
        open();
    }

    private List<String> audit() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("events.db"));
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT who, action, connection, count FROM audit ORDER BY id")) {
            List<String> entries = new ArrayList<>();
            while (rows.next()) {
                entries.add(
                        rows.getString(1) + " " + rows.getString(2) + " " + rows.getString(3) + " " + rows.getInt(4));
            }
            return entries;
        }
    }

    private void rejectOne(String id, String... doneEffects) {
        append(id);
        store.eventLog().commit("smc", Events.rejecting(1, 0, Events.rejected(1, doneEffects)));
    }

    private void append(String... ids) {
        store.eventLog()
                .append(Events.append("smc", Stream.of(ids).map(Events::track).toList()))
                .join();
    }

    private DeadLetter only() {
        List<DeadLetter> found = store.deadLetters().find("smc", ALL);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private List<String> ids(Query query) {
        return store.deadLetters().find("smc", query).stream()
                .map(letter -> letter.event().orElseThrow().messageId())
                .toList();
    }

    private static Query query(
            @Nullable Stage stage,
            @Nullable String code,
            @Nullable EventType type,
            @Nullable String name,
            @Nullable String user,
            @Nullable Instant from,
            @Nullable Instant to) {
        return new Query(
                Optional.ofNullable(stage),
                Optional.ofNullable(code),
                Optional.ofNullable(type),
                Optional.ofNullable(name),
                Optional.ofNullable(user),
                Optional.ofNullable(from),
                Optional.ofNullable(to),
                100);
    }
}
