package org.eventgateway.engine.log;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eventgateway.plugin.Category;
import org.eventgateway.plugin.Reason;

/** The dead letters: looked up on database connections of their own, one a call, as people ask; moved by the one writer. */
final class SqliteDeadLetters implements DeadLetters {
    /** So many turns are left out after one in which none could go: to look at all that wait each second would keep the writer busy. */
    private static final int TURNS_OFF = 9;

    private static final String COLUMNS =
            "id, stage, code, category, text, attempts, first_at, last_at, done_effects, body";

    private final Database database;
    private final GroupCommitWriter writer;
    private final Map<String, Published> published;
    private final ReplayPace pace;
    private final Runnable care;
    /** By connection, how many turns are left out; changed by whoever moves or marks some. */
    private final Map<String, Integer> turnsOff = new ConcurrentHashMap<>();
    // An earlier process may have left some.
    private volatile boolean waiting = true;

    SqliteDeadLetters(
            Database database,
            GroupCommitWriter writer,
            Map<String, Published> published,
            ReplayPace pace,
            Runnable care) {
        this.database = database;
        this.writer = writer;
        this.published = published;
        this.pace = pace;
        this.care = care;
    }

    @Override
    public List<DeadLetter> find(String connection, Query query) {
        return ask(connection, query, COLUMNS, " ORDER BY id DESC LIMIT " + query.limit(), rows -> {
            List<DeadLetter> found = new ArrayList<>();
            while (rows.next()) {
                found.add(deadLetter(rows));
            }
            return found;
        });
    }

    @Override
    public long count(String connection, Query query) {
        return ask(connection, query, "count(*)", "", rows -> rows.next() ? rows.getLong(1) : 0L);
    }

    @Override
    public Optional<DeadLetter> find(String connection, long id) {
        return ask(
                connection,
                Query.all(1),
                COLUMNS,
                " AND id = " + id,
                rows -> rows.next() ? Optional.of(deadLetter(rows)) : Optional.empty());
    }

    @Override
    public Replayed replay(String connection, List<Long> ids, String who) {
        Connections.require(published, connection);
        List<Long> wanted = List.copyOf(ids);
        int most = pace.take(connection);
        Replayed done = Connections.await(writer.submit(session -> {
            ConnectionLog log = session.log(connection);
            Set<Long> marked = session.deadLetters().await(log, wanted, who);
            session.deadLetters().note(session.now(), who, "replay", connection, marked);
            DeadLetterTable.Replay replay = session.deadLetters().replay(log, most, session.now());
            pace.giveBack(connection, most - replay.moved().size());
            replay.moved().keySet().retainAll(marked);
            marked.removeAll(replay.stuck());
            return replayed(marked.size(), replay.moved());
        }));
        if (done.waiting() > 0) {
            turnsOff.remove(connection);
            waiting = true;
            care.run();
        }
        return done;
    }

    private static Replayed replayed(int marked, Map<Long, DeadLetterTable.Moved> moved) {
        List<Dropped> dropped = new ArrayList<>();
        moved.forEach((id, each) -> {
            if (!each.dropped().isEmpty()) {
                dropped.add(new Dropped(id, each.messageId(), each.dropped()));
            }
        });
        return new Replayed(moved.size(), marked - moved.size(), dropped);
    }

    /** Moves some of those that wait; answers whether others wait still. Called by one thread, again and again. */
    boolean replayMore() {
        if (!waiting) {
            return false;
        }
        // Before it is asked: whoever lets more wait meanwhile says so again.
        waiting = false;
        boolean left = false;
        boolean done = false;
        try {
            left = replaySome();
            done = true;
        } finally {
            if (left || !done) {
                waiting = true;
            }
        }
        return left;
    }

    private boolean replaySome() {
        boolean left = false;
        for (String connection : published.keySet()) {
            int off = turnsOff.getOrDefault(connection, 0);
            if (off > 0) {
                turnsOff.put(connection, off - 1);
                left = true;
                continue;
            }
            int most = pace.take(connection);
            boolean others = Connections.await(writer.submit(session -> {
                ConnectionLog log = session.log(connection);
                DeadLetterTable.Replay replay = session.deadLetters().replay(log, most, session.now());
                pace.giveBack(connection, most - replay.moved().size());
                boolean any = session.deadLetters().anyWaiting(log);
                boolean none = replay.moved().isEmpty() && replay.stuck().isEmpty();
                turnsOff.put(connection, any && none && most > 0 ? TURNS_OFF : 0);
                return any;
            }));
            left |= others;
        }
        return left;
    }

    @Override
    public int discard(String connection, List<Long> ids, String who) {
        Connections.require(published, connection);
        List<Long> wanted = List.copyOf(ids);
        return Connections.await(writer.submit(session -> {
            Set<Long> gone = session.deadLetters().discard(session.log(connection), wanted);
            session.deadLetters().note(session.now(), who, "discard", connection, gone);
            return gone.size();
        }));
    }

    @Override
    public List<Deed> deeds(String connection, int most) {
        Connections.require(published, connection);
        try (Connection reader = database.openReader();
                PreparedStatement select = reader.prepareStatement(
                        "SELECT at, who, action, count, detail FROM audit WHERE connection = ? ORDER BY id DESC LIMIT ?")) {
            select.setString(1, connection);
            select.setInt(2, most);
            try (ResultSet rows = select.executeQuery()) {
                List<Deed> deeds = new ArrayList<>();
                while (rows.next()) {
                    deeds.add(new Deed(
                            Instant.ofEpochMilli(rows.getLong(1)),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getInt(4),
                            rows.getString(5)));
                }
                return deeds;
            }
        } catch (SQLException e) {
            throw unreadable(connection, e);
        }
    }

    private <T> T ask(String connection, Query query, String columns, String end, Answer<T> answer) {
        Connections.require(published, connection);
        DeadLetterCondition condition = DeadLetterCondition.of(query);
        try (Connection reader = database.openReader();
                PreparedStatement select = reader.prepareStatement(
                        "SELECT " + columns + " FROM dead_letters WHERE connection = ?" + condition.sql() + end)) {
            select.setLong(1, LedgerRow.idOf(reader, connection));
            condition.bind(select, 2);
            try (ResultSet rows = select.executeQuery()) {
                return answer.from(rows);
            }
        } catch (SQLException e) {
            throw unreadable(connection, e);
        }
    }

    private static LogUnavailableException unreadable(String connection, SQLException e) {
        return new LogUnavailableException(
                "The dead letters of " + connection + " cannot be read: " + e.getMessage() + "; check the disk.",
                Duration.ofSeconds(5),
                e);
    }

    private static DeadLetter deadLetter(ResultSet row) throws SQLException {
        Stage stage = Stage.valueOf(row.getString("stage"));
        byte[] body = row.getBytes("body");
        return new DeadLetter(
                row.getLong("id"),
                stage,
                new Reason(row.getString("code"), Category.valueOf(row.getString("category")), row.getString("text")),
                row.getInt("attempts"),
                Instant.ofEpochMilli(row.getLong("first_at")),
                Instant.ofEpochMilli(row.getLong("last_at")),
                stage == Stage.DELIVERY ? Optional.of(EventCodec.decode(0, body).event()) : Optional.empty(),
                ByteBuffer.wrap(stage == Stage.INTAKE ? body : new byte[0]).asReadOnlyBuffer(),
                EventCodec.decodeEffects(Optional.ofNullable(row.getBytes("done_effects"))));
    }

    /** Makes an answer from the rows found. */
    @FunctionalInterface
    private interface Answer<T> {
        T from(ResultSet rows) throws SQLException;
    }
}
