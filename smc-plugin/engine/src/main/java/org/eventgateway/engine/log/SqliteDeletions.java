package org.eventgateway.engine.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eventgateway.plugin.destination.Erasure;
import org.eventgateway.plugin.event.Person;

/** Deletions over the one writer: what the delivery asks and tells, and the receipts, read on database connections of their own. */
final class SqliteDeletions implements Deletions {
    private static final String RECEIPTS =
            "SELECT id, person, state, requested_at, finished_at, wiped_at, reason FROM deletions WHERE connection = ?";

    private final Database database;
    private final GroupCommitWriter writer;
    private final Map<String, Published> published;
    private final PersonHash hash;
    private final Sweeper sweeper;

    SqliteDeletions(
            Database database,
            GroupCommitWriter writer,
            Map<String, Published> published,
            PersonHash hash,
            Sweeper sweeper) {
        this.database = database;
        this.writer = writer;
        this.published = published;
        this.hash = hash;
        this.sweeper = sweeper;
    }

    @Override
    public Set<Position> deleted(String connection, Position from, Position to) {
        if (Connections.require(published, connection).counters().purged() == 0) {
            return Set.of();
        }
        return read(
                connection,
                "SELECT seq FROM purged WHERE connection = ? AND seq BETWEEN ? AND ?",
                List.of(from.value(), to.value()),
                (reader, rows) -> {
                    Set<Position> places = new HashSet<>();
                    while (rows.next()) {
                        places.add(new Position(rows.getLong(1)));
                    }
                    return places;
                });
    }

    @Override
    public void answered(String connection, Position request, Person person, Erasure erasure) {
        Connections.require(published, connection);
        Connections.await(writer.submit(session -> {
            ConnectionLog log = session.log(connection);
            if (session.deletions().openAt(log, request.value()) < 0) {
                // It was accepted by a version that noted none.
                Subject subject = new Subject(hash.of(person.userId()), Optional.empty());
                session.deletions().note(log, request.value(), subject, session.now());
            }
            long id = session.deletions().openAt(log, request.value());
            for (Erasure.Store store : erasure.stores()) {
                session.deletions().count(id, store, 0);
            }
            return id;
        }));
        if (erasure.open().isEmpty()) {
            sweeper.finish(connection, request.value(), person.userId());
        }
    }

    @Override
    public List<Receipt> receipts(String connection, int most) {
        return read(
                connection, RECEIPTS + " ORDER BY id DESC LIMIT ?", List.of((long) most), SqliteDeletions::receipts);
    }

    @Override
    public List<Receipt> receipts(String connection, Person person) {
        return read(
                connection,
                RECEIPTS + " AND person = ? ORDER BY id DESC",
                List.of(hash.of(person.userId())),
                SqliteDeletions::receipts);
    }

    private static List<Receipt> receipts(Connection reader, ResultSet rows) throws SQLException {
        List<Receipt> receipts = new ArrayList<>();
        while (rows.next()) {
            receipts.add(new Receipt(
                    rows.getString("person"),
                    state(rows.getString("state")),
                    Instant.ofEpochMilli(rows.getLong("requested_at")),
                    instant(rows, "finished_at"),
                    instant(rows, "wiped_at"),
                    Optional.ofNullable(rows.getString("reason")),
                    stores(reader, rows.getLong("id"))));
        }
        return receipts;
    }

    private static List<Store> stores(Connection reader, long deletion) throws SQLException {
        try (PreparedStatement select = reader.prepareStatement(
                "SELECT store, removed, not_found, left_over FROM deletion_stores WHERE deletion = ? ORDER BY store")) {
            select.setLong(1, deletion);
            try (ResultSet rows = select.executeQuery()) {
                List<Store> stores = new ArrayList<>();
                while (rows.next()) {
                    long removed = rows.getLong(2);
                    // A later attempt finds nothing where an earlier one removed it.
                    stores.add(new Store(
                            rows.getString(1),
                            removed,
                            removed + rows.getLong(4) > 0 ? 0 : rows.getLong(3),
                            rows.getLong(4)));
                }
                return stores;
            }
        }
    }

    private static Optional<Instant> instant(ResultSet rows, String column) throws SQLException {
        long millis = rows.getLong(column);
        return rows.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    private static State state(String stored) {
        return switch (stored) {
            case DeletionTable.NOTED -> State.ACCEPTED;
            case DeletionTable.SWEPT -> State.PURGED;
            case DeletionTable.FINISHED -> State.SETTLED;
            default -> State.WIPED;
        };
    }

    private <T> T read(String connection, String sql, List<Object> values, Answer<T> answer) {
        Connections.require(published, connection);
        try (Connection reader = database.openReader();
                PreparedStatement select = reader.prepareStatement(sql)) {
            select.setLong(1, LedgerRow.idOf(reader, connection));
            for (int i = 0; i < values.size(); i++) {
                select.setObject(i + 2, values.get(i));
            }
            try (ResultSet rows = select.executeQuery()) {
                return answer.from(reader, rows);
            }
        } catch (SQLException e) {
            throw new LogUnavailableException(
                    "The deletions of " + connection + " cannot be read: " + e.getMessage() + "; check the disk.",
                    Duration.ofSeconds(5),
                    e);
        }
    }

    /** Makes an answer from the rows found. */
    @FunctionalInterface
    private interface Answer<T> {
        T from(Connection reader, ResultSet rows) throws SQLException;
    }
}
