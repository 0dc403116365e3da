package org.eventgateway.engine.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is set aside: read on a database connection of its own, one a call, as that happens only while an operator is waited for. */
final class SqliteSetAside implements SetAside {
    private final Database database;
    private final GroupCommitWriter writer;
    private final Map<String, Published> published;

    SqliteSetAside(Database database, GroupCommitWriter writer, Map<String, Published> published) {
        this.database = database;
        this.writer = writer;
        this.published = published;
    }

    @Override
    public List<LoggedEvent> read(String connection, Position after, int mostEvents, long mostBytes) {
        if (Connections.require(published, connection).counters().aside() == 0) {
            return List.of();
        }
        return query(
                connection,
                "SELECT seq, body FROM set_aside WHERE connection = ? AND seq > ? ORDER BY seq LIMIT ?",
                after.value(),
                mostEvents,
                rows -> read(rows, mostBytes));
    }

    @Override
    public Set<Position> left(String connection, Position from, Position to) {
        return query(
                connection,
                "SELECT seq FROM set_aside WHERE connection = ? AND seq BETWEEN ? AND ?",
                from.value(),
                to.value(),
                rows -> {
                    Set<Position> left = new HashSet<>();
                    while (rows.next()) {
                        left.add(new Position(rows.getLong(1)));
                    }
                    return left;
                });
    }

    private <T> T query(String connection, String sql, long first, long second, Answer<T> answer) {
        try (Connection reader = database.openReader();
                PreparedStatement select = reader.prepareStatement(sql)) {
            select.setLong(1, LedgerRow.idOf(reader, connection));
            select.setLong(2, first);
            select.setLong(3, second);
            try (ResultSet rows = select.executeQuery()) {
                return answer.from(rows);
            }
        } catch (SQLException e) {
            throw new LogUnavailableException(
                    "What is set aside of " + connection + " cannot be read: " + e.getMessage() + "; check the disk.",
                    Duration.ofSeconds(5),
                    e);
        }
    }

    private static List<LoggedEvent> read(ResultSet rows, long mostBytes) throws SQLException {
        List<LoggedEvent> events = new ArrayList<>();
        long left = mostBytes;
        while (rows.next()) {
            LoggedEvent event = EventCodec.decode(rows.getLong(1), rows.getBytes(2));
            left -= event.event().payloadLength();
            if (left < 0 && !events.isEmpty()) {
                return events;
            }
            events.add(event);
        }
        return events;
    }

    @Override
    public void settle(String connection, Position after, Settlement settlement) {
        Connections.require(published, connection);
        Connections.await(writer.submit(session -> {
            session.setAside().settle(session, session.log(connection), after.value(), settlement);
            return settlement;
        }));
    }

    /** Makes an answer from the rows found. */
    @FunctionalInterface
    private interface Answer<T> {
        T from(ResultSet rows) throws SQLException;
    }
}
