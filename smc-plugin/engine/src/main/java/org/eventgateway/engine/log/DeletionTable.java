package org.eventgateway.engine.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eventgateway.plugin.destination.Erasure;

/**
 * The requests to delete persons, as the writer thread works on them within a transaction. A request is noted with the event that makes
 * it, swept when what stood before it is out of the log, finished when it is settled, and wiped when the disk holds none of it any more,
 * unless it became a dead letter.
 */
final class DeletionTable {
    static final String NOTED = "NOTED";
    static final String SWEPT = "SWEPT";
    static final String FINISHED = "FINISHED";
    static final String WIPED = "WIPED";
    /** What lets an index find the few that are not wiped among all receipts: SQLite wants it said as in the index. */
    static final String UNDER_WAY = "state <> 'WIPED'";

    private final PreparedStatement insert;
    private final PreparedStatement find;
    private final PreparedStatement move;
    private final PreparedStatement within;
    private final PreparedStatement finish;
    private final PreparedStatement ofPerson;
    private final PreparedStatement count;
    private final PreparedStatement purge;
    private final PreparedStatement selectPurged;
    private final PreparedStatement forgetPurged;
    private final PreparedStatement finished;
    private final PreparedStatement wipe;
    private final DeletionBounds bounds;
    private final Map<Long, Integer> open = new HashMap<>();
    private boolean changed;

    DeletionTable(Connection connection, PersonHash hash) throws SQLException {
        insert = connection.prepareStatement(
                "INSERT INTO deletions(connection, seq, person, state, requested_at) VALUES (?, ?, ?, '" + NOTED
                        + "', ?)");
        find = connection.prepareStatement("SELECT id, state FROM deletions WHERE connection = ? AND seq = ?");
        move = connection.prepareStatement("UPDATE deletions SET state = ? WHERE id = ? AND state = ?");
        within = connection.prepareStatement("SELECT seq FROM deletions WHERE connection = ? AND seq > ? AND seq <= ?"
                + " AND state IN ('" + NOTED + "', '" + SWEPT + "')");
        finish = connection.prepareStatement("UPDATE deletions SET state = '" + FINISHED
                + "', finished_at = ?, reason = ? WHERE connection = ? AND seq = ?");
        ofPerson = connection.prepareStatement(
                "SELECT 1 FROM deletions WHERE connection = ? AND person = ? AND state IN ('" + NOTED + "', '" + SWEPT
                        + "') LIMIT 1");
        count = connection.prepareStatement(
                "INSERT INTO deletion_stores(deletion, store, removed, not_found, left_over)"
                        + " VALUES (?, ?, ?, ?, ?) ON CONFLICT(deletion, store) DO UPDATE SET removed = removed + excluded.removed,"
                        + " not_found = max(not_found, excluded.not_found), left_over = left_over + excluded.left_over");
        purge = connection.prepareStatement("INSERT INTO purged(connection, seq) VALUES (?, ?)");
        selectPurged = connection.prepareStatement("SELECT seq FROM purged WHERE connection = ? AND seq <= ?");
        forgetPurged = connection.prepareStatement("DELETE FROM purged WHERE connection = ? AND seq <= ?");
        finished = connection.prepareStatement("SELECT id FROM deletions WHERE " + UNDER_WAY
                + " AND state = 'FINISHED' AND reason IS NULL ORDER BY id LIMIT 10000");
        wipe = connection.prepareStatement("UPDATE deletions SET state = '" + WIPED + "', wiped_at = ? WHERE id = ?");
        bounds = new DeletionBounds(connection, hash);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT connection, count(*) FROM deletions WHERE " + UNDER_WAY
                        + " AND state IN ('"
                        + NOTED + "', '" + SWEPT + "') GROUP BY connection")) {
            while (rows.next()) {
                open.put(rows.getLong(1), rows.getInt(2));
            }
        }
    }

    /** Notes a request that was appended. */
    void note(ConnectionLog log, long seq, Subject subject, Instant now) throws SQLException {
        insert.setLong(1, log.id());
        insert.setLong(2, seq);
        insert.setString(3, subject.person());
        insert.setLong(4, now.toEpochMilli());
        insert.executeUpdate();
        bounds.note(log, seq, subject.visitor());
        open.merge(log.id(), 1, Integer::sum);
        changed = true;
    }

    /** Whether requests of a connection are not settled yet. */
    boolean anyOpen(ConnectionLog log) {
        return open.getOrDefault(log.id(), 0) > 0;
    }

    /** Whether a person is about to be deleted. */
    boolean isOpen(ConnectionLog log, String person) throws SQLException {
        ofPerson.setLong(1, log.id());
        ofPerson.setString(2, person);
        try (ResultSet row = ofPerson.executeQuery()) {
            return row.next();
        }
    }

    /** Whether what a visitor left at a place is about to be deleted, with the user that he was. */
    boolean isOpenOfVisitor(ConnectionLog log, String visitor, long place) throws SQLException {
        return bounds.isOpen(log, visitor, place);
    }

    /** Finds a request that is not settled yet; negative if there is none at this place. */
    long openAt(ConnectionLog log, long seq) throws SQLException {
        find.setLong(1, log.id());
        find.setLong(2, seq);
        try (ResultSet row = find.executeQuery()) {
            boolean is = row.next() && (NOTED.equals(row.getString(2)) || SWEPT.equals(row.getString(2)));
            return is ? row.getLong(1) : -1;
        }
    }

    /** Moves a request on, if it is still where it was. */
    void move(long id, String from, String to) throws SQLException {
        move.setString(1, to);
        move.setLong(2, id);
        move.setString(3, from);
        move.executeUpdate();
    }

    /** Settles the requests of a range, but for those that wait; answers where they stand. */
    List<Long> finish(ConnectionLog log, long after, Settlement settlement, Instant now) throws SQLException {
        if (!anyOpen(log)) {
            return List.of();
        }
        Map<Long, String> reasons = new HashMap<>();
        settlement
                .rejected()
                .forEach(each ->
                        reasons.put(each.position().value(), each.reason().code()));
        Set<Long> waiting = settlement.waiting().stream()
                .map(each -> each.position().value())
                .collect(Collectors.toSet());
        List<Long> places = new ArrayList<>();
        within.setLong(1, log.id());
        within.setLong(2, after);
        within.setLong(3, settlement.upTo().value());
        try (ResultSet rows = within.executeQuery()) {
            while (rows.next()) {
                if (!waiting.contains(rows.getLong(1))) {
                    places.add(rows.getLong(1));
                }
            }
        }
        for (long place : places) {
            finish.setLong(1, now.toEpochMilli());
            finish.setString(2, reasons.get(place));
            finish.setLong(3, log.id());
            finish.setLong(4, place);
            finish.executeUpdate();
            bounds.forget(log, place);
            open.merge(log.id(), -1, Integer::sum);
            changed = true;
        }
        return places;
    }

    /** Adds to what a request did in one store. */
    void count(long id, Erasure.Store store, long leftOver) throws SQLException {
        count.setLong(1, id);
        count.setString(2, store.name());
        count.setLong(3, store.deleted());
        count.setLong(4, store.notFound());
        count.setLong(5, leftOver);
        count.executeUpdate();
    }

    /** Notes the places of pending events that were taken out of the log. */
    void purged(ConnectionLog log, List<Long> places) throws SQLException {
        for (long place : places) {
            purge.setLong(1, log.id());
            purge.setLong(2, place);
            purge.executeUpdate();
        }
        log.count(log.counters().purged(places.size()));
    }

    /** The places up to one that were taken out of the log and are not settled yet. */
    Set<Long> purgedUpTo(ConnectionLog log, long upTo) throws SQLException {
        if (log.counters().purged() == 0) {
            return Set.of();
        }
        selectPurged.setLong(1, log.id());
        selectPurged.setLong(2, upTo);
        Set<Long> places = new HashSet<>();
        try (ResultSet rows = selectPurged.executeQuery()) {
            while (rows.next()) {
                places.add(rows.getLong(1));
            }
        }
        return places;
    }

    /** Forgets the places that are settled now. */
    void forgetPurged(ConnectionLog log, long upTo) throws SQLException {
        forgetPurged.setLong(1, log.id());
        forgetPurged.setLong(2, upTo);
        forgetPurged.executeUpdate();
    }

    /** The requests that are settled and not wiped yet; what became a dead letter never is, since the destination keeps the person. */
    List<Long> finished() throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (ResultSet rows = finished.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
        }
        return ids;
    }

    /** The disk holds nothing of these requests any more. */
    void wiped(List<Long> ids, Instant now) throws SQLException {
        for (long id : ids) {
            wipe.setLong(1, now.toEpochMilli());
            wipe.setLong(2, id);
            wipe.executeUpdate();
        }
    }

    /** Whether there is something to do outside of the writer's transactions, since this was asked last. */
    boolean takeChanged() {
        boolean was = changed;
        changed = false;
        return was;
    }
}
