package org.eventgateway.engine.log;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eventgateway.plugin.Reason;

/**
 * The store in one SQLite file: event log, dead letters, repeats and ledger of all connections. Opened once by the engine, closed when it
 * stops; everything in between may be called from any thread.
 */
public final class SqliteStore implements AutoCloseable {
    private static final int EXPIRED_AT_ONCE = 500;
    private static final int SHRUNK_AT_ONCE = 256;

    /** Free pages that are kept for what comes next: giving them back and taking them again costs writes. */
    private static final long FREE_PAGES_KEPT = 2_048;

    private final StoreConfig config;
    private final DataFolder folder;
    private final GroupCommitWriter writer;
    private final UsageMeter usage;
    private final RepeatFigures repeats;
    private final SqliteLedger ledger;
    private final Map<String, LogReader> readers;
    private final EventLog eventLog;
    private final SqliteDeadLetters deadLetters;
    private final Deletions deletions;
    private final FileSweep personFiles;
    private final Sweeper sweeper;
    private final AtomicBoolean unswept;
    private final Runnable care;
    private final Checkpoints checkpoints;
    private final Runs runs;
    private final Outages outages;
    private final SetAside setAside;

    private SqliteStore(
            StoreConfig config,
            DataFolder folder,
            Database database,
            GroupCommitWriter writer,
            UsageMeter usage,
            RepeatFigures repeats,
            Map<String, Published> published,
            Fingerprints fingerprints,
            PersonHash hash,
            AtomicBoolean unswept,
            Runnable care,
            Clock clock)
            throws SQLException {
        this.config = config;
        this.folder = folder;
        this.writer = writer;
        this.usage = usage;
        this.repeats = repeats;
        this.ledger = new SqliteLedger(database, published);
        this.readers = new LinkedHashMap<>();
        published.forEach((name, shown) -> readers.put(name, new LogReader(database, name, shown)));
        this.eventLog = new SqliteEventLog(
                writer, usage, fingerprints, hash, !config.repeatWindow().isZero(), published, readers);
        this.deadLetters =
                new SqliteDeadLetters(database, writer, published, new ReplayPace(config.replayRate(), clock), care);
        this.personFiles = new FileSweep(database, writer, hash);
        this.sweeper = new Sweeper(database, writer, personFiles);
        this.unswept = unswept;
        this.care = care;
        this.deletions = new SqliteDeletions(database, writer, published, hash, sweeper);
        this.checkpoints = new SqliteCheckpoints(database);
        this.runs = new SqliteRuns(writer);
        this.outages = new SqliteOutages(writer, database);
        this.setAside = new SqliteSetAside(database, writer, published);
    }

    /**
     * Opens the store, and makes it if the folder is empty.
     *
     * @param connections the names of all connections; what earlier ones left behind stays
     * @param clock tells when repeats leave the window
     * @param threads makes the one thread that writes
     * @throws StoreException if the folder cannot be used; the text says why and what to do
     */
    public static SqliteStore open(StoreConfig config, List<String> connections, Clock clock, ThreadFactory threads) {
        return open(config, connections, clock, threads, () -> {});
    }

    /**
     * Opens the store, and makes it if the folder is empty.
     *
     * @param care told, on the writer thread, when {@link #care} should be called
     */
    public static SqliteStore open(
            StoreConfig config, List<String> connections, Clock clock, ThreadFactory threads, Runnable care) {
        DataFolder folder = DataFolder.take(config.folder());
        try {
            Database database = Database.in(folder, config);
            Map<String, Published> published = new ConcurrentHashMap<>();
            connections.forEach(name -> published.put(name, new Published()));
            UsageMeter usage = new UsageMeter(config.diskBudget(), config.connectionBudgets());
            RepeatFigures repeats = new RepeatFigures();
            PersonHash hash = PersonHash.in(folder);
            AtomicBoolean unswept = new AtomicBoolean(true);
            Runnable noted = () -> {
                unswept.set(true);
                care.run();
            };
            GroupCommitWriter writer = new GroupCommitWriter(
                    () -> Session.open(database, config, published, clock, hash, repeats, noted),
                    usage,
                    config.queueBytes(),
                    threads);
            try {
                return new SqliteStore(
                        config,
                        folder,
                        database,
                        writer,
                        usage,
                        repeats,
                        published,
                        new Fingerprints(salt(database)),
                        hash,
                        unswept,
                        care,
                        clock);
            } catch (SQLException | RuntimeException e) {
                writer.close();
                throw e;
            }
        } catch (SQLException e) {
            folder.close();
            throw new StoreException(
                    Reason.configuration(
                            "store_not_opened",
                            "The event log in " + folder.path() + " cannot be opened: " + e.getMessage()
                                    + "; check the disk, or name another folder (gateway.data-folder)."),
                    e);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /** The log between intake and delivery. */
    public EventLog eventLog() {
        return eventLog;
    }

    /** The events that could not be accepted or delivered. */
    public DeadLetters deadLetters() {
        return deadLetters;
    }

    /** What goes with its person. */
    public Deletions deletions() {
        return deletions;
    }

    /** The counters. */
    public Ledger ledger() {
        return ledger;
    }

    /** Compares the counters with what is in the file; see {@link Ledger#lastCheck}. Called by one thread; may take seconds. */
    public void check(Instant now) {
        ledger.check(now);
    }

    /** How far the inputs of sources were read. */
    public Checkpoints checkpoints() {
        return checkpoints;
    }

    /** What waits for an operator while other events go on. */
    public SetAside setAside() {
        return setAside;
    }

    /** Which connections stopped in order. */
    public Runs runs() {
        return runs;
    }

    /** For how long connections have got nothing through. */
    public Outages outages() {
        return outages;
    }

    /** How the store does. Cheap: may be asked at any rate. */
    public StoreStatus status() {
        Optional<String> problem = writer.broken()
                .map(cause -> "The event log cannot be written: " + cause.getMessage())
                .or(() -> usage.refusal().map(LogUnavailableException::getMessage));
        return new StoreStatus(
                writer.commits(),
                writer.appends(),
                writer.queuedBytes(),
                usage.used(),
                config.diskBudget(),
                repeats.remembered(),
                problem);
    }

    /**
     * Discards dead letters that grew too old, and gives free space back to the disk. Called once an hour; blocks, a little at a time, so that
     * appends get in between.
     *
     * @return how many dead letters were discarded
     */
    public int expire(Instant now) {
        Instant oldest = now.minus(config.deadLetterRetention());
        int expired = 0;
        int some;
        do {
            some = Connections.await(writer.submit(session -> expireSome(session, oldest)));
            expired += some;
        } while (some > 0);
        Duration known = config.deadLetterRetention().compareTo(TraitGuard.KEPT) > 0
                ? config.deadLetterRetention()
                : TraitGuard.KEPT;
        Connections.await(writer.submit(session -> {
            session.guard().expire(now.minus(known));
            return true;
        }));
        boolean more;
        do {
            more = Connections.await(writer.submit(session -> session.shrink(FREE_PAGES_KEPT, SHRUNK_AT_ONCE)));
        } while (more);
        return expired;
    }

    /**
     * Does what must not wait for the hour and needs more than one transaction: takes persons out of the log who are to be deleted, and
     * moves dead letters whose replay is due. Called by one thread when the store asked for it, and again while there is more; blocks, a
     * little at a time.
     *
     * @return whether there is more, which is worth while in a second
     */
    public boolean care() {
        boolean toReplay;
        boolean toSweep;
        try {
            toReplay = deadLetters.replayMore();
        } finally {
            // Nobody waits to be deleted because a replay fails.
            toSweep = sweepWhatIsNew();
        }
        return toReplay || toSweep;
    }

    /** Answers whether there is more. */
    private boolean sweepWhatIsNew() {
        if (!unswept.getAndSet(false)) {
            return false;
        }
        boolean done = false;
        try {
            done = sweeper.sweep();
        } finally {
            if (!done) {
                unswept.set(true);
            }
        }
        return !done;
    }

    /**
     * Takes deleted persons out of the files outside of the store, and asks for {@link #care} if it did: that may be the last thing a request
     * waited for. Called by one thread, which may be another than that of {@link #care}, when the store asked for it, and again while
     * there is more; blocks as long as the files take.
     *
     * @return whether there is more, which is worth while in a second
     */
    public boolean careForFiles() {
        if (personFiles.sweep()) {
            unswept.set(true);
            care.run();
        }
        return !personFiles.waiting().isEmpty();
    }

    /** Lets requests to delete a person cover files outside of the store. Before the first {@link #careForFiles}. */
    public void cover(PersonFiles files) {
        personFiles.cover(files);
    }

    private static int expireSome(Session session, Instant oldest) throws SQLException {
        int expired = 0;
        for (Map.Entry<String, List<Long>> old :
                session.deadLetters().olderThan(oldest, EXPIRED_AT_ONCE).entrySet()) {
            Set<Long> discarded = session.deadLetters().discard(session.log(old.getKey()), old.getValue());
            session.deadLetters().note(session.now(), "retention", "discard", old.getKey(), discarded);
            expired += discarded.size();
        }
        return expired;
    }

    /** Writes what waits, then closes. Later calls fail. */
    @Override
    public void close() {
        // Readers first: the last connection to close tidies the file up, and only the writer may.
        readers.values().forEach(LogReader::close);
        writer.close();
        folder.close();
    }

    private static byte[] salt(Database database) throws SQLException {
        try (Connection reader = database.openReader();
                Statement statement = reader.createStatement();
                ResultSet row = statement.executeQuery("SELECT value FROM salt")) {
            row.next();
            return row.getBytes(1);
        }
    }
}
