package org.eventgateway.engine.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The events that are set aside, as the writer thread works on them within a transaction. */
final class SetAsideTable {
    private final PagePadding padding;
    private final PreparedStatement insert;
    private final PreparedStatement select;
    private final PreparedStatement update;
    private final PreparedStatement delete;
    private final PreparedStatement deleteOfUser;

    SetAsideTable(Connection connection) throws SQLException {
        padding = PagePadding.of(connection);
        insert = connection.prepareStatement(
                "INSERT INTO set_aside(connection, seq, user_id, body, pad) VALUES (?, ?, ?, ?, zeroblob(?))");
        select = connection.prepareStatement(
                "SELECT seq, body FROM set_aside WHERE connection = ? AND seq > ? AND seq <= ? ORDER BY seq");
        update = connection.prepareStatement(
                "UPDATE set_aside SET body = ?, pad = zeroblob(?) WHERE connection = ? AND seq = ?");
        delete = connection.prepareStatement(
                "DELETE FROM set_aside WHERE connection = ? AND seq = ? RETURNING length(body)");
        deleteOfUser = connection.prepareStatement("DELETE FROM set_aside WHERE connection = ? AND seq IN"
                + " (SELECT s.seq FROM set_aside s WHERE s.connection = ? AND s.user_id = ? AND s.seq < ?"
                + " AND NOT EXISTS (SELECT 1 FROM deletions d WHERE d.connection = s.connection AND d.seq = s.seq) LIMIT ?)"
                + " RETURNING length(body)");
    }

    /** How many events of a log are set aside. */
    static long count(Connection connection, long log) throws SQLException {
        return total(connection, "SELECT count(*) FROM set_aside WHERE connection = ?", log);
    }

    /** How many bytes these take. */
    static long bytes(Connection connection, long log) throws SQLException {
        return total(connection, "SELECT coalesce(sum(length(body)), 0) FROM set_aside WHERE connection = ?", log);
    }

    private static long total(Connection connection, String sql, long log) throws SQLException {
        try (PreparedStatement total = connection.prepareStatement(sql)) {
            total.setLong(1, log);
            try (ResultSet row = total.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    /** Takes an event in; the caller counts it. */
    void add(ConnectionLog log, Settlement.Waiting waiting, byte[] record) throws SQLException {
        insert.setLong(1, log.id());
        insert.setLong(2, waiting.position().value());
        Optional<String> userId = EventCodec.decode(0, record).event().userId();
        insert.setString(3, userId.orElse(null));
        byte[] body = EventCodec.withProgress(record, waiting.doneEffects(), waiting.attempts());
        insert.setBytes(4, body);
        insert.setInt(5, pad(log, waiting, userId, body));
        insert.executeUpdate();
        log.usedAside(body.length);
    }

    /**
     * Settles those between two places. Who is not there any more was settled by an earlier call that got no answer, or went with its
     * person, and is counted.
     */
    void settle(Session session, ConnectionLog log, long after, Settlement settlement) throws SQLException {
        Map<Long, byte[]> there = between(log, after, settlement.upTo().value());
        if (settlement.events() < there.size()
                || settlement.events() > settlement.upTo().value() - after) {
            throw new IllegalArgumentException("a settlement of " + log.name() + " accounts for " + settlement.events()
                    + " events of " + there.size() + " that are set aside");
        }
        Set<Long> present = Set.copyOf(there.keySet());
        for (Settlement.Waiting waiting : settlement.waiting()) {
            byte[] record = there.remove(waiting.position().value());
            if (record != null) {
                update(log, waiting, record);
            }
        }
        int kept = 0;
        for (Settlement.Rejected rejected : settlement.rejected()) {
            byte[] record = there.remove(rejected.position().value());
            if (record != null) {
                session.deadLetters().keepRejected(log, rejected, record);
                delete(log, rejected.position().value());
                kept++;
            }
        }
        for (long delivered : there.keySet()) {
            delete(log, delivered);
        }
        List<LoggedEvent> identified = settlement.identified().stream()
                .filter(each -> present.contains(each.position().value()))
                .toList();
        session.guard().delivered(log, identified, session.now());
        session.deletions().finish(log, after, settlement, session.now());
        log.count(log.counters().settledAside(there.size(), kept));
    }

    /** Deletes some who went with their person; answers how many were there. */
    int delete(ConnectionLog log, Collection<Long> places) throws SQLException {
        int gone = 0;
        for (long place : places) {
            gone += delete(log, place);
        }
        log.count(log.counters().deletedAside(gone));
        return gone;
    }

    /** Deletes some of what a person left there before a place, but for requests to delete him, which have an end of their own; answers how many. */
    int deleteOf(ConnectionLog log, String userId, long before, int most) throws SQLException {
        deleteOfUser.setLong(1, log.id());
        deleteOfUser.setLong(2, log.id());
        deleteOfUser.setString(3, userId);
        deleteOfUser.setLong(4, before);
        deleteOfUser.setInt(5, most);
        int gone = delete(log, deleteOfUser);
        log.count(log.counters().deletedAside(gone));
        return gone;
    }

    private void update(ConnectionLog log, Settlement.Waiting waiting, byte[] record) throws SQLException {
        byte[] now = EventCodec.withProgress(record, waiting.doneEffects(), waiting.attempts());
        if (!Arrays.equals(now, record)) {
            update.setBytes(1, now);
            update.setInt(
                    2, pad(log, waiting, EventCodec.decode(0, record).event().userId(), now));
            update.setLong(3, log.id());
            update.setLong(4, waiting.position().value());
            update.executeUpdate();
            log.usedAside(now.length - record.length);
        }
    }

    private int pad(ConnectionLog log, Settlement.Waiting waiting, Optional<String> userId, byte[] body) {
        return padding.of(RowSize.ofNumbered()
                .number(log.id())
                .number(waiting.position().value())
                .text(userId)
                .blob(body.length));
    }

    private Map<Long, byte[]> between(ConnectionLog log, long after, long upTo) throws SQLException {
        select.setLong(1, log.id());
        select.setLong(2, after);
        select.setLong(3, upTo);
        Map<Long, byte[]> records = new HashMap<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                records.put(rows.getLong(1), rows.getBytes(2));
            }
        }
        return records;
    }

    private int delete(ConnectionLog log, long seq) throws SQLException {
        delete.setLong(1, log.id());
        delete.setLong(2, seq);
        return delete(log, delete);
    }

    private static int delete(ConnectionLog log, PreparedStatement statement) throws SQLException {
        int gone = 0;
        try (ResultSet lengths = statement.executeQuery()) {
            while (lengths.next()) {
                log.usedAside(-lengths.getLong(1));
                gone++;
            }
        }
        return gone;
    }
}
