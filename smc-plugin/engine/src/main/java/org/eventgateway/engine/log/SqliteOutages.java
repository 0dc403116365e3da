package org.eventgateway.engine.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The outages: one row for a connection that has one. They are read when the store is opened and known from then on. */
final class SqliteOutages implements Outages {
    private static final String NOTE =
            "INSERT OR REPLACE INTO outages(connection, behind, since, waited, last, up_to, attempts,"
                    + " first_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

    private final GroupCommitWriter writer;
    private final Map<String, Outage> known;

    SqliteOutages(GroupCommitWriter writer, Database database) throws SQLException {
        this.writer = writer;
        this.known = new ConcurrentHashMap<>();
        try (Connection reader = database.openReader();
                Statement statement = reader.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT connection, behind, since, waited, last, up_to, attempts, first_at FROM outages")) {
            while (rows.next()) {
                known.put(rows.getString(1), read(rows));
            }
        }
    }

    private static Outage read(ResultSet row) throws SQLException {
        return new Outage(
                new Position(row.getLong(2)),
                Instant.ofEpochMilli(row.getLong(3)),
                Duration.ofMillis(row.getLong(4)),
                Instant.ofEpochMilli(row.getLong(5)),
                new Position(row.getLong(6)),
                new Attempts(row.getInt(7), row.getLong(8)));
    }

    @Override
    public Optional<Outage> find(String connection) {
        return Optional.ofNullable(known.get(connection));
    }

    @Override
    public void note(String connection, Outage outage) {
        Connections.await(writer.submit(session -> write(session, connection, outage)));
        known.put(connection, outage);
    }

    @Override
    public void end(String connection) {
        if (known.containsKey(connection)) {
            Connections.await(writer.submit(session -> delete(session, connection)));
            known.remove(connection);
        }
    }

    private static boolean write(Session session, String connection, Outage outage) throws SQLException {
        try (PreparedStatement note = session.connection().prepareStatement(NOTE)) {
            note.setString(1, connection);
            note.setLong(2, outage.behind().value());
            note.setLong(3, outage.since().toEpochMilli());
            note.setLong(4, outage.waited().toMillis());
            note.setLong(5, outage.last().toEpochMilli());
            note.setLong(6, outage.upTo().value());
            note.setInt(7, outage.attempts().count());
            note.setLong(8, outage.attempts().firstMillis());
            return note.executeUpdate() > 0;
        }
    }

    private static boolean delete(Session session, String connection) throws SQLException {
        try (PreparedStatement delete =
                session.connection().prepareStatement("DELETE FROM outages WHERE connection = ?")) {
            delete.setString(1, connection);
            return delete.executeUpdate() > 0;
        }
    }
}
