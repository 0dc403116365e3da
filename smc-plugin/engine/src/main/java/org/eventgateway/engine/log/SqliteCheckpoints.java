package org.eventgateway.engine.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.eventgateway.plugin.source.Checkpoint;

/** The checkpoints, looked up once for each input that a source begins to read. */
final class SqliteCheckpoints implements Checkpoints {
    private static final String SAVE = "INSERT INTO checkpoints(source, input, value, at) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT(source, input) DO UPDATE SET value = excluded.value, at = excluded.at";

    private final Database database;

    SqliteCheckpoints(Database database) {
        this.database = database;
    }

    /** Writes a checkpoint, or forgets an empty one, within the writer's transaction. */
    static void save(Session session, Append.Progress progress) throws SQLException {
        if (progress.checkpoint().value().isEmpty()) {
            forget(session, progress);
            return;
        }
        try (PreparedStatement save = session.connection().prepareStatement(SAVE)) {
            save.setString(1, progress.source());
            save.setString(2, progress.input());
            save.setString(3, progress.checkpoint().value());
            save.setLong(4, session.now().toEpochMilli());
            save.executeUpdate();
        }
    }

    private static void forget(Session session, Append.Progress progress) throws SQLException {
        try (PreparedStatement delete =
                session.connection().prepareStatement("DELETE FROM checkpoints WHERE source = ? AND input = ?")) {
            delete.setString(1, progress.source());
            delete.setString(2, progress.input());
            delete.executeUpdate();
        }
    }

    @Override
    public Optional<Checkpoint> find(String source, String input) {
        try (Connection reader = database.openReader();
                PreparedStatement select =
                        reader.prepareStatement("SELECT value FROM checkpoints WHERE source = ? AND input = ?")) {
            select.setString(1, source);
            select.setString(2, input);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(new Checkpoint(row.getString(1))) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new LogUnavailableException(
                    "The checkpoints of source " + source + " cannot be read: " + e.getMessage() + "; check the disk.",
                    Duration.ofSeconds(5),
                    e);
        }
    }
}
