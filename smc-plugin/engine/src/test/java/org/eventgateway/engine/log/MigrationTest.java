package org.eventgateway.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eventgateway.plugin.destination.Erasure;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.Person;
import org.eventgateway.plugin.source.Checkpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;

/** What the version 1 of the tables held is there and works after today's program has opened the folder; see {@code version-1.sql}. */
class MigrationTest {
    private static final Person JANE = new Person("jane");

    @TempDir
    private Path temporary;

    private Path folder;
    private SqliteStore store;

    @BeforeEach
    void openFolderOfVersion1() throws Exception {
        folder = Files.createDirectory(temporary.resolve("data"));
        run(folder, version1());
        store = open(folder);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void theLedgerIsThatOfBefore() {
        assertThat(store.ledger().balance("smc"))
                .isEqualTo(new Ledger.Balance(
                        11, 3, 2, 1, 0, 5, 1, Map.of("event_not_allowed", 2L), Map.of("too_large", 1L)));
        assertThat(store.ledger().balance("de")).isEqualTo(new Ledger.Balance(2, 0, 0, 0, 0, 2, 0, Map.of(), Map.of()));
    }

    @Test
    void pendingEventsAreReadInOrderWithTheirFieldsAndTheEffectsThatAreDone() {
        List<LoggedEvent> read = read("smc");

        assertThat(read)
                .extracting(
                        logged -> logged.position().value(),
                        logged -> logged.event().messageId(),
                        LoggedEvent::doneEffects)
                .containsExactly(
                        tuple(8L, "pending-1", Set.of()),
                        tuple(9L, "pending-2", Set.of()),
                        tuple(10L, "pending-3", Set.of()),
                        tuple(11L, "pending-4", Set.of()),
                        tuple(12L, "again", Set.of("row")));
        Event first = read.get(0).event();
        assertThat(first.userId()).contains("jane");
        assertThat(first.name()).contains("Order Completed");
        assertThat(first.receivedAt()).isEqualTo(Events.RECEIVED);
        assertThat(first.timestamp()).isEqualTo(Events.RECEIVED.minusSeconds(1));
        assertThat(read.get(1).event().json().getJsonObject("traits").getString("city"))
                .isEqualTo("Bruges");
        assertThat(pending("de")).containsExactly("pending-5", "request");
    }

    @Test
    void whatIsAppendedComesBehindAndAllCanBeSettled() {
        store.eventLog().append(Events.append("smc", Events.track("new"))).join();

        store.eventLog().commit("smc", Events.rejecting(13, 5, Events.rejected(8)));

        assertThat(read("smc")).isEmpty();
        assertThat(store.ledger().balance("smc").delivered()).isEqualTo(8);
        assertThat(store.ledger().balance("smc").deadLettered()).isEqualTo(3);
        assertThat(store.ledger().balance("smc").addsUp()).isTrue();
    }

    @Test
    void deadLettersAreListedWithTheirReasonsAndEvents() {
        assertThat(store.deadLetters().find("smc", DeadLetters.Query.all(10)))
                .extracting(
                        letter -> letter.id(),
                        letter -> letter.stage(),
                        letter -> letter.reason().code(),
                        letter -> letter.attempts(),
                        letter -> letter.event().map(Event::messageId),
                        letter -> letter.doneEffects())
                .containsExactly(
                        tuple(5L, DeadLetters.Stage.INTAKE, "too_large", 0, Optional.empty(), Set.of()),
                        tuple(2L, DeadLetters.Stage.DELIVERY, "no_contact", 3, Optional.of("dead-2"), Set.of()),
                        tuple(1L, DeadLetters.Stage.DELIVERY, "no_contact", 3, Optional.of("dead-1"), Set.of("row")));
    }

    @Test
    void deadLettersAreReplayedWithTheirEffectsAndAnIdentifyCallWithItsTraits() {
        DeadLetters.Replayed replayed = store.deadLetters().replay("smc", List.of(1L, 2L), "ops");

        assertThat(replayed).isEqualTo(new DeadLetters.Replayed(2, 0, List.of()));
        List<LoggedEvent> moved = read("smc").subList(5, 7);
        assertThat(moved)
                .extracting(logged -> logged.event().messageId(), LoggedEvent::doneEffects)
                .containsExactly(tuple("dead-1", Set.of("row")), tuple("dead-2", Set.of()));
        assertThat(moved.get(1).event().json().getJsonObject("traits")).containsOnlyKeys("plan", "city");
        assertThat(store.ledger().balance("smc").deadLettered()).isZero();
        assertThat(store.ledger().balance("smc").addsUp()).isTrue();
    }

    @Test
    void deadLettersGrowOldAndAreDiscarded() {
        assertThat(store.deadLetters().discard("smc", List.of(1L), "ops")).isEqualTo(1);
        assertThat(store.expire(Events.RECEIVED.plusSeconds(31L * 24 * 3_600))).isEqualTo(2);

        assertThat(store.ledger().balance("smc").discarded()).isEqualTo(3);
        assertThat(store.ledger().balance("smc").addsUp()).isTrue();
    }

    @Test
    void repeatsDeedsCheckpointsAndRunsAreStillKnown() {
        store.eventLog()
                .append(Events.append("smc", Events.track("sent-1"), Events.track("pending-4"), Events.track("new")))
                .join();

        assertThat(store.ledger().balance("smc").repeats()).isEqualTo(3);
        assertThat(store.deadLetters().deeds("smc", 10))
                .extracting(DeadLetters.Deed::who, DeadLetters.Deed::action, DeadLetters.Deed::detail)
                .containsExactly(tuple("ops", "replay", ""), tuple("ops", "discard", ""));
        assertThat(store.checkpoints().find("smc", "opens.csv")).contains(new Checkpoint("line 42"));
        assertThat(store.runs().begin("smc")).isFalse();
        assertThat(store.runs().begin("de")).isTrue();
    }

    @Test
    void aPersonIsTakenOutOfWhatTheFolderHeldAlready() throws IOException {
        store.eventLog()
                .append(Events.append("smc", Events.delete("d", "jane")))
                .join();
        store.eventLog().append(Events.append("de", Events.delete("d", "jane"))).join();
        store.care();
        assertThat(pending("smc")).containsExactly("pending-2", "pending-4", "again", "d");
        assertThat(pending("de")).containsExactly("request", "d");

        settleRequest("smc", 13, 4);
        settleRequest("de", 3, 2);
        store.care();

        assertThat(store.ledger().balance("smc"))
                .isEqualTo(new Ledger.Balance(
                        12, 7, 1, 1, 3, 0, 1, Map.of("event_not_allowed", 2L), Map.of("too_large", 1L)));
        assertThat(store.deadLetters().find("smc", DeadLetters.Query.all(10)))
                .extracting(DeadLetters.DeadLetter::id)
                .containsExactly(2L);
        Deletions.Receipt receipt = store.deletions().receipts("smc", JANE).get(0);
        assertThat(receipt.state()).isEqualTo(Deletions.State.WIPED);
        assertThat(receipt.stores())
                .contains(
                        new Deletions.Store("event log", 2, 0, 0),
                        new Deletions.Store("dead letters", 2, 0, 0),
                        new Deletions.Store("repeat index", 0, 0, 3));
        assertThat(filesWith("jane")).isEmpty();
    }

    @Test
    void aRequestThatWaitedWithoutBeingNotedGetsItsReceiptAtItsTurn() {
        Person kim = new Person("kim");
        assertThat(store.deletions().receipts("de", kim)).isEmpty();
        store.eventLog().commit("de", Events.delivered(1, 1));

        store.deletions()
                .answered(
                        "de",
                        new Position(2),
                        kim,
                        new Erasure(List.of(new Erasure.Store("USERS", 1, 0)), Optional.empty()));
        store.eventLog().commit("de", Events.delivered(2, 1));
        store.care();

        assertThat(store.deletions().receipts("de", kim)).singleElement().satisfies(receipt -> {
            assertThat(receipt.state()).isEqualTo(Deletions.State.WIPED);
            assertThat(receipt.stores()).contains(new Deletions.Store("USERS", 1, 0, 0));
        });
    }

    @Test
    void theFolderHasTheTablesOfANewOne() throws Exception {
        store.close();
        Path other = temporary.resolve("new");
        open(other).close();

        assertThat(columns(folder)).isEqualTo(columns(other));
        assertThat(query(folder, "PRAGMA user_version")).isEqualTo(query(other, "PRAGMA user_version"));
    }

    @Test
    void isDoneOnce() {
        store.close();
        store = open(folder);

        assertThat(pending("smc")).hasSize(5);
        assertThat(store.ledger().balance("smc").addsUp()).isTrue();
    }

    @Test
    void whatCannotBeMigratedStaysAsItWas() throws Exception {
        Path other = Files.createDirectory(temporary.resolve("other"));
        run(other, version1());
        run(other, "CREATE TABLE traits_set(foreign_data TEXT)");
        Set<String> before = columns(other);

        assertThatThrownBy(() -> open(other)).isInstanceOf(StoreException.class).hasMessageContaining(other.toString());

        assertThat(columns(other)).isEqualTo(before);
        assertThat(query(other, "PRAGMA user_version")).containsExactly("1");
    }

    @Test
    void aFileOfAnotherProgramIsRefusedAndNotTouched() throws Exception {
        Path other = Files.createDirectory(temporary.resolve("other"));
        run(other, "CREATE TABLE theirs(a TEXT)", "PRAGMA user_version=1");

        assertThatThrownBy(() -> open(other))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("another program")
                .hasMessageContaining("gateway.data-folder");

        assertThat(columns(other)).containsExactly("theirs.a TEXT 0 0");
    }

    private void settleRequest(String connection, long request, long delivered) {
        store.deletions().answered(connection, new Position(request), JANE, new Erasure(List.of(), Optional.empty()));
        store.eventLog().commit(connection, Events.delivered(request, delivered));
    }

    private List<LoggedEvent> read(String connection) {
        return store.eventLog().read(connection, Position.START, 100, 1_000_000);
    }

    private List<String> pending(String connection) {
        return read(connection).stream()
                .map(logged -> logged.event().messageId())
                .toList();
    }

    private List<String> filesWith(String text) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> contains(file, text))
                    .map(Path::toString)
                    .toList();
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SqliteStore open(Path folder) {
        return SqliteStore.open(StoreConfig.of(folder), List.of("smc", "de"), new ManualClock(), Thread::new);
    }

    private static String[] version1() throws IOException {
        try (InputStream script = MigrationTest.class.getResourceAsStream("version-1.sql")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8).split(";\n");
        }
    }

    private static void run(Path folder, String... statements) throws SQLException {
        try (Connection connection = connect(folder);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Each column of each table, which do not depend on the order in which versions added them. */
    private static Set<String> columns(Path folder) throws SQLException {
        return new TreeSet<>(query(
                folder,
                "SELECT t.name || '.' || c.name || ' ' || c.type || ' ' || c.\"notnull\" || ' ' || c.pk"
                        + " FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table'"
                        + " UNION SELECT name FROM sqlite_master WHERE type = 'index'"));
    }

    private static List<String> query(Path folder, String sql) throws SQLException {
        try (Connection connection = connect(folder);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    private static Connection connect(Path folder) throws SQLException {
        return new SQLiteConfig().createConnection("jdbc:sqlite:" + folder.resolve("events.db"));
    }
}
