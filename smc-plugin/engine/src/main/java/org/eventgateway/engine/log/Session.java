package org.eventgateway.engine.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eventgateway.plugin.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The writer thread's hold of the database: one connection, its statements, and what is kept in memory of the tables. After any failure
 * it is thrown away and opened anew from what is on disk, so that memory and disk never differ.
 */
final class Session implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Session.class.getName());

    /** A backup may read for minutes, and the doors should hardly feel it. */
    private static final Duration BETWEEN_WAITS = Duration.ofSeconds(2);

    private final Database database;
    private final Connection connection;
    private final Clock clock;
    private final Map<String, ConnectionLog> logs;
    private final Repeats repeats;
    private final DeadLetterTable deadLetters;
    private final SetAsideTable setAside;
    private final DeletionTable deletions;
    private final TraitGuard guard;
    private final RepeatFigures figures;
    private final Runnable care;
    private @Nullable AtomicBoolean toEmpty;
    private Instant now = Instant.EPOCH;
    private Instant waitedInVain = Instant.MIN;

    private Session(
            Database database,
            Connection connection,
            Clock clock,
            Map<String, ConnectionLog> logs,
            Repeats repeats,
            DeadLetterTable deadLetters,
            SetAsideTable setAside,
            DeletionTable deletions,
            TraitGuard guard,
            RepeatFigures figures,
            Runnable care) {
        this.database = database;
        this.connection = connection;
        this.clock = clock;
        this.logs = logs;
        this.repeats = repeats;
        this.deadLetters = deadLetters;
        this.setAside = setAside;
        this.deletions = deletions;
        this.guard = guard;
        this.figures = figures;
        this.care = care;
    }

    /** @param care told after a commit that left something to do outside of transactions */
    static Session open(
            Database database,
            StoreConfig config,
            Map<String, Published> published,
            Clock clock,
            PersonHash hash,
            RepeatFigures figures,
            Runnable care)
            throws SQLException {
        Connection connection = database.openWriter();
        try {
            Schema.prepare(connection);
            RepeatBounds bounds =
                    RepeatBounds.of(config.diskBudget(), Runtime.getRuntime().maxMemory());
            Repeats repeats = Repeats.load(connection, config.repeatWindow(), bounds);
            Map<String, ConnectionLog> logs = new LinkedHashMap<>();
            Set<String> names = new LinkedHashSet<>(published.keySet());
            // Connections that are configured no more: what they left behind still counts, and letters grow old.
            names.addAll(LedgerRow.names(connection));
            Set<String> configured = Set.copyOf(published.keySet());
            for (String name : names) {
                Published shown = published.computeIfAbsent(name, missing -> new Published());
                boolean measured = config.connectionBudgets().containsKey(name);
                logs.put(
                        name,
                        ConnectionLog.open(connection, name, shown, measured, repeats, config.overwriteDeleted()));
            }
            logs.values().stream()
                    .filter(log -> !configured.contains(log.name()))
                    .forEach(Session::warnOfWhatIsLeft);
            SetAsideTable setAside = new SetAsideTable(connection);
            DeletionTable deletions = new DeletionTable(connection, hash);
            TraitGuard guard = new TraitGuard(connection, hash);
            DeadLetterTable deadLetters = new DeadLetterTable(connection, guard, deletions, hash);
            connection.commit();
            Session session = new Session(
                    database, connection, clock, logs, repeats, deadLetters, setAside, deletions, guard, figures, care);
            logs.values().forEach(ConnectionLog::publish);
            repeats.publish(figures, clock.instant());
            return session;
        } catch (Throwable e) {
            // Also for a full heap: an open connection keeps the lock, and no other could ever write.
            connection.close();
            throw e;
        }
    }

    /** Nobody delivers it, and it takes room that others may need. */
    private static void warnOfWhatIsLeft(ConnectionLog log) {
        long pending = log.counters().pending();
        if (pending > 0) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The connection {0} is configured no more, but {1} of its events wait to be delivered and take room in the data"
                            + " folder; add it to destinations again to have them delivered.",
                    log.name(),
                    pending);
        }
    }

    void begin() throws SQLException {
        now = clock.instant();
        repeats.begin(now);
    }

    /** Makes everything since {@link #begin} durable. */
    void commit() throws SQLException {
        for (ConnectionLog log : logs.values()) {
            log.save();
        }
        repeats.end();
        connection.commit();
    }

    /** Shows what was committed. */
    void publish() {
        try {
            logs.values().forEach(ConnectionLog::publish);
            repeats.publish(figures, now);
        } finally {
            // The requests are on disk whatever became of who listens, and nobody would ask again.
            if (deletions.takeChanged()) {
                care.run();
            }
        }
    }

    ConnectionLog log(String name) {
        @Nullable ConnectionLog log = logs.get(name);
        if (log == null) {
            throw new StoreException(
                    Reason.internal("connection_unknown", "There is no log of the name " + name + "."));
        }
        return log;
    }

    Map<String, ConnectionLog> logs() {
        return logs;
    }

    Repeats repeats() {
        return repeats;
    }

    DeadLetterTable deadLetters() {
        return deadLetters;
    }

    SetAsideTable setAside() {
        return setAside;
    }

    DeletionTable deletions() {
        return deletions;
    }

    TraitGuard guard() {
        return guard;
    }

    /** Does something in such a way that what it deletes is overwritten on disk with the transaction. */
    <T> T overwriting(Work<T> work) throws SQLException {
        database.overwriteDeleted(connection, true);
        try {
            return work.on(this);
        } finally {
            database.overwriteDeleted(connection, false);
        }
    }

    /** Lets all that was written be brought into the file after the commit, and the write-ahead log be emptied. */
    void emptyWriteAheadLog(AtomicBoolean emptied) {
        toEmpty = emptied;
    }

    boolean isToEmpty() {
        return toEmpty != null;
    }

    Connection connection() {
        return connection;
    }

    /** The time of the transaction. */
    Instant now() {
        return now;
    }

    /**
     * Measures the bytes in use. When the write-ahead log has outgrown its limit, it is cut first, unless somebody was waited for in vain
     * just before. For after a commit.
     */
    long usedBytes() throws SQLException {
        AtomicBoolean emptied = toEmpty;
        if (emptied != null) {
            toEmpty = null;
            emptied.set(cutWriteAheadLog());
        }
        if (database.walSize() > 2 * database.walLimit() && mayWaitForReaders()) {
            cutWriteAheadLog();
        }
        long wal = database.walSize();
        long pages = Database.pragma(connection, "page_count") - Database.pragma(connection, "freelist_count");
        long freeSlots =
                logs.values().stream().mapToLong(log -> log.slots().free()).sum();
        // A file of an early version has larger pages, with more than one slot in each.
        long used = pages * Database.pragma(connection, "page_size") - freeSlots * Database.PAGE_BYTES + wal;
        connection.rollback();
        return used;
    }

    private boolean cutWriteAheadLog() throws SQLException {
        boolean cut = Database.emptyWriteAheadLog(connection);
        waitedInVain = cut ? Instant.MIN : now;
        return cut;
    }

    /** Each attempt waits while somebody reads old pages, and every append with it. A clock that was set back must not put it off. */
    private boolean mayWaitForReaders() {
        return Duration.between(waitedInVain, now).abs().compareTo(BETWEEN_WAITS) >= 0;
    }

    /** Gives free pages at the end of the file back to the disk, a few at a time; answers whether more could be. */
    boolean shrink(long keepPages, int mostPages) throws SQLException {
        long free = Database.pragma(connection, "freelist_count");
        if (free <= keepPages) {
            return false;
        }
        try (Statement statement = connection.createStatement()) {
            // As an update, since it gives one page back at each step: a query would stop at the first.
            statement.executeUpdate("PRAGMA incremental_vacuum(" + Math.min(mostPages, free - keepPages) + ")");
        }
        return free - mostPages > keepPages;
    }

    @Override
    public void close() throws SQLException {
        // It may end behind a commit that it did not come to show.
        logs.values().forEach(ConnectionLog::leaveToDisk);
        connection.close();
    }
}
