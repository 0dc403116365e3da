package org.eventgateway.engine.log;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.eventgateway.plugin.Reason;

/**
 * The tables. An operator may read them with the {@code sqlite3} shell; only this package writes. Version 4 has the tables of version 3,
 * with blocks that may be packed, which an older program could not read; version 5 has slots for blocks, which it would not look for; version 6
 * has larger chunks of fingerprints, the first number of each block, and zeros behind long rows (see {@link PagePadding}); version 7 has
 * records that tell how often an event was sent.
 *
 * <p>Each connection has its own events table without any index: it is appended at the end, read in order, and settled from the front;
 * and its own slots (see {@link SlotTable}), which are written in place. The last sequence number lives in the ledger, or in a slot where it
 * is larger, so that none is used twice after the table was emptied.
 */
final class Schema {
    private static final int VERSION = 7;
    private static final int APPLICATION = 0x45764777;

    private static final String[] TABLES = {
        "CREATE TABLE ledger(id INTEGER PRIMARY KEY, connection TEXT NOT NULL UNIQUE, last_seq INTEGER NOT NULL,"
                + " committed_seq INTEGER NOT NULL, accepted INTEGER NOT NULL, delivered INTEGER NOT NULL,"
                + " dead_lettered INTEGER NOT NULL, discarded INTEGER NOT NULL, deleted INTEGER NOT NULL,"
                + " repeats INTEGER NOT NULL)",
        "CREATE TABLE ledger_reasons(connection INTEGER NOT NULL, kind TEXT NOT NULL, code TEXT NOT NULL,"
                + " count INTEGER NOT NULL, PRIMARY KEY(connection, kind, code)) WITHOUT ROWID",
        "CREATE TABLE dead_letters(id INTEGER PRIMARY KEY AUTOINCREMENT, connection INTEGER NOT NULL, stage TEXT NOT NULL,"
                + " code TEXT NOT NULL, category TEXT NOT NULL, text TEXT NOT NULL, attempts INTEGER NOT NULL,"
                + " first_at INTEGER NOT NULL, last_at INTEGER NOT NULL, type TEXT, name TEXT, user_id TEXT,"
                + " done_effects BLOB, body BLOB NOT NULL)",
        "CREATE INDEX dead_letters_by_connection ON dead_letters(connection, id)",
        "CREATE INDEX dead_letters_by_code ON dead_letters(connection, code, id)",
        "CREATE INDEX dead_letters_by_user ON dead_letters(connection, user_id, id)",
        "CREATE INDEX dead_letters_by_age ON dead_letters(last_at)",
        "CREATE TABLE audit(id INTEGER PRIMARY KEY, at INTEGER NOT NULL, who TEXT NOT NULL, action TEXT NOT NULL,"
                + " connection TEXT NOT NULL, count INTEGER NOT NULL)",
        "CREATE TABLE checkpoints(source TEXT NOT NULL, input TEXT NOT NULL, value TEXT NOT NULL, at INTEGER NOT NULL,"
                + " PRIMARY KEY(source, input)) WITHOUT ROWID",
        "CREATE TABLE salt(value BLOB NOT NULL)",
        "INSERT INTO salt(value) VALUES (randomblob(16))",
        "CREATE TABLE seen_young(id INTEGER PRIMARY KEY, hour INTEGER NOT NULL, prints BLOB NOT NULL)",
        "CREATE TABLE seen_hours(hour INTEGER PRIMARY KEY)",
        "PRAGMA application_id=" + APPLICATION
    };

    /** What version 2 added: deletion requests with their receipts, and replays that wait for their turn. */
    private static final String[] SINCE_VERSION_2 = {
        "ALTER TABLE ledger ADD COLUMN purged INTEGER NOT NULL DEFAULT 0",
        "CREATE TABLE purged(connection INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY(connection, seq)) WITHOUT ROWID",
        "CREATE TABLE deletions(id INTEGER PRIMARY KEY, connection INTEGER NOT NULL, seq INTEGER NOT NULL,"
                + " person TEXT NOT NULL, state TEXT NOT NULL, requested_at INTEGER NOT NULL, finished_at INTEGER,"
                + " wiped_at INTEGER, reason TEXT)",
        "CREATE UNIQUE INDEX deletions_by_place ON deletions(connection, seq)",
        "CREATE INDEX deletions_by_person ON deletions(connection, person)",
        "CREATE INDEX deletions_under_way ON deletions(state) WHERE state <> 'WIPED'",
        "CREATE TABLE deletion_stores(deletion INTEGER NOT NULL, store TEXT NOT NULL, removed INTEGER NOT NULL,"
                + " not_found INTEGER NOT NULL, left_over INTEGER NOT NULL, PRIMARY KEY(deletion, store)) WITHOUT ROWID",
        "ALTER TABLE dead_letters ADD COLUMN seq INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE dead_letters ADD COLUMN behind INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE dead_letters ADD COLUMN replay_by TEXT",
        "CREATE INDEX dead_letters_to_replay ON dead_letters(connection, id) WHERE replay_by IS NOT NULL",
        "CREATE INDEX dead_identifies ON dead_letters(connection, user_id) WHERE type = 'identify'",
        "ALTER TABLE audit ADD COLUMN detail TEXT NOT NULL DEFAULT ''",
        "CREATE TABLE traits_set(connection INTEGER NOT NULL, person TEXT NOT NULL, trait TEXT NOT NULL,"
                + " seq INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY(connection, person, trait)) WITHOUT ROWID",
        "CREATE INDEX traits_set_by_age ON traits_set(at)"
    };

    /** What version 3 added: events that wait for an operator while others go on. An older program would forget them. */
    private static final String[] SINCE_VERSION_3 = {
        "CREATE TABLE set_aside(id INTEGER PRIMARY KEY, connection INTEGER NOT NULL, seq INTEGER NOT NULL,"
                + " user_id TEXT, body BLOB NOT NULL, UNIQUE(connection, seq))",
        "CREATE INDEX set_aside_by_user ON set_aside(connection, user_id)"
    };

    /** What version 6 added beside new columns of the events tables. */
    private static final String[] SINCE_VERSION_6 = {
        "ALTER TABLE dead_letters ADD COLUMN pad BLOB",
        "ALTER TABLE set_aside ADD COLUMN pad BLOB",
        "ALTER TABLE seen_young ADD COLUMN pad BLOB"
    };

    /** Tables that came later and need no new version: an older program passes over them. */
    private static final String[] LATER = {
        "CREATE TABLE IF NOT EXISTS running(connection TEXT PRIMARY KEY) WITHOUT ROWID",
        "CREATE TABLE IF NOT EXISTS outages(connection TEXT PRIMARY KEY, behind INTEGER NOT NULL, since INTEGER NOT NULL,"
                + " waited INTEGER NOT NULL, last INTEGER NOT NULL, up_to INTEGER NOT NULL, attempts INTEGER NOT NULL,"
                + " first_at INTEGER NOT NULL) WITHOUT ROWID",
        "CREATE TABLE IF NOT EXISTS deletion_bounds(deletion INTEGER PRIMARY KEY, visitor TEXT, letters INTEGER NOT NULL)",
        "CREATE INDEX IF NOT EXISTS deletion_bounds_by_visitor ON deletion_bounds(visitor)",
        "CREATE INDEX IF NOT EXISTS set_aside_by_person ON set_aside(connection, user_id, seq)",
        "DROP INDEX IF EXISTS set_aside_by_user",
        "CREATE INDEX IF NOT EXISTS dead_letters_in_turn ON dead_letters(connection, type = 'identify', behind, id)"
                + " WHERE replay_by IS NOT NULL",
        "DROP INDEX IF EXISTS dead_letters_to_replay"
    };

    private Schema() {}

    /** Makes the tables of a new file, adds what an earlier version had not, and refuses a file of another program or a later version. */
    static void prepare(Connection connection) throws SQLException {
        long version = Database.pragma(connection, "user_version");
        boolean isNew = version == 0 && Database.pragma(connection, "schema_version") == 0;
        if (isNew) {
            execute(connection, TABLES);
        } else if (version < 1 || version > VERSION || Database.pragma(connection, "application_id") != APPLICATION) {
            throw new StoreException(Reason.configuration(
                    "data_folder_foreign",
                    "The file events.db in the data folder was made by another program or version (" + version
                            + ", this one makes " + VERSION
                            + "); name another folder (gateway.data-folder) or start the version that made it."));
        }
        if (version < 2) {
            execute(connection, SINCE_VERSION_2);
        }
        if (version < 3) {
            execute(connection, SINCE_VERSION_3);
        }
        if (version < 6) {
            execute(connection, SINCE_VERSION_6);
            addToEventsTables(connection, "first INTEGER");
            addToEventsTables(connection, "pad BLOB");
        }
        if (version < VERSION) {
            execute(connection, "PRAGMA user_version=" + VERSION);
        }
        execute(connection, LATER);
        connection.commit();
    }

    /** Rows that are there do not have it. */
    private static void addToEventsTables(Connection connection, String column) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB 'events_[0-9]*'")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        for (String table : tables) {
            execute(connection, "ALTER TABLE " + table + " ADD COLUMN " + column);
        }
    }

    private static void execute(Connection connection, String... sqls) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : sqls) {
                statement.execute(sql);
            }
        }
    }
}
