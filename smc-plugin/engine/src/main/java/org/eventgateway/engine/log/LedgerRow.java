package org.eventgateway.engine.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eventgateway.plugin.Reason;

/** The counters of one connection on disk. For the writer thread, within its transaction. */
final class LedgerRow {
    private static final String FILTERED = "filtered";
    private static final String REFUSED = "refused";

    private final long id;
    private final PreparedStatement update;
    private final PreparedStatement updateReason;

    private LedgerRow(Connection connection, long id) throws SQLException {
        this.id = id;
        update = connection.prepareStatement(
                "UPDATE ledger SET last_seq = ?, committed_seq = ?, accepted = ?, delivered = ?, dead_lettered = ?,"
                        + " discarded = ?, deleted = ?, repeats = ?, purged = ? WHERE id = ?");
        updateReason = connection.prepareStatement(
                "INSERT INTO ledger_reasons(connection, kind, code, count) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT(connection, kind, code) DO UPDATE SET count = excluded.count");
    }

    /** Opens the row of a connection, and makes it if it is new. */
    static LedgerRow open(Connection connection, String name) throws SQLException {
        try (PreparedStatement make =
                connection.prepareStatement("INSERT INTO ledger(connection, last_seq, committed_seq,"
                        + " accepted, delivered, dead_lettered, discarded, deleted, repeats) VALUES (?, 0, 0, 0, 0, 0, 0, 0, 0)"
                        + " ON CONFLICT(connection) DO NOTHING")) {
            make.setString(1, name);
            make.executeUpdate();
        }
        return new LedgerRow(connection, idOf(connection, name));
    }

    /** Lists all connections that ever had a log here. */
    static List<String> names(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT connection FROM ledger ORDER BY id")) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }

    /** Finds the number of a connection that was opened before. */
    static long idOf(Connection connection, String name) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement("SELECT id FROM ledger WHERE connection = ?")) {
            find.setString(1, name);
            try (ResultSet row = find.executeQuery()) {
                if (!row.next()) {
                    throw new StoreException(
                            Reason.internal("connection_unknown", "There is no log of the name " + name + "."));
                }
                return row.getLong(1);
            }
        }
    }

    long id() {
        return id;
    }

    /** Reads the counters as they were saved last. */
    Counters load(Connection connection) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement("SELECT * FROM ledger WHERE id = ?")) {
            find.setLong(1, id);
            try (ResultSet row = find.executeQuery()) {
                row.next();
                return new Counters(
                        row.getLong("last_seq"),
                        row.getLong("committed_seq"),
                        SetAsideTable.count(connection, id),
                        row.getLong("accepted"),
                        row.getLong("delivered"),
                        row.getLong("dead_lettered"),
                        row.getLong("discarded"),
                        row.getLong("deleted"),
                        row.getLong("repeats"),
                        reasons(connection, FILTERED),
                        reasons(connection, REFUSED),
                        row.getLong("purged"));
            }
        }
    }

    void save(Counters before, Counters now) throws SQLException {
        long[] values = {
            now.last(),
            now.committed(),
            now.accepted(),
            now.delivered(),
            now.deadLettered(),
            now.discarded(),
            now.deleted(),
            now.repeats(),
            now.purged(),
            id
        };
        for (int i = 0; i < values.length; i++) {
            update.setLong(i + 1, values[i]);
        }
        update.executeUpdate();
        saveReasons(FILTERED, before.filtered(), now.filtered());
        saveReasons(REFUSED, before.refused(), now.refused());
    }

    private void saveReasons(String kind, Map<String, Long> before, Map<String, Long> now) throws SQLException {
        for (Map.Entry<String, Long> reason : now.entrySet()) {
            if (!reason.getValue().equals(before.get(reason.getKey()))) {
                updateReason.setLong(1, id);
                updateReason.setString(2, kind);
                updateReason.setString(3, reason.getKey());
                updateReason.setLong(4, reason.getValue());
                updateReason.executeUpdate();
            }
        }
    }

    private Map<String, Long> reasons(Connection connection, String kind) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement(
                "SELECT code, count FROM ledger_reasons WHERE connection = ? AND kind = ?")) {
            find.setLong(1, id);
            find.setString(2, kind);
            try (ResultSet rows = find.executeQuery()) {
                Map<String, Long> counts = new HashMap<>();
                while (rows.next()) {
                    counts.put(rows.getString(1), rows.getLong(2));
                }
                return Map.copyOf(counts);
            }
        }
    }
}
