package org.eventgateway.engine.log;

import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A full {@link FingerprintSet} on disk: its table cut into chunks as it is, and its filter, which is also laid into the {@link RunFilters}.
 * One row each, in the table of the hour. For the writer thread.
 */
final class SeenRun {
    /** A row of so many fills a page of 4,096 bytes to 40 bytes. */
    static final int CHUNK_SLOTS = 253;

    /** Earlier versions wrote so many, and nothing about it. */
    private static final int EARLY_CHUNK_SLOTS = 128;

    /** Nearly always the search ends within these; a whole chunk costs several times as much to copy. */
    private static final int SLOTS_AT_ONCE = 16;

    private static final int SLOT_BYTES = 2 * Long.BYTES;
    private static final int HEADER_BYTES = 4 * Integer.BYTES;
    private static final long FILTER = Integer.MAX_VALUE;

    private final long number;
    private final int slots;
    private final int chunkSlots;
    private final int ids;
    private final int filterBytesOnDisk;
    private final PreparedStatement select;

    private SeenRun(
            long number, int slots, int chunkSlots, int ids, FingerprintFilter filter, PreparedStatement select) {
        this.number = number;
        this.slots = slots;
        this.chunkSlots = chunkSlots;
        this.ids = ids;
        this.filterBytesOnDisk = filter.bytes();
        this.select = select;
    }

    /** Writes a set, with {@code insert} taking an id and the bytes. */
    static SeenRun write(
            long number,
            FingerprintSet set,
            PagePadding padding,
            PreparedStatement insert,
            PreparedStatement select,
            RunFilters filters)
            throws SQLException {
        FingerprintFilter filter = FingerprintFilter.forAbout(set.size());
        for (int first = 0; first < set.slots(); first += CHUNK_SLOTS) {
            int end = Math.min(first + CHUNK_SLOTS, set.slots());
            ByteBuffer chunk = ByteBuffer.allocate((end - first) * SLOT_BYTES);
            for (int slot = first; slot < end; slot++) {
                chunk.putLong(set.high(slot)).putLong(set.low(slot));
                if (set.low(slot) != 0) {
                    filter.add(set.high(slot), set.low(slot));
                }
            }
            insert(insert, id(number, first / CHUNK_SLOTS), chunk.array());
        }
        int bytes = HEADER_BYTES + filter.bytes();
        ByteBuffer row =
                ByteBuffer.allocate(bytes + padding.of(RowSize.ofNumbered().blob(bytes)));
        // Below zero, as earlier versions began with the number of slots.
        row.putInt(-CHUNK_SLOTS).putInt(set.slots()).putInt(set.size()).putInt(filter.words().length);
        row.asIntBuffer().put(filter.words());
        insert(insert, id(number, FILTER), row.array());
        SeenRun run = new SeenRun(number, set.slots(), CHUNK_SLOTS, set.size(), filter, select);
        filters.add(run, filter);
        return run;
    }

    /** Makes a run from the row that holds its filter. */
    static SeenRun read(long id, byte[] row, PreparedStatement select, RunFilters filters) {
        ByteBuffer bytes = ByteBuffer.wrap(row);
        long number = id >>> Integer.SIZE;
        int first = bytes.getInt();
        if (first > 0) {
            // Those sets were at most half full.
            FingerprintFilter early = filter(bytes, bytes.remaining() / Integer.BYTES);
            SeenRun run = new SeenRun(number, first, EARLY_CHUNK_SLOTS, first / 2, early, select);
            filters.add(run, early);
            return run;
        }
        int slots = bytes.getInt();
        int ids = bytes.getInt();
        FingerprintFilter filter = filter(bytes, bytes.getInt());
        SeenRun run = new SeenRun(number, slots, -first, ids, filter, select);
        filters.add(run, filter);
        return run;
    }

    private static FingerprintFilter filter(ByteBuffer bytes, int count) {
        int[] words = new int[count];
        bytes.asIntBuffer().get(words);
        return FingerprintFilter.of(words);
    }

    /** The condition that finds the rows with filters. */
    static String filterRows() {
        return "id & " + FILTER + " = " + FILTER;
    }

    /** The condition that finds all rows of this run. */
    String rows() {
        return "id BETWEEN " + id(number, 0) + " AND " + id(number, FILTER);
    }

    long number() {
        return number;
    }

    /** How many it holds. */
    int ids() {
        return ids;
    }

    /** How much of the disk it takes: a page for each chunk, and for each part of the filter. */
    long bytes() {
        int chunks = (slots + chunkSlots - 1) / chunkSlots;
        int ofFilter = 1 + filterBytesOnDisk / (Database.PAGE_BYTES - Integer.BYTES);
        return (long) (chunks + ofFilter) * Database.PAGE_BYTES;
    }

    /** Looks for a fingerprint, which is worth while only if the filters say that it may be here. */
    boolean isOnDisk(long high, long low) throws SQLException {
        int slot = FingerprintSet.firstSlot(high, slots);
        while (true) {
            int endOfChunk = Math.min((slot / chunkSlots + 1) * chunkSlots, slots);
            int count = Math.min(SLOTS_AT_ONCE, endOfChunk - slot);
            ByteBuffer bytes = read(slot, count);
            for (int i = 0; i < count; i++) {
                long foundHigh = bytes.getLong();
                long foundLow = bytes.getLong();
                if (foundLow == 0) {
                    return false;
                }
                if (foundLow == low && foundHigh == high) {
                    return true;
                }
            }
            slot = (slot + count) & (slots - 1);
        }
    }

    /** Reads slots of one chunk. */
    private ByteBuffer read(int slot, int count) throws SQLException {
        // The first byte has the number 1.
        select.setInt(1, slot % chunkSlots * SLOT_BYTES + 1);
        select.setInt(2, count * SLOT_BYTES);
        select.setLong(3, id(number, slot / chunkSlots));
        try (ResultSet rows = select.executeQuery()) {
            if (!rows.next()) {
                throw new IllegalStateException("a chunk of seen message ids is missing");
            }
            return ByteBuffer.wrap(rows.getBytes(1));
        }
    }

    private static long id(long number, long part) {
        return (number << Integer.SIZE) | part;
    }

    private static void insert(PreparedStatement insert, long id, byte[] bytes) throws SQLException {
        insert.setLong(1, id);
        insert.setBytes(2, bytes);
        insert.executeUpdate();
    }
}
