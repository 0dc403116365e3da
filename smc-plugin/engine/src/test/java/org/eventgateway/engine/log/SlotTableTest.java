package org.eventgateway.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a slot is written, found, freed and cleared. */
class SlotTableTest {
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        connection.setAutoCommit(false);
        Schema.prepare(connection);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void aBlockThatGrewWhenEventsWereTakenOutIsKeptAllTheSame() throws SQLException {
        Published published = new Published();
        SlotTable slots = slots(0);
        byte[] whole = block(3_000);
        assertThat(slots.put(1, whole)).isTrue();
        assertThat(slots.put(2, block(3_100))).isTrue();

        byte[] rest = block(6_000);
        assertThat(slots.replace(1, rest)).isTrue();
        assertThat(slots.replace(7, rest)).as("no block of these").isFalse();

        slots.publish(published);
        assertThat(published.next(0).orElseThrow().getValue()).isEqualTo(rest);
        SlotTable reloaded = slots(0);
        assertThat(reloaded.bytes()).isEqualTo(slots.bytes()).isEqualTo(9_100);
        assertThat(reloaded.block(1).orElseThrow().length()).isEqualTo(6_000);
        assertThat(reloaded.settle(1)).isEqualTo(6_000);
        assertThat(reloaded.free()).isEqualTo(1);
        assertThat(reloaded.put(3, block(SlotTable.ROOM))).isTrue();
        assertThat(reloaded.put(4, block(SlotTable.ROOM + 1))).isFalse();
        assertThat(reloaded.free()).isZero();
        assertThat(reloaded.last()).isEqualTo(3);
    }

    @Test
    void whatIsSettledIsReadableUntilItIsCleared() throws SQLException {
        SlotTable slots = slots(0);
        slots.put(1, block(100));
        slots.put(2, block(100));
        slots.put(3, block(100));
        slots.settle(1);
        assertThat(query("SELECT sum(length(block)) FROM slots_1")).isEqualTo(300);

        slots.clear();

        assertThat(query("SELECT sum(length(block)) FROM slots_1")).isEqualTo(200);
        SlotTable restarted = slots(2);
        restarted.clear();
        assertThat(query("SELECT sum(length(block)) FROM slots_1")).isEqualTo(100);
        assertThat(restarted.block(3)).isPresent();
        assertThat(restarted.free()).isEqualTo(2);
    }

    @Test
    void whatWasClearedIsNotWrittenAgain() throws SQLException {
        SlotTable slots = slots(0);
        slots.put(1, block(100));
        slots.settle(1);
        slots.clear();
        try (Statement statement = connection.createStatement()) {
            statement.execute("UPDATE slots_1 SET pad = 'untouched'");
        }

        slots.clear();
        slots(0).clear();

        assertThat(query("SELECT count(*) FROM slots_1 WHERE pad = 'untouched'"))
                .isEqualTo(1);
    }

    @Test
    void whatWasPendingAtTheStartIsClearedWhenItIsSettled() throws SQLException {
        slots(0).put(1, block(100));

        SlotTable restarted = slots(0);
        restarted.settle(1);
        restarted.clear();

        assertThat(query("SELECT sum(length(block)) FROM slots_1")).isZero();
    }

    @Test
    void aBlockIsSettledAndShownOnce() throws SQLException {
        Published published = new Published();
        SlotTable slots = slots(0);
        slots.put(1, block(100));
        slots.publish(published);

        assertThat(slots.settle(1)).isEqualTo(100);
        published.show(Counters.NONE.appended(1, 0).settled(1, 1, 0, 0, 0, 0));
        slots.put(2, block(100));
        slots.publish(published);

        assertThat(published.next(0))
                .as("not again")
                .hasValueSatisfying(next -> assertThat(next.getKey()).isEqualTo(2));
        assertThat(slots.settle(1)).isZero();
        assertThat(slots.free()).as("the slot is that of the second block now").isZero();
        assertThat(slots.last()).isEqualTo(2);
    }

    @Test
    void fingerprintsThatDoNotFitBesideTheirBlockAreARowOfTheirOwn() throws SQLException {
        Repeats repeats = repeats();
        SlotTable slots = SlotTable.open(connection, 1, 0, repeats, false);
        repeats.begin(Events.RECEIVED);
        repeats.remember(new long[] {1, 2});
        slots.put(1, block(SlotTable.ROOM - 15));
        repeats.end();
        repeats.begin(Events.RECEIVED);
        repeats.remember(new long[] {3, 4});
        slots.put(2, block(SlotTable.ROOM - 16));
        repeats.end();

        assertThat(query("SELECT sum(length(prints)) FROM slots_1")).isEqualTo(16);
        assertThat(query("SELECT sum(length(prints)) FROM seen_young")).isEqualTo(16);
        assertThat(query("SELECT count(*) FROM slots_1 WHERE length(pad) = 0")).isEqualTo(1);
    }

    private SlotTable slots(long committed) throws SQLException {
        return SlotTable.open(connection, 1, committed, repeats(), false);
    }

    private Repeats repeats() throws SQLException {
        return Repeats.load(connection, Duration.ofHours(1), RepeatsTest.ROOMY);
    }

    /** A block of one event as it is stored, of so many bytes. */
    private static byte[] block(int length) {
        BlockBuilder builder = new BlockBuilder();
        builder.add(Events.noise("block", length - 2 - Text.varintSize(length)).getBytes(StandardCharsets.US_ASCII));
        byte[] stored = builder.finish();
        assertThat(stored).hasSize(length);
        return stored;
    }

    private long query(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.getLong(1);
        }
    }
}
