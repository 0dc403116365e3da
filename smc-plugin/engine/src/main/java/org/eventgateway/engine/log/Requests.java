package org.eventgateway.engine.log;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eventgateway.plugin.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * New requests to delete persons of one connection, and whose event is whose: of the same user, or, where no user is known, of the same
 * visitor, as delivery orders events. For one thread.
 */
final class Requests {
    private static final int MOST = 500;

    private final String connection;
    private final long connectionId;
    private final List<Request> all = new ArrayList<>();
    private final Map<String, List<Request>> byUser = new HashMap<>();
    private final Map<String, List<Request>> byVisitor = new HashMap<>();

    private Requests(String connection, long connectionId) {
        this.connection = connection;
        this.connectionId = connectionId;
    }

    /**
     * One of them.
     *
     * @param id its row
     * @param seq where it stands
     * @param userId whom it names; empty when it is settled already
     * @param lastLetter the newest dead letter when it came
     */
    record Request(long id, long seq, Optional<String> userId, long lastLetter) {}

    /** Finds what was not worked on yet, by connection. */
    static List<Requests> noted(Connection reader) throws SQLException {
        return find(reader, DeletionTable.UNDER_WAY + " AND state = 'NOTED' ORDER BY d.id LIMIT " + MOST);
    }

    /** Finds the request at a place of a connection; none if it is settled already. */
    static Optional<Requests> at(Connection reader, String connection, long seq) throws SQLException {
        String place = "d.connection = " + LedgerRow.idOf(reader, connection) + " AND d.seq = " + seq;
        return find(reader, place + " AND state IN ('NOTED', 'SWEPT')").stream().findFirst();
    }

    private static List<Requests> find(Connection reader, String condition) throws SQLException {
        Map<String, Requests> found = new LinkedHashMap<>();
        List<long[]> places = new ArrayList<>();
        List<String> names = new ArrayList<>();
        try (Statement statement = reader.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT d.id, d.connection, d.seq, l.connection, b.letters, d.state FROM deletions d"
                                + " JOIN ledger l ON l.id = d.connection"
                                + " LEFT JOIN deletion_bounds b ON b.deletion = d.id WHERE " + condition)) {
            while (rows.next()) {
                // What was refused before a request came was looked through when it was swept.
                long lastLetter = DeletionTable.NOTED.equals(rows.getString(6)) ? rows.getLong(5) : 0;
                places.add(new long[] {rows.getLong(1), rows.getLong(2), rows.getLong(3), lastLetter});
                names.add(rows.getString(4));
            }
        }
        Map<Long, LogScan> scans = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            long[] place = places.get(i);
            @Nullable LogScan scan = scans.get(place[1]);
            if (scan == null) {
                scan = new LogScan(reader, place[1]);
                scans.put(place[1], scan);
            }
            found.computeIfAbsent(names.get(i), name -> new Requests(name, place[1]))
                    .add(place[0], place[2], place[3], scan.event(place[2]));
        }
        return List.copyOf(found.values());
    }

    private void add(long id, long seq, long lastLetter, Optional<Event> event) {
        Request request = new Request(id, seq, event.flatMap(Event::userId), lastLetter);
        all.add(request);
        request.userId()
                .ifPresent(user ->
                        byUser.computeIfAbsent(user, any -> new ArrayList<>()).add(request));
        event.flatMap(Event::anonymousId)
                .ifPresent(visitor -> byVisitor
                        .computeIfAbsent(visitor, any -> new ArrayList<>())
                        .add(request));
    }

    /** The first request behind an event that is about its person. */
    Optional<Request> of(LoggedEvent logged) {
        Event event = logged.event();
        List<Request> candidates = event.userId()
                .map(user -> byUser.getOrDefault(user, List.of()))
                .orElseGet(() -> event.anonymousId()
                        .map(visitor -> byVisitor.getOrDefault(visitor, List.of()))
                        .orElse(List.of()));
        return candidates.stream()
                .filter(request -> request.seq() > logged.position().value())
                .findFirst();
    }

    /** The first request that came after something was refused in which its person is named. */
    Optional<Request> ofRefused(long letter, byte[] raw) {
        Persons named = Persons.in(raw);
        return all.stream()
                .filter(request -> letter <= request.lastLetter())
                .filter(request -> request.userId().filter(named::include).isPresent())
                .findFirst();
    }

    /** Whether any of them names a visitor too. */
    boolean namesVisitors() {
        return !byVisitor.isEmpty();
    }

    /** Behind this dead letter nothing that was refused is to be deleted. */
    long lastLetter() {
        return all.stream().mapToLong(Request::lastLetter).max().orElse(0);
    }

    String connection() {
        return connection;
    }

    long connectionId() {
        return connectionId;
    }

    List<Request> all() {
        return all;
    }

    /** Behind this place nothing is to be deleted. */
    long last() {
        return all.stream().mapToLong(Request::seq).max().orElse(0);
    }
}
