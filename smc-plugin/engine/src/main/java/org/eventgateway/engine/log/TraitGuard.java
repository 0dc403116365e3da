package org.eventgateway.engine.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;

/**
 * Keeps a replayed identify call from undoing later ones: knows which traits of a person were set behind a place of the log, and takes
 * them out of the call. Names and places only, never a value, under the person's hash.
 *
 * <p>It can matter only for persons with an identify call among the dead letters, so only theirs are noted: one look into an index for
 * each identify call while there is any such dead letter, nothing at all otherwise. For the writer thread.
 */
final class TraitGuard {
    /** How long it is known what was set, at least; a dead letter that is kept longer keeps it too. */
    static final Duration KEPT = Duration.ofDays(90);

    private final PersonHash hash;
    private final PreparedStatement anyDead;
    private final PreparedStatement isDead;
    private final PreparedStatement upsert;
    private final PreparedStatement select;
    private final PreparedStatement forget;
    private final PreparedStatement expire;

    TraitGuard(Connection connection, PersonHash hash) throws SQLException {
        this.hash = hash;
        anyDead = connection.prepareStatement(
                "SELECT 1 FROM dead_letters WHERE connection = ? AND type = 'identify' LIMIT 1");
        isDead = connection.prepareStatement(
                "SELECT 1 FROM dead_letters WHERE connection = ? AND type = 'identify' AND user_id = ? LIMIT 1");
        upsert = connection.prepareStatement(
                "INSERT INTO traits_set(connection, person, trait, seq, at) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT(connection, person, trait) DO UPDATE SET seq = max(seq, excluded.seq), at = excluded.at");
        select = connection.prepareStatement("SELECT trait, seq FROM traits_set WHERE connection = ? AND person = ?");
        forget = connection.prepareStatement("DELETE FROM traits_set WHERE connection = ? AND person = ?");
        expire = connection.prepareStatement("DELETE FROM traits_set WHERE at < ?");
    }

    /** Whether anything must be noted of a connection's identify calls at the moment. */
    boolean watches(ConnectionLog log) throws SQLException {
        anyDead.setLong(1, log.id());
        try (ResultSet row = anyDead.executeQuery()) {
            return row.next();
        }
    }

    /** Identify calls were delivered. */
    void delivered(ConnectionLog log, List<LoggedEvent> identified, Instant now) throws SQLException {
        if (identified.isEmpty() || !watches(log)) {
            return;
        }
        for (LoggedEvent each : identified) {
            set(log, each.event(), each.order(), now);
        }
    }

    /** An identify call will be delivered behind all that is in the log, and takes precedence of what stood before it. */
    void set(ConnectionLog log, Event event, long place, Instant now) throws SQLException {
        if (event.userId().isEmpty() || !hasDead(log, event.userId().get())) {
            return;
        }
        note(log, event, place, now);
    }

    private void note(ConnectionLog log, Event event, long place, Instant now) throws SQLException {
        String person = hash.of(event.userId().orElseThrow());
        for (String trait : Traits.names(event)) {
            upsert.setLong(1, log.id());
            upsert.setString(2, person);
            upsert.setString(3, Traits.key(trait));
            upsert.setLong(4, place);
            upsert.setLong(5, now.toEpochMilli());
            upsert.executeUpdate();
        }
    }

    /** The traits of a call that were set since it stood at a place, as the call writes them; notes that it sets the others. */
    Set<String> setSince(ConnectionLog log, Event event, long place, Instant now) throws SQLException {
        if (event.type() != EventType.IDENTIFY || event.userId().isEmpty()) {
            return Set.of();
        }
        Map<String, Long> set = new HashMap<>();
        select.setLong(1, log.id());
        select.setString(2, hash.of(event.userId().get()));
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                set.put(rows.getString(1), rows.getLong(2));
            }
        }
        Set<String> since = new TreeSet<>(Traits.names(event));
        since.removeIf(trait -> set.getOrDefault(Traits.key(trait), 0L) <= place);
        if (hasDead(log, event.userId().get())) {
            // The newer of several dead letters may be replayed first.
            note(log, event, place, now);
        }
        return since;
    }

    /** Forgets a person; answers how many traits were known. */
    int forget(ConnectionLog log, String userId) throws SQLException {
        forget.setLong(1, log.id());
        forget.setString(2, hash.of(userId));
        return forget.executeUpdate();
    }

    /** Forgets what was noted before a time. */
    void expire(Instant oldest) throws SQLException {
        expire.setLong(1, oldest.toEpochMilli());
        expire.executeUpdate();
    }

    private boolean hasDead(ConnectionLog log, String userId) throws SQLException {
        isDead.setLong(1, log.id());
        isDead.setString(2, userId);
        try (ResultSet row = isDead.executeQuery()) {
            return row.next();
        }
    }
}
