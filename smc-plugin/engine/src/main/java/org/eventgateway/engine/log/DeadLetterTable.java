package org.eventgateway.engine.log;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;

/** The dead letters as the writer thread works on them within a transaction. Everything a person does to them is noted in the audit table. */
final class DeadLetterTable {
    private static final System.Logger LOG = System.getLogger(DeadLetterTable.class.getName());

    private static final String WAITING =
            "SELECT id, replay_by, done_effects, body, seq, attempts, first_at FROM dead_letters"
                    + " INDEXED BY dead_letters_in_turn WHERE connection = ? AND replay_by IS NOT NULL";

    private final PagePadding padding;
    private final PreparedStatement insert;
    private final PreparedStatement select;
    private final PreparedStatement delete;
    private final PreparedStatement selectOld;
    private final PreparedStatement deleteOfUser;
    private final PreparedStatement mark;
    private final PreparedStatement unmark;
    private final PreparedStatement waiting;
    private final PreparedStatement waitingIdentify;
    private final PreparedStatement anyWaiting;
    private final TraitGuard guard;
    private final DeletionTable deletions;
    private final PersonHash hash;
    private final PreparedStatement audit;

    DeadLetterTable(Connection connection, TraitGuard guard, DeletionTable deletions, PersonHash hash)
            throws SQLException {
        this.guard = guard;
        this.deletions = deletions;
        this.hash = hash;
        padding = PagePadding.of(connection);
        insert = connection.prepareStatement(
                "INSERT INTO dead_letters(connection, stage, code, category, text, attempts,"
                        + " first_at, last_at, type, name, user_id, done_effects, body, seq, behind, pad)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, zeroblob(?))");
        select = connection.prepareStatement("SELECT stage FROM dead_letters WHERE id = ? AND connection = ?");
        delete = connection.prepareStatement("DELETE FROM dead_letters WHERE id = ?");
        selectOld = connection.prepareStatement("SELECT d.id, l.connection, d.stage FROM dead_letters d JOIN ledger l"
                + " ON l.id = d.connection WHERE d.last_at < ? AND d.replay_by IS NULL ORDER BY d.last_at LIMIT ?");
        deleteOfUser = connection.prepareStatement("DELETE FROM dead_letters WHERE id IN"
                + " (SELECT id FROM dead_letters WHERE connection = ? AND user_id = ? LIMIT ?)");
        mark = connection.prepareStatement("UPDATE dead_letters SET replay_by = ? WHERE id = ? AND connection = ?"
                + " AND stage = 'DELIVERY' AND replay_by IS NULL");
        unmark = connection.prepareStatement("UPDATE dead_letters SET replay_by = NULL WHERE id = ?");
        waiting = connection.prepareStatement(WAITING + " AND (type = 'identify') = 0 ORDER BY behind, id LIMIT ?");
        waitingIdentify = connection.prepareStatement(
                WAITING + " AND (type = 'identify') = 1 AND behind <= ? AND NOT EXISTS"
                        + " (SELECT 1 FROM set_aside s WHERE s.connection = dead_letters.connection"
                        + " AND s.user_id = dead_letters.user_id AND s.seq <= dead_letters.behind) ORDER BY behind, id LIMIT ?");
        anyWaiting = connection.prepareStatement(
                "SELECT 1 FROM dead_letters WHERE connection = ? AND replay_by IS NOT NULL LIMIT 1");
        audit = connection.prepareStatement(
                "INSERT INTO audit(at, who, action, connection, count, detail) VALUES (?, ?, ?, ?, ?, ?)");
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
        insert.setLong(14, 0);
        insert.setLong(15, 0);
        insert.setInt(16, pad(reason, raw.length, 0));
        insert.executeUpdate();
    }

    void keepRejected(ConnectionLog log, Settlement.Rejected rejected, byte[] record) throws SQLException {
        LoggedEvent logged = EventCodec.decode(rejected.position().value(), record);
        Event event = logged.event();
        bindReason(log, DeadLetters.Stage.DELIVERY, rejected.reason());
        insert.setInt(6, rejected.attempts());
        insert.setLong(7, rejected.firstAttemptMillis());
        insert.setLong(8, rejected.lastAttemptMillis());
        insert.setString(9, event.type().wireName());
        bindText(10, event.name());
        bindText(11, event.userId());
        byte[] effects = EventCodec.encodeEffects(rejected.doneEffects());
        insert.setBytes(12, effects);
        insert.setBytes(13, record);
        insert.setLong(14, logged.order());
        insert.setLong(15, log.counters().last());
        int texts = length(event.name()) + length(event.userId());
        insert.setInt(16, pad(rejected.reason(), record.length, texts + effects.length));
        insert.executeUpdate();
    }

    /** Lets dead letters of stage delivery wait for their replay; answers which were not waiting yet. */
    Set<Long> await(ConnectionLog log, List<Long> ids, String who) throws SQLException {
        Set<Long> marked = new LinkedHashSet<>();
        for (long id : ids) {
            mark.setString(1, who);
            mark.setLong(2, id);
            mark.setLong(3, log.id());
            if (mark.executeUpdate() > 0) {
                marked.add(id);
            }
        }
        return marked;
    }

    /**
     * Moves the oldest of those that wait to the end of the log. An identify call goes only when everything is settled that stood
     * in the log when it failed, also what was set aside of its person, since only then it is known what was set since. One that cannot be moved waits no longer, and does not
     * keep the others.
     */
    Replay replay(ConnectionLog log, int most, Instant now) throws SQLException {
        List<Waiting> found = oldest(log, most);
        Map<Long, Moved> moved = new LinkedHashMap<>();
        Set<Long> stuck = new HashSet<>();
        for (Waiting each : found) {
            Optional<LoggedEvent> kept = read(log, each, now);
            if (kept.isEmpty()) {
                stuck.add(each.id);
            } else if (isToBeDeleted(log, kept.get())) {
                // Not to stand before others: the request may take long.
                giveUp(log, each, "its person is to be deleted", now);
                stuck.add(each.id);
            } else {
                moved.put(each.id, move(log, each, kept.get(), now));
            }
        }
        if (!moved.isEmpty()) {
            log.count(log.counters().replayed(moved.size()));
        }
        return new Replay(moved, stuck);
    }

    /** The oldest of those that may go: what stood in the log when they came never falls from one id to the next. */
    private List<Waiting> oldest(ConnectionLog log, int most) throws SQLException {
        List<Waiting> found = new ArrayList<>();
        waiting.setLong(1, log.id());
        waiting.setInt(2, most);
        read(waiting, found);
        waitingIdentify.setLong(1, log.id());
        waitingIdentify.setLong(2, log.counters().committed());
        waitingIdentify.setInt(3, most);
        read(waitingIdentify, found);
        found.sort(Comparator.comparingLong(each -> each.id));
        return found.subList(0, Math.min(most, found.size()));
    }

    private static void read(PreparedStatement statement, List<Waiting> found) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(new Waiting(
                        rows.getLong(1),
                        rows.getString(2),
                        Optional.ofNullable(rows.getBytes(3)),
                        rows.getBytes(4),
                        rows.getLong(5),
                        new Attempts(rows.getInt(6), rows.getLong(7))));
            }
        }
    }

    private Optional<LoggedEvent> read(ConnectionLog log, Waiting each, Instant now) throws SQLException {
        try {
            Event event = EventCodec.decode(0, each.body).event();
            return Optional.of(new LoggedEvent(
                    new Position(each.order),
                    event,
                    EventCodec.decodeEffects(each.effects),
                    each.order,
                    each.attempts));
        } catch (RuntimeException e) {
            giveUp(log, each, e.getClass().getName(), now);
            return Optional.empty();
        }
    }

    /** Behind the request an event would bring its person back; the request takes it. */
    private boolean isToBeDeleted(ConnectionLog log, LoggedEvent kept) throws SQLException {
        if (!deletions.anyOpen(log)) {
            return false;
        }
        Event event = kept.event();
        if (event.userId().isPresent()) {
            return deletions.isOpen(log, hash.of(event.userId().get()));
        }
        return event.anonymousId().isPresent()
                && deletions.isOpenOfVisitor(log, hash.of(event.anonymousId().get()), kept.order());
    }

    private Moved move(ConnectionLog log, Waiting each, LoggedEvent kept, Instant now) throws SQLException {
        delete(each.id);
        Set<String> dropped = guard.setSince(log, kept.event(), each.order, now);
        Event event = dropped.isEmpty() ? kept.event() : Traits.without(kept.event(), dropped);
        byte[] record = EventCodec.withOrder(EventCodec.encode(event), each.order);
        long place = log.append(EventCodec.withProgress(record, kept.doneEffects(), kept.attempts()));
        if (event.type() == EventType.DELETE) {
            Optional<Subject> subject = Subject.of(event, hash);
            if (subject.isPresent()) {
                deletions.note(log, place, subject.get(), now);
            }
        }
        if (!dropped.isEmpty()) {
            String detail = "dead letter " + each.id + ": " + String.join(", ", dropped);
            note(now, each.who, "drop-traits", log.name(), dropped.size(), detail);
        }
        return new Moved(event.messageId(), List.copyOf(dropped));
    }

    private void giveUp(ConnectionLog log, Waiting each, String why, Instant now) throws SQLException {
        LOG.log(
                System.Logger.Level.WARNING,
                "Dead letter {0} of {1} cannot be replayed ({2}); it stays, the others go on.",
                Long.toString(each.id),
                log.name(),
                why);
        unmark(each.id);
        note(now, each.who, "replay-failed", log.name(), 1, "dead letter " + each.id);
    }

    private void unmark(long id) throws SQLException {
        unmark.setLong(1, id);
        unmark.executeUpdate();
    }

    /** Whether any wait for their replay. */
    boolean anyWaiting(ConnectionLog log) throws SQLException {
        anyWaiting.setLong(1, log.id());
        try (ResultSet row = anyWaiting.executeQuery()) {
            return row.next();
        }
    }

    /** Which dead letters were replayed, and which cannot be. */
    record Replay(Map<Long, Moved> moved, Set<Long> stuck) {}

    /** A dead letter that was replayed, and what was taken out of it. */
    record Moved(String messageId, List<String> dropped) {}

    /** A dead letter that waits for its replay. */
    private static final class Waiting {
        private final long id;
        private final String who;
        private final Optional<byte[]> effects;
        private final byte[] body;
        private final long order;
        private final Attempts attempts;

        Waiting(long id, String who, Optional<byte[]> effects, byte[] body, long order, Attempts attempts) {
            this.id = id;
            this.who = who;
            this.effects = effects;
            this.body = body;
            this.order = order;
            this.attempts = attempts;
        }
    }

    /** Throws dead letters away; answers which were there. */
    Set<Long> discard(ConnectionLog log, List<Long> ids) throws SQLException {
        Set<Long> gone = new HashSet<>();
        int accepted = 0;
        for (long id : ids) {
            Optional<DeadLetters.Stage> stage = stage(log, id);
            if (stage.isPresent()) {
                delete(id);
                gone.add(id);
                accepted += stage.get() == DeadLetters.Stage.DELIVERY ? 1 : 0;
            }
        }
        if (accepted > 0) {
            log.count(log.counters().discarded(accepted));
        }
        return gone;
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

    /** Deletes dead letters of stage delivery; answers how many of them were there. */
    int deleteOfVisitor(ConnectionLog log, List<Long> ids) throws SQLException {
        int gone = delete(log, ids, DeadLetters.Stage.DELIVERY);
        if (gone > 0) {
            log.count(log.counters().deletedDead(gone));
        }
        return gone;
    }

    /** Deletes dead letters of stage intake, which no counter of the ledger holds; answers how many. */
    int deleteRefused(ConnectionLog log, List<Long> ids) throws SQLException {
        return delete(log, ids, DeadLetters.Stage.INTAKE);
    }

    private int delete(ConnectionLog log, List<Long> ids, DeadLetters.Stage stage) throws SQLException {
        int gone = 0;
        for (long id : ids) {
            if (stage(log, id).equals(Optional.of(stage))) {
                delete(id);
                gone++;
            }
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

    /** Writes down who did what with which. */
    void note(Instant now, String who, String action, String connection, Collection<Long> ids) throws SQLException {
        note(now, who, action, connection, ids.size(), Letters.words(ids));
    }

    private void note(Instant now, String who, String action, String connection, int count, String detail)
            throws SQLException {
        audit.setLong(1, now.toEpochMilli());
        audit.setString(2, who);
        audit.setString(3, action);
        audit.setString(4, connection);
        audit.setInt(5, count);
        audit.setString(6, detail);
        audit.executeUpdate();
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

    /** As the row is at least; its numbers and short texts, and what is noted for a replay, may take a little more. */
    private int pad(Reason reason, int body, int others) {
        RowSize row = RowSize.ofNumbered()
                .text(reason.code())
                .text(reason.text())
                .blob(body)
                .blob(others);
        return padding.of(row, PagePadding.LATER_GROWTH);
    }

    private static int length(Optional<String> text) {
        return text.map(value -> value.getBytes(StandardCharsets.UTF_8).length).orElse(0);
    }

    private void bindText(int column, Optional<String> text) throws SQLException {
        if (text.isPresent()) {
            insert.setString(column, text.get());
        } else {
            insert.setNull(column, Types.VARCHAR);
        }
    }
}
