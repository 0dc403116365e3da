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
import org.eventgateway.plugin.Category;
import org.eventgateway.plugin.Reason;

/** The dead letters: looked up on database connections of their own, one a call, as people ask; moved by the one writer. */
final class SqliteDeadLetters implements DeadLetters {
    private final Database database;
    private final GroupCommitWriter writer;
    private final Map<String, Published> published;

    SqliteDeadLetters(Database database, GroupCommitWriter writer, Map<String, Published> published) {
        this.database = database;
        this.writer = writer;
        this.published = published;
    }

    @Override
    public List<DeadLetter> find(String connection, Query query) {
        return ask(
                connection,
                query,
                "id, stage, code, category, text, attempts, first_at, last_at, done_effects, body",
                " ORDER BY id DESC LIMIT " + query.limit(),
                rows -> {
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
    public int replay(String connection, List<Long> ids, String who) {
        return move(connection, ids, "replay", who, DeadLetterTable::replay);
    }

    @Override
    public int discard(String connection, List<Long> ids, String who) {
        return move(connection, ids, "discard", who, DeadLetterTable::discard);
    }

    private int move(String connection, List<Long> ids, String action, String who, Move move) {
        Connections.require(published, connection);
        List<Long> wanted = List.copyOf(ids);
        return Connections.await(writer.submit(session -> {
            int moved = move.apply(session.deadLetters(), session.log(connection), wanted);
            session.deadLetters().note(session.now(), who, action, connection, moved);
            return moved;
        }));
    }

    private <T> T ask(String connection, Query query, String columns, String end, Answer<T> answer) {
        Connections.require(published, connection);
        DeadLetterCondition condition = DeadLetterCondition.of(query);
        try (Connection reader = database.openReader();
                PreparedStatement select = reader.prepareStatement(
                        "SELECT " + columns + " FROM dead_letters WHERE connection = ?" + condition.sql() + end)) {
            select.setLong(1, ConnectionLog.idOf(reader, connection));
            condition.bind(select, 2);
            try (ResultSet rows = select.executeQuery()) {
                return answer.from(rows);
            }
        } catch (SQLException e) {
            throw new LogUnavailableException(
                    "The dead letters of " + connection + " cannot be read: " + e.getMessage() + "; check the disk.",
                    Duration.ofSeconds(5),
                    e);
        }
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

    /** What is done to dead letters within the writer's transaction. */
    @FunctionalInterface
    private interface Move {
        int apply(DeadLetterTable table, ConnectionLog log, List<Long> ids) throws SQLException;
    }

    /** Makes an answer from the rows found. */
    @FunctionalInterface
    private interface Answer<T> {
        T from(ResultSet rows) throws SQLException;
    }
}
