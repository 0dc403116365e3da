package org.eventgateway.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eventgateway.plugin.destination.Erasure;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.plugin.event.Person;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteConfig;

/** Of whom it is noted which traits were set since, for how long, and whose calls are left alone. */
class TraitGuardTest {
    @TempDir
    private Path folder;

    private final ManualClock clock = new ManualClock();
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
    void onlyWhoHasADeadIdentifyCallIsNoted() throws SQLException {
        deliver(Events.identify("early", "ann", "{\"CITY\":1}"));
        reject(Events.identify("dead", "ann", "{\"CITY\":1,\"NAME\":2}"));
        deliver(Events.identify("other", "ben", "{\"CITY\":1}"));
        deliver(Events.identify("later", "ann", "{\"CITY\":1,\"ZIP\":2}"));

        assertThat(noted()).isEqualTo(2);
    }

    @Test
    void whoHasNoneLeftIsNotNoted() throws SQLException {
        reject(Events.identify("dead", "ann", "{\"CITY\":1}"));
        replay(1);

        assertThat(noted()).isZero();
    }

    @Test
    void theNewerOfTwoDeadLettersHoldsBeforeItIsDeliveredToo() {
        append(Events.identify("older", "ann", "{\"CITY\":1}"), Events.identify("newer", "ann", "{\"CITY\":2}"));
        store.eventLog().commit("smc", Events.rejecting(2, 0, Events.rejected(1), Events.rejected(2)));

        assertThat(replay(2).dropped()).isEmpty();

        assertThat(replay(1).dropped())
                .extracting(DeadLetters.Dropped::messageId)
                .containsExactly("older");
    }

    @Test
    void aCallOfAVisitorWithoutUserIsTakenAndReplayedAsItIs() {
        Event visitor = Event.builder(EventType.IDENTIFY, "visitor", Events.RECEIVED)
                .anonymousId("visitor-7")
                .payload("{\"traits\":{\"CITY\":1}}".getBytes(StandardCharsets.UTF_8))
                .build();
        reject(Events.identify("dead", "ann", "{\"CITY\":1}"));

        append(visitor);
        store.eventLog().commit("smc", Events.rejecting(2, 0, Events.rejected(2)));
        DeadLetters.Replayed replayed = replay(2);

        assertThat(replayed.moved()).isEqualTo(1);
        assertThat(replayed.dropped()).isEmpty();
    }

    @Test
    void traitsOfAGroupCallAreNotThoseOfThePerson() {
        Event group = Event.builder(EventType.GROUP, "group", Events.RECEIVED)
                .userId("ann")
                .groupId("g")
                .payload("{\"traits\":{\"CITY\":1}}".getBytes(StandardCharsets.UTF_8))
                .build();
        append(group, Events.identify("dead", "ann", "{\"CITY\":1}"));
        store.eventLog().commit("smc", Events.rejecting(2, 0, Events.rejected(1), Events.rejected(2)));
        deliver(Events.identify("later", "ann", "{\"CITY\":2}"));

        assertThat(replay(1).dropped()).isEmpty();
        assertThat(replay(2).dropped()).hasSize(1);
    }

    @Test
    void anotherConnectionSetsNothing() {
        reject(Events.identify("dead", "ann", "{\"CITY\":1}"));
        store.eventLog()
                .append(Events.append("de", Events.identify("later", "ann", "{\"CITY\":2}")))
                .join();

        assertThat(replay(1).dropped()).isEmpty();
    }

    @Test
    void whatWasNotedGoesWithThePerson() throws SQLException {
        reject(Events.identify("dead", "ann", "{\"CITY\":1}"));
        reject(Events.identify("dead-2", "ben", "{\"CITY\":1}"));
        deliver(Events.identify("later", "ann", "{\"CITY\":1,\"ZIP\":2}"));
        deliver(Events.identify("later-2", "ben", "{\"CITY\":1}"));
        append(Events.delete("d", "ann"));
        store.care();

        store.deletions().answered("smc", new Position(5), new Person("ann"), new Erasure(List.of(), Optional.empty()));

        assertThat(store.deletions().receipts("smc", 1).get(0).stores())
                .contains(new Deletions.Store("traits set since", 2, 0, 0));
        assertThat(noted()).isEqualTo(1);
        assertThat(replay(2).dropped()).hasSize(1);
    }

    @Test
    void aNumberOfAnyLengthIsATraitLikeAnyOther() throws SQLException {
        String traits = "{\"CITY\":1,\"LONG\":" + "9".repeat(20_000) + "}";
        reject(Events.identify("dead", "ann", traits));

        append(Events.identify("later", "ann", traits));

        assertThat(noted()).isEqualTo(2);
        assertThat(replay(1).dropped())
                .flatExtracting(DeadLetters.Dropped::traits)
                .containsExactly("CITY", "LONG");
    }

    /** What an earlier version or another door let in. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"CITY\":", "{\"CITY\":1,}", "[", "{\"CITY\":\"\u0000\"}"})
    void aCallThatCannotBeReadIsAppendedDeliveredRejectedAndReplayedAsItIs(String traits) {
        reject(Events.identify("dead", "ann", traits));

        deliver(Events.identify("later", "ann", traits));
        reject(Events.identify("again", "ann", traits));

        assertThat(replay(1)).isEqualTo(new DeadLetters.Replayed(1, 0, List.of()));
    }

    @Test
    void isForgottenAfterNinetyDays() throws SQLException {
        reject(Events.identify("dead", "ann", "{\"CITY\":1}"));
        deliver(Events.identify("later", "ann", "{\"CITY\":1}"));

        store.expire(clock.instant().plus(Duration.ofDays(90)));
        assertThat(noted()).isEqualTo(1);

        store.expire(clock.instant().plus(Duration.ofDays(90)).plusMillis(1));
        assertThat(noted()).isZero();
    }

    @Test
    void isKnownAsLongAsADeadLetterMayBeKept() throws SQLException {
        close();
        store = SqliteStore.open(
                StoreConfig.of(folder).withDeadLetterRetention(Duration.ofDays(200)),
                List.of("smc", "de"),
                clock,
                Thread::new);
        reject(Events.identify("dead", "ann", "{\"CITY\":1}"));
        deliver(Events.identify("later", "ann", "{\"CITY\":1}"));

        store.expire(clock.instant().plus(Duration.ofDays(199)));

        assertThat(noted()).isEqualTo(1);
        assertThat(replay(1).dropped()).hasSize(1);
    }

    private void append(Event... events) {
        store.eventLog().append(Events.append("smc", events)).join();
    }

    /** Appends it behind a log that is all settled. */
    private void reject(Event event) {
        append(event);
        long place = store.eventLog().committed("smc").value() + 1;
        store.eventLog().commit("smc", Events.rejecting(place, 0, Events.rejected(place)));
    }

    private void deliver(Event event) {
        append(event);
        LoggedEvent logged =
                store.eventLog().read("smc", Position.START, 1, 1_000).get(0);
        store.eventLog().commit("smc", new Settlement(logged.position(), 1, 0, List.of(), List.of(), List.of(logged)));
    }

    private DeadLetters.Replayed replay(long id) {
        return store.deadLetters().replay("smc", List.of(id), "ops");
    }

    /** How many traits are noted, of anyone. */
    private int noted() throws SQLException {
        try (Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + folder.resolve("events.db"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM traits_set")) {
            return row.getInt(1);
        }
    }
}
