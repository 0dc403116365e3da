package org.eventgateway.engine.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The table of one hour's runs, the oldest first; dropped as a whole. For the writer thread. */
final class SeenHour {
    private final long hour;
    private final Connection connection;
    private final RunFilters filters;
    private final PagePadding padding;
    private final PreparedStatement insert;
    private final PreparedStatement select;
    private final List<SeenRun> runs = new ArrayList<>();

    private SeenHour(long hour, Connection connection, RunFilters filters) throws SQLException {
        this.hour = hour;
        this.connection = connection;
        this.filters = filters;
        this.padding = PagePadding.of(connection);
        this.insert = connection.prepareStatement("INSERT INTO " + table() + "(id, data) VALUES (?, ?)");
        this.select = connection.prepareStatement("SELECT substr(data, ?, ?) FROM " + table() + " WHERE id = ?");
    }

    static SeenHour create(long hour, Connection connection, RunFilters filters) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE seen_" + hour + "(id INTEGER PRIMARY KEY, data BLOB NOT NULL)");
            statement.execute("INSERT INTO seen_hours(hour) VALUES (" + hour + ")");
        }
        return new SeenHour(hour, connection, filters);
    }

    static SeenHour load(long hour, Connection connection, RunFilters filters) throws SQLException {
        SeenHour loaded = new SeenHour(hour, connection, filters);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT id, data FROM " + loaded.table() + " WHERE " + SeenRun.filterRows() + " ORDER BY id")) {
            while (rows.next()) {
                loaded.runs.add(SeenRun.read(rows.getLong(1), rows.getBytes(2), loaded.select, filters));
            }
        }
        return loaded;
    }

    void add(FingerprintSet set) throws SQLException {
        long number = runs.isEmpty() ? 0 : runs.get(runs.size() - 1).number() + 1;
        runs.add(SeenRun.write(number, set, padding, insert, select, filters));
    }

    void drop() throws SQLException {
        close();
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE " + table());
            statement.execute("DELETE FROM seen_hours WHERE hour = " + hour);
        }
    }

    /** Forgets the oldest run; there must be one. */
    void dropOldestRun() throws SQLException {
        SeenRun oldest = runs.remove(0);
        filters.remove(oldest);
        try (Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM " + table() + " WHERE " + oldest.rows());
        }
    }

    /** Makes this the table of another hour, which must have none; answers it as that, and is not used any more. */
    SeenHour moveTo(long other) throws SQLException {
        close();
        try (Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE " + table() + " RENAME TO seen_" + other);
            statement.execute("UPDATE seen_hours SET hour = " + other + " WHERE hour = " + hour);
        }
        return load(other, connection, filters);
    }

    long ids() {
        return runs.stream().mapToLong(SeenRun::ids).sum();
    }

    /** How much of the disk it takes. */
    long bytes() {
        return runs.stream().mapToLong(SeenRun::bytes).sum();
    }

    long hour() {
        return hour;
    }

    List<SeenRun> runs() {
        return runs;
    }

    private void close() throws SQLException {
        runs.forEach(filters::remove);
        insert.close();
        select.close();
    }

    private String table() {
        return "seen_" + hour;
    }
}
