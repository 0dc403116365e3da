package org.eventgateway.engine.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The dead letters of persons that no column assigns to a user: what was refused at the door, where the id is looked for in what the sender
 * wrote, and events of visitors. All of a connection are read once for all requests, in pages: a reader that stays keeps the write-ahead
 * log from being emptied. For one thread.
 */
final class UnnamedLetters {
    private static final int PAGE = 200;

    private final Requests requests;
    private final Map<Requests.Request, List<Long>> refused = new LinkedHashMap<>();
    private final Map<Requests.Request, List<Long>> ofVisitors = new LinkedHashMap<>();

    private UnnamedLetters(Requests requests) {
        this.requests = requests;
    }

    /** Finds those of some requests. */
    static UnnamedLetters of(Connection reader, Requests requests) throws SQLException {
        UnnamedLetters letters = new UnnamedLetters(requests);
        if (requests.lastLetter() > 0 || requests.namesVisitors()) {
            long at = letters.page(reader, 0);
            while (at > 0) {
                at = letters.page(reader, at);
            }
        }
        return letters;
    }

    /** Those of stage intake. */
    Map<Requests.Request, List<Long>> refused() {
        return refused;
    }

    /** Those of stage delivery. */
    Map<Requests.Request, List<Long>> ofVisitors() {
        return ofVisitors;
    }

    /** Reads some behind one of them; answers the last, or 0 if there is none. */
    private long page(Connection reader, long after) throws SQLException {
        long last = 0;
        try (PreparedStatement select = reader.prepareStatement(
                "SELECT id, stage, body, seq FROM dead_letters WHERE connection = ? AND user_id IS NULL"
                        + " AND id > ? AND (stage = 'DELIVERY' AND ? OR stage = 'INTAKE' AND id <= ?) ORDER BY id LIMIT "
                        + PAGE)) {
            select.setLong(1, requests.connectionId());
            select.setLong(2, after);
            select.setBoolean(3, requests.namesVisitors());
            select.setLong(4, requests.lastLetter());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    last = rows.getLong(1);
                    byte[] body = rows.getBytes(3);
                    switch (DeadLetters.Stage.valueOf(rows.getString(2))) {
                        case INTAKE -> add(refused, requests.ofRefused(last, body), last);
                        case DELIVERY -> add(ofVisitors, ofVisitor(rows.getLong(4), body), last);
                    }
                }
            }
        }
        return last;
    }

    private Optional<Requests.Request> ofVisitor(long place, byte[] body) {
        try {
            // A request may wait for long while what comes later of a visitor goes out, and fails.
            return requests.of(EventCodec.decode(place, body));
        } catch (RuntimeException e) {
            // Nobody can tell whose it is, and it can never be replayed.
            return Optional.empty();
        }
    }

    private static void add(
            Map<Requests.Request, List<Long>> letters, Optional<Requests.Request> request, long letter) {
        request.ifPresent(
                each -> letters.computeIfAbsent(each, any -> new ArrayList<>()).add(letter));
    }
}
