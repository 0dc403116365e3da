package org.eventgateway.engine.log;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which message ids were seen within the window, durable with the events they belong to. For the writer thread, within its transaction.
 *
 * <p>Fingerprints are random, so an index that takes them one by one would rewrite a page for each event: more bytes than the events
 * themselves. Here the newest are a set in memory, and on disk one small row for each transaction, or with the events of a transaction as
 * long as those are in a {@link SlotTable}; a full set, or that of a past hour, is written as it is to the table of its hour, in one go. A
 * filter in memory answers nearly all questions about those.
 */
final class Repeats {
    private static final int LARGEST_SET = 1 << 17;
    private static final long FILTER_BYTES = 32L << 20;
    private static final long HOUR_SECONDS = 3_600;
    private static final byte[] NOTHING = {};

    private final Connection connection;
    private final Duration window;
    private final int largestSet;
    private final long mostFilterBytes;
    private final TreeMap<Long, SeenHour> hours = new TreeMap<>();
    private final PreparedStatement insertYoung;
    private final ByteArrayOutputStream fresh = new ByteArrayOutputStream();
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final ByteBuffer one = ByteBuffer.allocate(2 * Long.BYTES);
    private FingerprintSet young = new FingerprintSet();
    private long hour;
    private long filings;

    private Repeats(Connection connection, Duration window, int largestSet, long mostFilterBytes) throws SQLException {
        this.connection = connection;
        this.window = window;
        this.largestSet = largestSet;
        this.mostFilterBytes = mostFilterBytes;
        this.insertYoung = connection.prepareStatement("INSERT INTO seen_young(hour, prints) VALUES (?, ?)");
    }

    static Repeats load(Connection connection, Duration window) throws SQLException {
        return load(connection, window, LARGEST_SET, FILTER_BYTES);
    }

    /**
     * Reads what is known.
     *
     * @param largestSet how many of the newest are kept in memory at most
     * @param mostFilterBytes how large the filters of all others are together, if they can be made so small
     */
    static Repeats load(Connection connection, Duration window, int largestSet, long mostFilterBytes)
            throws SQLException {
        Repeats repeats = new Repeats(connection, window, largestSet, mostFilterBytes);
        try (Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery("SELECT hour, prints FROM seen_young ORDER BY id")) {
                while (rows.next()) {
                    repeats.restore(rows.getLong(1), rows.getBytes(2));
                }
            }
            try (ResultSet rows = statement.executeQuery("SELECT hour FROM seen_hours")) {
                while (rows.next()) {
                    repeats.hours.put(rows.getLong(1), SeenHour.load(rows.getLong(1), connection));
                }
            }
        }
        repeats.boundFilters();
        return repeats;
    }

    /** Begins a transaction: files the set of a past hour, forgets hours out of the window. */
    void begin(Instant now) throws SQLException {
        fresh.reset();
        kept.reset();
        long current = Math.floorDiv(now.getEpochSecond(), HOUR_SECONDS);
        if (current <= hour) {
            // Also when the clock was set back: what is new stays with the newest hour.
            return;
        }
        if (young.size() > 0) {
            file();
        }
        hour = current;
        long oldest = Math.floorDiv(now.minus(window).getEpochSecond(), HOUR_SECONDS);
        for (var past = hours.headMap(oldest).values().iterator(); past.hasNext(); past.remove()) {
            past.next().drop();
        }
    }

    /** Remembers a fingerprint; answers false if it was seen within the window. */
    boolean isNew(long high, long low) throws SQLException {
        for (SeenHour past : hours.values()) {
            if (past.contains(high, low)) {
                return false;
            }
        }
        if (!young.add(high, low)) {
            return false;
        }
        one.putLong(0, high).putLong(Long.BYTES, low);
        fresh.writeBytes(one.array());
        return true;
    }

    /** Takes what is new since the begin of the transaction, to be kept with the events, if it is no more than so many bytes. */
    byte[] fresh(int most) {
        if (fresh.size() > most) {
            return NOTHING;
        }
        byte[] prints = fresh.toByteArray();
        fresh.reset();
        return prints;
    }

    /** Knows again what was kept with events. Before the first transaction. */
    void restore(long itsHour, byte[] prints) {
        if (prints.length > 0) {
            hour = Math.max(hour, itsHour);
        }
        ByteBuffer each = ByteBuffer.wrap(prints);
        while (each.hasRemaining()) {
            young.add(each.getLong(), each.getLong());
        }
    }

    /** Keeps what was kept with events that go. */
    void keep(byte[] prints) {
        kept.writeBytes(prints);
    }

    /** The hour of what is new. */
    long hour() {
        return hour;
    }

    /** How often all that was known of this hour went to its table. */
    long filings() {
        return filings;
    }

    /** Ends a transaction: writes what is new and was not taken. */
    void end() throws SQLException {
        if (fresh.size() + kept.size() > 0) {
            kept.writeBytes(fresh.toByteArray());
            insertYoung.setLong(1, hour);
            insertYoung.setBytes(2, kept.toByteArray());
            insertYoung.executeUpdate();
        }
        if (young.size() >= largestSet) {
            file();
        }
    }

    private void file() throws SQLException {
        SeenHour table = hours.get(hour);
        if (table == null) {
            table = SeenHour.create(hour, connection);
            hours.put(hour, table);
        }
        table.add(young);
        try (Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM seen_young");
        }
        young = new FingerprintSet();
        filings++;
        boundFilters();
    }

    /** Keeps the memory bounded however many ids there are: the largest filters become smaller and less exact. */
    private void boundFilters() {
        while (filterBytes() > mostFilterBytes) {
            Optional<FingerprintFilter> largest = hours.values().stream()
                    .flatMap(past -> past.runs().stream())
                    .map(SeenRun::filter)
                    .max(Comparator.comparingInt(FingerprintFilter::bytes));
            if (largest.isEmpty() || !largest.get().fold()) {
                return;
            }
        }
    }

    long filterBytes() {
        return hours.values().stream()
                .flatMap(past -> past.runs().stream())
                .mapToLong(run -> run.filter().bytes())
                .sum();
    }
}
