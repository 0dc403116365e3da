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
import java.util.Optional;
import org.eventgateway.plugin.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * How far open requests to delete a person reach: which visitor they name, and which dead letter was the newest when they came, whatever the
 * clock said. Forgotten when a request is settled. For the writer thread.
 */
final class DeletionBounds {
    private static final String OPEN =
            "state IN ('" + DeletionTable.NOTED + "', '" + DeletionTable.SWEPT + "') AND state <> 'WIPED'";

    private final PreparedStatement insert;
    private final PreparedStatement ofVisitor;
    private final PreparedStatement forget;

    DeletionBounds(Connection connection, PersonHash hash) throws SQLException {
        insert = connection.prepareStatement("INSERT INTO deletion_bounds(deletion, visitor, letters)"
                + " SELECT id, ?, (SELECT coalesce(max(id), 0) FROM dead_letters) FROM deletions"
                + " WHERE connection = ? AND seq = ?");
        ofVisitor = connection.prepareStatement("SELECT 1 FROM deletion_bounds b JOIN deletions d ON d.id = b.deletion"
                + " WHERE b.visitor = ? AND d.connection = ? AND d.seq > ? AND " + OPEN + " LIMIT 1");
        forget = connection.prepareStatement("DELETE FROM deletion_bounds WHERE deletion ="
                + " (SELECT id FROM deletions WHERE connection = ? AND seq = ?)");
        addMissing(connection, hash);
    }

    /** Notes those of a request that was noted just now. */
    void note(ConnectionLog log, long seq, Optional<String> visitor) throws SQLException {
        insert.setString(1, visitor.orElse(null));
        insert.setLong(2, log.id());
        insert.setLong(3, seq);
        insert.executeUpdate();
    }

    /** Whether an open request behind a place names a visitor. */
    boolean isOpen(ConnectionLog log, String visitor, long place) throws SQLException {
        ofVisitor.setString(1, visitor);
        ofVisitor.setLong(2, log.id());
        ofVisitor.setLong(3, place);
        try (ResultSet row = ofVisitor.executeQuery()) {
            return row.next();
        }
    }

    /** Forgets those of a request. */
    void forget(ConnectionLog log, long seq) throws SQLException {
        forget.setLong(1, log.id());
        forget.setLong(2, seq);
        forget.executeUpdate();
    }

    /** Catches up with requests that an earlier version noted. Of dead letters it can only go by their time. */
    private static void addMissing(Connection connection, PersonHash hash) throws SQLException {
        List<long[]> missing = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id, connection, seq FROM deletions d WHERE " + OPEN
                        + " AND NOT EXISTS (SELECT 1 FROM deletion_bounds b WHERE b.deletion = d.id)")) {
            while (rows.next()) {
                missing.add(new long[] {rows.getLong(1), rows.getLong(2), rows.getLong(3)});
            }
        }
        Map<Long, LogScan> scans = new HashMap<>();
        for (long[] each : missing) {
            @Nullable LogScan scan = scans.get(each[1]);
            if (scan == null) {
                scan = new LogScan(connection, each[1]);
                scans.put(each[1], scan);
            }
            add(connection, each[0], visitor(scan, each[2]).map(hash::of));
        }
    }

    private static Optional<String> visitor(LogScan scan, long place) throws SQLException {
        try {
            return scan.event(place).flatMap(Event::anonymousId);
        } catch (RuntimeException e) {
            // A block that cannot be read must not keep the store from being opened.
            return Optional.empty();
        }
    }

    private static void add(Connection connection, long deletion, Optional<String> visitor) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO deletion_bounds(deletion, visitor, letters)"
                        + " SELECT d.id, ?, (SELECT coalesce(max(l.id), 0) FROM dead_letters l"
                        + " WHERE l.connection = d.connection AND l.first_at <= d.requested_at)"
                        + " FROM deletions d WHERE d.id = ?")) {
            insert.setString(1, visitor.orElse(null));
            insert.setLong(2, deletion);
            insert.executeUpdate();
        }
    }
}
