package org.eventgateway.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteEventLogTest {
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
    void readsInTheOrderOfAppends() {
        append(Events.append("smc", Events.track("a"), Events.track("b")));
        append(Events.append("smc", Events.track("c")));

        assertThat(ids("smc")).containsExactly("a", "b", "c");
    }

    @Test
    void readsOnlyBehindThePosition() {
        append(Events.append("smc", Events.tracks("m", 5)));

        assertThat(log().read("smc", new Position(3), 100, 1_000_000))
                .extracting(logged -> logged.event().messageId())
                .containsExactly("m3", "m4");
    }

    @Test
    void readsNoMoreThanWasAskedFor() {
        append(Events.append("smc", Events.tracks("m", 5)));

        assertThat(log().read("smc", Position.START, 2, 1_000_000)).hasSize(2);
    }

    @Test
    void readsNoMoreBytesThanWereAskedFor() {
        append(Events.append("smc", Events.track("a", 400), Events.track("b", 400), Events.track("c", 400)));

        assertThat(log().read("smc", Position.START, 10, 800)).hasSize(2);
    }

    @Test
    void readsOneEventThatIsLargerThanWasAskedFor() {
        append(Events.append("smc", Events.track("a", 5_000)));

        assertThat(log().read("smc", Position.START, 10, 800)).hasSize(1);
    }

    @Test
    void feedsAllConnectionsOfAnAppend() {
        append(new Append(List.of(
                new Append.Part("smc", Events.tracks("m", 2), Map.of(), List.of()),
                new Append.Part("de", Events.tracks("m", 1), Map.of(), List.of()))));

        assertThat(ids("smc")).containsExactly("m0", "m1");
        assertThat(ids("de")).containsExactly("m0");
    }

    @Test
    void answersHowManyWereStored() {
        assertThat(append(Events.append("smc", Events.tracks("m", 3)))).isEqualTo(new EventLog.Receipt(3, 0));
    }

    @Test
    void forgetsWhatIsSettled() {
        append(Events.append("smc", Events.tracks("m", 3)));

        log().commit("smc", Events.delivered(2, 2));

        assertThat(log().committed("smc")).isEqualTo(new Position(2));
        assertThat(ids("smc")).containsExactly("m2");
    }

    @Test
    void takesARepeatedSettlementAsDone() {
        append(Events.append("smc", Events.tracks("m", 3)));
        log().commit("smc", Events.delivered(2, 2));

        log().commit("smc", Events.delivered(2, 2));

        assertThat(store.ledger().balance("smc").delivered()).isEqualTo(2);
    }

    @Test
    void refusesASettlementThatDoesNotAddUp() {
        append(Events.append("smc", Events.tracks("m", 3)));

        assertThatThrownBy(() -> log().commit("smc", Events.delivered(3, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("accounts for 2 events of 3");
        assertThat(store.ledger().balance("smc").pending()).isEqualTo(3);
    }

    @Test
    void refusesASettlementBeyondTheEnd() {
        append(Events.append("smc", Events.tracks("m", 3)));

        assertThatThrownBy(() -> log().commit("smc", Events.delivered(4, 4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the log only to 3");
    }

    @Test
    void refusesAnUnknownConnection() {
        assertThatThrownBy(() -> log().append(Events.append("nobody", Events.track("a"))))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("nobody");
    }

    @Test
    void usesNoSequenceNumberTwiceAfterTheLogWasEmptied() {
        append(Events.append("smc", Events.tracks("m", 3)));
        log().commit("smc", Events.delivered(3, 3));
        close();
        open();

        append(Events.append("smc", Events.track("next")));

        assertThat(log().read("smc", Position.START, 10, 1_000_000))
                .extracting(LoggedEvent::position)
                .containsExactly(new Position(4));
    }

    @Test
    void keepsEventsOverARestart() {
        append(Events.append("smc", Events.tracks("m", 3)));
        log().commit("smc", Events.delivered(1, 1));
        close();
        open();

        assertThat(ids("smc")).containsExactly("m1", "m2");
        assertThat(log().committed("smc")).isEqualTo(new Position(1));
    }

    @Test
    void storesOneAppendInBlocksThatAreReadOneByOne() throws SQLException {
        append(Events.append(
                "smc",
                IntStream.range(0, 40)
                        .mapToObj(i -> Events.track("m" + i, 10_000))
                        .toList()));

        assertThat(longestBlock()).isBetween((long) Block.MOST_BYTES, Block.MOST_BYTES + 11_000L);
        assertThat(ids("smc")).hasSize(40);
        log().commit("smc", Events.rejecting(39, 38, Events.rejected(25)));
        assertThat(ids("smc")).containsExactly("m39");
        assertThat(store.deadLetters().find("smc", DeadLetters.Query.all(1)))
                .extracting(letter -> letter.event().orElseThrow().messageId())
                .containsExactly("m24");
    }

    @Test
    void wakesTheDeliveryOfAConnectionThatGotEvents() {
        AtomicInteger smc = new AtomicInteger();
        AtomicInteger de = new AtomicInteger();
        log().onAppend("smc", smc::incrementAndGet);
        log().onAppend("de", de::incrementAndGet);

        append(Events.append("smc", Events.track("a")));
        // Listeners run after the answer, so a second append shows that the first one's have run.
        append(Events.append("smc", Events.track("b")));

        assertThat(smc.get()).isPositive();
        assertThat(de.get()).isZero();
    }

    @Test
    void refusesAppendsWhenClosed() {
        EventLog log = log();
        store.close();

        assertThat(log.append(Events.append("smc", Events.track("a"))))
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(LogUnavailableException.class);
    }

    private long longestBlock() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("events.db"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT max(length(block)) FROM events_" + LedgerRow.idOf(connection, "smc"))) {
            return row.getLong(1);
        }
    }

    private EventLog log() {
        return store.eventLog();
    }

    private EventLog.Receipt append(Append append) {
        return log().append(append).join();
    }

    private List<String> ids(String connection) {
        return log().read(connection, Position.START, 1_000, 10_000_000).stream()
                .map(logged -> logged.event().messageId())
                .toList();
    }
}
