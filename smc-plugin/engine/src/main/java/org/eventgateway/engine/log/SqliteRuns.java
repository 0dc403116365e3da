package org.eventgateway.engine.log;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The runs: a connection that delivers has a row, so that who finds one at a start knows of a crash. One write at each end of a run. */
final class SqliteRuns implements Runs {
    private final GroupCommitWriter writer;

    SqliteRuns(GroupCommitWriter writer) {
        this.writer = writer;
    }

    @Override
    public boolean begin(String connection) {
        return change("INSERT OR IGNORE INTO running(connection) VALUES (?)", connection);
    }

    @Override
    public void endInOrder(String connection) {
        change("DELETE FROM running WHERE connection = ?", connection);
    }

    private boolean change(String sql, String connection) {
        return Connections.await(writer.submit(session -> changed(session, sql, connection)));
    }

    private static boolean changed(Session session, String sql, String connection) throws SQLException {
        try (PreparedStatement statement = session.connection().prepareStatement(sql)) {
            statement.setString(1, connection);
            return statement.executeUpdate() > 0;
        }
    }
}
