package org.eventgateway.engine.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.event.Event;

/** The dead letters as the writer thread works on them within a transaction. Everything a person does to them is noted in the audit table. */
final class DeadLetterTable {
    private final PreparedStatement insert;
    private final PreparedStatement select;
    private final PreparedStatement delete;
    private final PreparedStatement selectOld;
    private final PreparedStatement deleteOfUser;
    private final PreparedStatement audit;

    DeadLetterTable(Connection connection) throws SQLException {
        insert = connection.prepareStatement(
                "INSERT INTO dead_letters(connection, stage, code, category, text, attempts,"
                        + " first_at, last_at, type, name, user_id, done_effects, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        select = connection.prepareStatement(
                "SELECT stage, done_effects, body FROM dead_letters WHERE id = ? AND connection = ?");
        delete = connection.prepareStatement("DELETE FROM dead_letters WHERE id = ?");
        selectOld = connection.prepareStatement("SELECT d.id, l.connection, d.stage FROM dead_letters d JOIN ledger l"
                + " ON l.id = d.connection WHERE d.last_at < ? ORDER BY d.last_at LIMIT ?");
        deleteOfUser = connection.prepareStatement("DELETE FROM dead_letters WHERE id IN"
                + " (SELECT id FROM dead_letters WHERE connection = ? AND user_id = ? LIMIT ?)");
        audit = connection.prepareStatement(
                "INSERT INTO audit(at, who, action, connection, count) VALUES (?, ?, ?, ?, ?)");
    }

    void keepRefused(ConnectionLog log, Reason reason, byte[] raw, Instant now) throws SQLException {
        bindReason(log, DeadLetters.Stage.INTAKE, reason);
        insert.setInt(6, 0);
        insert.setLong(7, now.toEpochMilli());
        insert.setLong(8, now.toEpochMilli());
        for (int column = 9; column <= 12; column++) {
            insert.setNull(column, Types.VARCHAR);
        }
        insert.setBytes(13, raw);
        insert.executeUpdate();
    }

    void keepRejected(ConnectionLog log, Settlement.Rejected rejected, byte[] record) throws SQLException {
        Event event = EventCodec.decode(0, record).event();
        bindReason(log, DeadLetters.Stage.DELIVERY, rejected.reason());
        insert.setInt(6, rejected.attempts());
        insert.setLong(7, rejected.firstAttemptMillis());
        insert.setLong(8, rejected.lastAttemptMillis());
        insert.setString(9, event.type().wireName());
        bindText(10, event.name());
        bindText(11, event.userId());
        insert.setBytes(12, EventCodec.encodeEffects(rejected.doneEffects()));
        insert.setBytes(13, record);
        insert.executeUpdate();
    }

    /** Moves dead letters of stage delivery to the end of the log; answers how many. */
    int replay(ConnectionLog log, List<Long> ids) throws SQLException {
        int moved = 0;
        for (long id : ids) {
            Optional<byte[]> record = replayable(log, id);
            if (record.isPresent()) {
                delete(id);
                moved++;
                log.append(record.get());
            }
        }
        if (moved > 0) {
            log.count(log.counters().replayed(moved));
        }
        return moved;
    }

    /** Throws dead letters away; answers how many. */
    int discard(ConnectionLog log, List<Long> ids) throws SQLException {
        int accepted = 0;
        int refused = 0;
        for (long id : ids) {
            Optional<DeadLetters.Stage> stage = stage(log, id);
            if (stage.isPresent()) {
                delete(id);
                switch (stage.get()) {
                    case INTAKE -> refused++;
                    case DELIVERY -> accepted++;
                }
            }
        }
        if (accepted > 0) {
            log.count(log.counters().discarded(accepted));
        }
        return accepted + refused;
    }

    /** Deletes some of a person's dead letters; answers how many. */
    int deleteOf(ConnectionLog log, String userId, int most) throws SQLException {
        deleteOfUser.setLong(1, log.id());
        deleteOfUser.setString(2, userId);
        deleteOfUser.setInt(3, most);
        int gone = deleteOfUser.executeUpdate();
        if (gone > 0) {
            log.count(log.counters().deletedDead(gone));
        }
        return gone;
    }

    /** Finds the oldest of those older than a moment, by connection. */
    Map<String, List<Long>> olderThan(Instant moment, int most) throws SQLException {
        selectOld.setLong(1, moment.toEpochMilli());
        selectOld.setInt(2, most);
        Map<String, List<Long>> ids = new TreeMap<>();
        try (ResultSet rows = selectOld.executeQuery()) {
            while (rows.next()) {
                ids.computeIfAbsent(rows.getString(2), name -> new ArrayList<>())
                        .add(rows.getLong(1));
            }
        }
        return ids;
    }

    void note(Instant now, String who, String action, String connection, int count) throws SQLException {
        audit.setLong(1, now.toEpochMilli());
        audit.setString(2, who);
        audit.setString(3, action);
        audit.setString(4, connection);
        audit.setInt(5, count);
        audit.executeUpdate();
    }

    private Optional<byte[]> replayable(ConnectionLog log, long id) throws SQLException {
        select.setLong(1, id);
        select.setLong(2, log.id());
        try (ResultSet row = select.executeQuery()) {
            if (!row.next() || DeadLetters.Stage.valueOf(row.getString(1)) != DeadLetters.Stage.DELIVERY) {
                return Optional.empty();
            }
            Set<String> effects = EventCodec.decodeEffects(Optional.ofNullable(row.getBytes(2)));
            return Optional.of(EventCodec.withDoneEffects(row.getBytes(3), effects));
        }
    }

    private Optional<DeadLetters.Stage> stage(ConnectionLog log, long id) throws SQLException {
        select.setLong(1, id);
        select.setLong(2, log.id());
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(DeadLetters.Stage.valueOf(row.getString(1))) : Optional.empty();
        }
    }

    private void delete(long id) throws SQLException {
        delete.setLong(1, id);
        delete.executeUpdate();
    }

    private void bindReason(ConnectionLog log, DeadLetters.Stage stage, Reason reason) throws SQLException {
        insert.setLong(1, log.id());
        insert.setString(2, stage.name());
        insert.setString(3, reason.code());
        insert.setString(4, reason.category().name());
        insert.setString(5, reason.text());
    }

    private void bindText(int column, Optional<String> text) throws SQLException {
        if (text.isPresent()) {
            insert.setString(column, text.get());
        } else {
            insert.setNull(column, Types.VARCHAR);
        }
    }
}
