package org.eventgateway.engine.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.eventgateway.plugin.Reason;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteJDBCLoader;

/**
 * The SQLite file and how it is opened: write-ahead log, an fsync for each commit, one connection that writes and any number that
 * read.
 */
final class Database {
    private static final String LIBRARY_FOLDER = "org.sqlite.tmpdir";

    /** A commit of a single event writes some pages however little is in them; blocks of many events fill pages of any size. */
    static final int PAGE_BYTES = 4_096;

    private static final int PATIENCE_MILLIS = 5_000;

    /** Every append waits for the writer, and who holds old pages may do so for minutes: a backup, an operator's shell. */
    private static final int CHECKPOINT_PATIENCE_MILLIS = 200;

    private static final int WRITER_CACHE_KIB = 8_192;
    private static final int READER_CACHE_KIB = 512;

    private final Path file;
    private final Path wal;
    private final long walBytes;
    private final boolean overwriteDeleted;

    private Database(Path file, long walBytes, boolean overwriteDeleted) {
        this.file = file;
        this.wal = file.resolveSibling(file.getFileName() + "-wal");
        this.walBytes = walBytes;
        this.overwriteDeleted = overwriteDeleted;
    }

    static Database in(DataFolder folder, StoreConfig config) {
        try {
            loadLibrary(folder.emptyFolder("native"));
            return new Database(folder.privateFile("events.db"), config.walBytes(), config.overwriteDeleted());
        } catch (IOException e) {
            throw new StoreException(
                    Reason.configuration(
                            "data_folder_unusable",
                            "Files cannot be made in the data folder " + folder.path()
                                    + "; check its rights and its disk."),
                    e);
        }
    }

    /**
     * Unpacks SQLite's native library into the data folder: the system's temporary folder is often shared, or mounted so that nothing in
     * it may run. The property is global, so it is only lent.
     */
    private static synchronized void loadLibrary(Path folder) {
        boolean lent = System.getProperty(LIBRARY_FOLDER) == null;
        if (lent) {
            System.setProperty(LIBRARY_FOLDER, folder.toString());
        }
        try {
            SQLiteJDBCLoader.initialize();
        } catch (Exception e) {
            throw new StoreException(
                    Reason.configuration(
                            "sqlite_not_loaded",
                            "SQLite's native library could not be loaded from " + folder
                                    + "; the disk must allow to run files, or name another folder with -D"
                                    + LIBRARY_FOLDER
                                    + "."),
                    e);
        } finally {
            if (lent) {
                System.clearProperty(LIBRARY_FOLDER);
            }
        }
    }

    /** Opens the one connection that writes. Transactions are explicit. */
    Connection openWriter() throws SQLException {
        SQLiteConfig config = basics(WRITER_CACHE_KIB);
        // Both hold only for a new file, and only before anything else touches it.
        config.setPageSize(PAGE_BYTES);
        config.setPragma(SQLiteConfig.Pragma.JOURNAL_SIZE_LIMIT, Long.toString(walBytes));
        Connection connection = config.createConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA auto_vacuum=INCREMENTAL");
            statement.execute("PRAGMA journal_mode=WAL");
            statement.execute("PRAGMA synchronous=FULL");
            statement.execute("PRAGMA wal_autocheckpoint=" + walBytes / PAGE_BYTES);
            overwriteDeleted(connection, false);
            statement.execute("PRAGMA temp_store=MEMORY");
            connection.setAutoCommit(false);
            return connection;
        } catch (Throwable e) {
            connection.close();
            throw e;
        }
    }

    /** Lets what is deleted be overwritten whatever it costs, or only as configured. */
    void overwriteDeleted(Connection writer, boolean always) throws SQLException {
        try (Statement statement = writer.createStatement()) {
            statement.execute("PRAGMA secure_delete=" + (always || overwriteDeleted ? "ON" : "FAST"));
        }
    }

    /** Brings the write-ahead log into the file and cuts it; answers false when somebody still reads old pages of it. */
    static boolean emptyWriteAheadLog(Connection writer) throws SQLException {
        pragma(writer, "busy_timeout=" + CHECKPOINT_PATIENCE_MILLIS);
        try {
            return pragma(writer, "wal_checkpoint(TRUNCATE)") == 0;
        } finally {
            pragma(writer, "busy_timeout=" + PATIENCE_MILLIS);
        }
    }

    /** Opens a connection that can only read. */
    Connection openReader() throws SQLException {
        SQLiteConfig config = basics(READER_CACHE_KIB);
        config.setReadOnly(true);
        return config.createConnection("jdbc:sqlite:" + file);
    }

    /** The size of the write-ahead log. */
    long walSize() {
        try {
            return Files.exists(wal) ? Files.size(wal) : 0;
        } catch (IOException e) {
            // It went away between the two calls: that is what a checkpoint does.
            return 0;
        }
    }

    long walLimit() {
        return walBytes;
    }

    static long pragma(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA " + name)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    private static SQLiteConfig basics(int cacheKib) {
        SQLiteConfig config = new SQLiteConfig();
        // An operator may look into the file with a shell meanwhile, and hold a lock for a moment.
        config.setBusyTimeout(PATIENCE_MILLIS);
        config.setCacheSize(-cacheKib);
        // Otherwise the driver asks for the last row id after each insert.
        config.setGetGeneratedKeys(false);
        return config;
    }
}
