package org.eventgateway.engine.log;

import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A full {@link FingerprintSet} on disk: its table cut into chunks as it is, and its filter, which also stays in memory. One row each, in
 * the table of the hour. For the writer thread.
 */
final class SeenRun {
    private static final int CHUNK_SLOTS = 128;
    private static final int SLOT_BYTES = 2 * Long.BYTES;
    private static final long FILTER = Integer.MAX_VALUE;

    private final long number;
    private final int slots;
    private final FingerprintFilter filter;
    private final PreparedStatement select;

    private SeenRun(long number, int slots, FingerprintFilter filter, PreparedStatement select) {
        this.number = number;
        this.slots = slots;
        this.filter = filter;
        this.select = select;
    }

    /** Writes a set, with {@code insert} taking an id and the bytes. */
    static SeenRun write(long number, FingerprintSet set, PreparedStatement insert, PreparedStatement select)
            throws SQLException {
        FingerprintFilter filter = FingerprintFilter.forAbout(set.size());
        for (int first = 0; first < set.slots(); first += CHUNK_SLOTS) {
            ByteBuffer chunk = ByteBuffer.allocate(CHUNK_SLOTS * SLOT_BYTES);
            for (int slot = first; slot < first + CHUNK_SLOTS; slot++) {
                chunk.putLong(set.high(slot)).putLong(set.low(slot));
                if (set.low(slot) != 0) {
                    filter.add(set.high(slot), set.low(slot));
                }
            }
            insert(insert, id(number, first / CHUNK_SLOTS), chunk.array());
        }
        ByteBuffer words = ByteBuffer.allocate(Integer.BYTES + filter.bytes());
        words.putInt(set.slots()).asIntBuffer().put(filter.words());
        insert(insert, id(number, FILTER), words.array());
        return new SeenRun(number, set.slots(), filter, select);
    }

    /** Makes a run from the row that holds its filter. */
    static SeenRun read(long id, byte[] row, PreparedStatement select) {
        ByteBuffer bytes = ByteBuffer.wrap(row);
        int slots = bytes.getInt();
        int[] words = new int[bytes.remaining() / Integer.BYTES];
        bytes.asIntBuffer().get(words);
        return new SeenRun(id >>> Integer.SIZE, slots, FingerprintFilter.of(words), select);
    }

    /** The condition that finds the rows with filters. */
    static String filterRows() {
        return "id & " + FILTER + " = " + FILTER;
    }

    boolean contains(long high, long low) throws SQLException {
        return filter.mayContain(high, low) && isOnDisk(high, low);
    }

    FingerprintFilter filter() {
        return filter;
    }

    private boolean isOnDisk(long high, long low) throws SQLException {
        int slot = FingerprintSet.firstSlot(high, slots);
        while (true) {
            int chunk = slot / CHUNK_SLOTS;
            ByteBuffer bytes = chunk(chunk);
            for (; slot / CHUNK_SLOTS == chunk; slot++) {
                int at = slot % CHUNK_SLOTS * SLOT_BYTES;
                long foundLow = bytes.getLong(at + Long.BYTES);
                if (foundLow == 0) {
                    return false;
                }
                if (foundLow == low && bytes.getLong(at) == high) {
                    return true;
                }
            }
            slot &= slots - 1;
        }
    }

    private ByteBuffer chunk(int chunk) throws SQLException {
        select.setLong(1, id(number, chunk));
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
