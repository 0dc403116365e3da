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
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which message ids were seen within the window, durable with the events they belong to. For the writer thread, within its transaction.
 *
 * <p>Fingerprints are random, so an index that takes them one by one would rewrite a page for each event: more bytes than the events
 * themselves. Here the newest are a set in memory, and on disk one small row for each transaction, or with the events of a transaction as
 * long as those are in a {@link SlotTable}; a full set, or that of a past hour, is written as it is to the table of its hour, in one go. A
 * filter in memory answers nearly all questions about those. What does not fit into the {@link RepeatBounds} is forgotten, the oldest first.
 */
final class Repeats {
    private static final long HOUR_SECONDS = 3_600;

    /** A row of one fingerprint. */
    private static final long YOUNG_BYTES = 32;

    /** A clock that was only set back is waited for, so that nothing is forgotten. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private static final byte[] NOTHING = {};

    private final Connection connection;
    private final Duration window;
    private final RepeatBounds bounds;
    private final PagePadding padding;
    private final TreeMap<Long, SeenHour> hours = new TreeMap<>();
    private final RunFilters filters = new RunFilters();
    private final PreparedStatement insertYoung;
    private final ByteArrayOutputStream fresh = new ByteArrayOutputStream();
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final ByteBuffer one = ByteBuffer.allocate(2 * Long.BYTES);
    private FingerprintSet young = new FingerprintSet();
    private long hour;
    private long filings;
    private long filedIds;
    private long filedBytes;
    private long forgotten;

    private Repeats(Connection connection, Duration window, RepeatBounds bounds) throws SQLException {
        this.connection = connection;
        this.window = window;
        this.bounds = bounds;
        this.padding = PagePadding.of(connection);
        this.insertYoung =
                connection.prepareStatement("INSERT INTO seen_young(hour, prints, pad) VALUES (?, ?, zeroblob(?))");
    }

    /** Reads what is known, and forgets what does not fit. */
    static Repeats load(Connection connection, Duration window, RepeatBounds bounds) throws SQLException {
        Repeats repeats = new Repeats(connection, window, bounds);
        try (Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery("SELECT hour, prints FROM seen_young ORDER BY id")) {
                while (rows.next()) {
                    repeats.restore(rows.getLong(1), rows.getBytes(2));
                }
            }
            List<Long> filed = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery("SELECT hour FROM seen_hours ORDER BY hour DESC")) {
                while (rows.next()) {
                    filed.add(rows.getLong(1));
                }
            }
            // The newest first, and one after the other: the bounds may be smaller than they were.
            for (long each : filed) {
                repeats.hour = Math.max(repeats.hour, each);
                repeats.hours.put(each, SeenHour.load(each, connection, repeats.filters));
                repeats.bound();
            }
        }
        repeats.bound();
        return repeats;
    }

    /** Begins a transaction: files the set of a past hour, forgets hours out of the window. */
    void begin(Instant now) throws SQLException {
        fresh.reset();
        kept.reset();
        long current = hourOf(now);
        if (current > hour) {
            turnTo(current, hourOf(now.minus(window)));
        } else if (hour > hourOf(now.plus(window).plus(LONGEST_WAIT))) {
            comeBackTo(current);
        }
        // When the clock was set back by less, what is new stays with the newest hour.
    }

    private void turnTo(long current, long oldest) throws SQLException {
        // First: what goes makes room for what is filed.
        dropBefore(oldest);
        if (young.size() > 0) {
            file();
            dropBefore(oldest);
        }
        hour = current;
    }

    private void dropBefore(long oldest) throws SQLException {
        for (var past = hours.headMap(oldest).values().iterator(); past.hasNext(); past.remove()) {
            past.next().drop();
        }
        count();
    }

    /** The clock was far ahead for a time: what was filed then would stay until that time is there, so it is put to the hours before this. */
    private void comeBackTo(long current) throws SQLException {
        Map<Long, SeenHour> ahead = hours.tailMap(current, false).descendingMap();
        List<SeenHour> moving = List.copyOf(ahead.values());
        ahead.clear();
        long free = current;
        for (SeenHour each : moving) {
            while (hours.containsKey(free)) {
                free--;
            }
            hours.put(free, each.moveTo(free));
        }
        hour = current;
        bound();
    }

    /** Remembers fingerprints, each two numbers; answers which of them were not seen within the window. */
    BitSet remember(long[] prints) throws SQLException {
        BitSet unseen = new BitSet(prints.length / 2);
        BitSet suspects = filters.suspects(prints);
        long filingsBefore = filings;
        for (int i = 0; i < prints.length; i += 2) {
            boolean suspect = suspects.get(i / 2) || filings != filingsBefore;
            if (isNew(prints[i], prints[i + 1], suspect)) {
                unseen.set(i / 2);
            }
        }
        return unseen;
    }

    /** @param suspect whether it may be in a run */
    private boolean isNew(long high, long low, boolean suspect) throws SQLException {
        if ((suspect && filters.contains(high, low)) || !young.add(high, low)) {
            return false;
        }
        one.putLong(0, high).putLong(Long.BYTES, low);
        fresh.writeBytes(one.array());
        if (young.size() >= bounds.largestSet()) {
            // At once: with the next it would take twice the room.
            file();
        }
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
            insertYoung.setInt(3, padding.of(RowSize.ofNumbered().number(hour).blob(kept.size())));
            insertYoung.executeUpdate();
        }
    }

    /** Shows what was committed. */
    void publish(RepeatFigures figures, Instant now) {
        boolean none = hours.isEmpty() && young.size() == 0;
        long oldest = hours.isEmpty() ? hour : Math.min(hour, hours.firstKey());
        figures.show(
                filedIds + young.size(),
                filedBytes + young.size() * YOUNG_BYTES,
                none ? Optional.empty() : Optional.of(Instant.ofEpochSecond(oldest * HOUR_SECONDS)),
                forgotten,
                now);
        forgotten = 0;
    }

    private void file() throws SQLException {
        // First: the filter of what goes leaves room for the new one.
        int blocks = FingerprintFilter.blocksFor(young.size());
        boolean room = filters.makeRoom(blocks, bounds.filterBytes());
        while (!room && forgetOldest()) {
            room = filters.makeRoom(blocks, bounds.filterBytes());
        }
        try (Statement statement = connection.createStatement()) {
            // First: the run takes the pages that get free.
            statement.execute("DELETE FROM seen_young");
        }
        fresh.reset();
        kept.reset();
        SeenHour table = hours.get(hour);
        if (table == null) {
            table = SeenHour.create(hour, connection, filters);
            hours.put(hour, table);
        }
        table.add(young);
        young = new FingerprintSet();
        filings++;
        bound();
    }

    /** Keeps memory and disk bounded however many ids there are. */
    private void bound() throws SQLException {
        filters.fold(bounds.filterBytes());
        count();
        while (isTooLarge() && forgetOldest()) {
            filters.fold(bounds.filterBytes());
        }
    }

    private boolean isTooLarge() {
        return filedBytes + bounds.largestSet() * YOUNG_BYTES > bounds.diskBytes()
                || filterBytes() > bounds.filterBytes();
    }

    /** Forgets the oldest hour, or what is oldest of the current; answers false if there is only one run. */
    private boolean forgetOldest() throws SQLException {
        if (hours.values().stream().mapToInt(past -> past.runs().size()).sum() < 2) {
            return false;
        }
        long before = filedIds;
        SeenHour oldest = hours.firstEntry().getValue();
        if (oldest.hour() < hour || oldest.runs().isEmpty()) {
            oldest.drop();
            hours.remove(oldest.hour());
        } else {
            oldest.dropOldestRun();
        }
        count();
        forgotten += before - filedIds;
        return true;
    }

    private void count() {
        filedIds = hours.values().stream().mapToLong(SeenHour::ids).sum();
        filedBytes = hours.values().stream().mapToLong(SeenHour::bytes).sum();
    }

    long filterBytes() {
        return filters.bytes();
    }

    private static long hourOf(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), HOUR_SECONDS);
    }
}
