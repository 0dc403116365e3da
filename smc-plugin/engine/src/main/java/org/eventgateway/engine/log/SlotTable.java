package org.eventgateway.engine.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The newest small blocks of one connection, each in a row that fills a page and is written in place. A block that is inserted and deleted
 * takes a page from the free list and gives it back: the first page of the file, the free list's, the pointer map's and the parent are
 * written with it. A slot is one page, and holds also the fingerprints of its events, which would be a row of their own. What is settled
 * stays in its slot until that is written again, or cleared.
 *
 * <p>For the writer thread, within its transaction; others see the blocks with {@link Published}, in memory, where at most
 * {@value #MOST} × {@value #ROOM} bytes are kept of them.
 */
final class SlotTable {
    /** So many single events are on their way to a remote that takes half a second, at a thousand a second. */
    static final int MOST = 512;

    /** What a page of 4,096 bytes holds, less its header, that of the row, and the numbers in it. */
    static final int ROOM = 4_024;

    private static final byte[] NOTHING = {};

    private final Repeats repeats;
    private final boolean overwriting;
    private final PreparedStatement insert;
    private final PreparedStatement update;
    private final TreeMap<Long, Slot> pending = new TreeMap<>();
    private final TreeMap<Long, byte[]> unpublished = new TreeMap<>();
    private final BitSet used = new BitSet();
    private final BitSet filled = new BitSet();
    private int rows;

    private SlotTable(Connection connection, long id, Repeats repeats, boolean overwriting) throws SQLException {
        this.repeats = repeats;
        this.overwriting = overwriting;
        insert = connection.prepareStatement("INSERT INTO " + table(id)
                + "(seq, hour, prints, block, pad, slot) VALUES (?, ?, ?, ?, zeroblob(?), ?)");
        update = connection.prepareStatement("UPDATE " + table(id)
                + " SET seq = ?, hour = ?, prints = ?, block = ?, pad = zeroblob(?) WHERE slot = ?");
    }

    /**
     * Opens the slots of a connection, and makes them if it is new.
     *
     * @param committed up to which sequence number all is settled, or set aside
     * @param repeats gets the fingerprints that are kept here and nowhere else
     * @param overwriting whether what is settled must be overwritten at once: then no slot is filled any more
     */
    static SlotTable open(Connection connection, long id, long committed, Repeats repeats, boolean overwriting)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS " + table(id) + "(slot INTEGER PRIMARY KEY, seq INTEGER NOT NULL,"
                            + " hour INTEGER NOT NULL, prints BLOB NOT NULL, block BLOB NOT NULL, pad BLOB NOT NULL)");
            SlotTable slots = new SlotTable(connection, id, repeats, overwriting);
            try (ResultSet row = statement.executeQuery(
                    "SELECT slot, seq, hour, prints, block FROM " + table(id) + " ORDER BY slot")) {
                while (row.next()) {
                    slots.load(row, committed);
                }
            }
            return slots;
        }
    }

    static String table(long id) {
        return "slots_" + id;
    }

    /** The newest event that is kept here; zero if there is none. */
    long last() {
        return pending.isEmpty() ? 0 : pending.lastKey();
    }

    /** How many bytes the pending blocks take. */
    long bytes() {
        return pending.values().stream().mapToLong(slot -> slot.block.length).sum();
    }

    /** How many rows wait for a block. */
    int free() {
        return rows - used.cardinality();
    }

    /** Keeps a block, with the fingerprints of the transaction if they fit too; answers false if it does not fit, or all slots are taken. */
    boolean put(long last, byte[] block) throws SQLException {
        int place = used.nextClearBit(0);
        if (overwriting || place == MOST || block.length > ROOM) {
            return false;
        }
        byte[] prints = repeats.fresh(ROOM - block.length);
        Slot slot = new Slot(place, block, repeats.hour(), prints, repeats.filings());
        write(place, last, slot);
        pending.put(last, slot);
        unpublished.put(last, block);
        return true;
    }

    /** The block that holds a place, if it is one of these. */
    Optional<Block> block(long place) {
        return Optional.ofNullable(pending.ceilingEntry(place))
                .map(found -> new Block(found.getKey(), found.getValue().block))
                .filter(block -> block.holds(place));
    }

    /** Writes a block anew of which events were taken out; answers false if it is none of these. */
    boolean replace(long last, byte[] rest) throws SQLException {
        Slot old = pending.get(last);
        if (old == null) {
            return false;
        }
        Slot slot = new Slot(old.place, rest, old.hour, old.prints, old.filings);
        write(old.place, last, slot);
        pending.put(last, slot);
        unpublished.put(last, rest);
        return true;
    }

    /** Frees the slots of blocks that hold nothing behind a place; answers how many bytes the blocks took. */
    long settle(long upTo) throws SQLException {
        Map<Long, Slot> done = pending.headMap(upTo, true);
        long bytes = 0;
        for (Slot slot : done.values()) {
            bytes += slot.block.length;
            if (slot.filings == repeats.filings()) {
                // They must be known for longer than the block is kept, and are nowhere else.
                repeats.keep(slot.prints);
            }
            used.clear(slot.place);
            if (overwriting) {
                clear(slot.place);
            }
        }
        done.clear();
        return bytes;
    }

    /** Overwrites what is settled and still readable. */
    void clear() throws SQLException {
        for (int place = filled.nextSetBit(0); place >= 0; place = filled.nextSetBit(place + 1)) {
            if (!used.get(place)) {
                clear(place);
            }
        }
    }

    /** Shows the blocks to readers, after the commit and before the counters that tell of them. */
    void publish(Published published) {
        if (!unpublished.isEmpty()) {
            published.keep(unpublished);
            unpublished.clear();
        }
    }

    private void load(ResultSet row, long committed) throws SQLException {
        int place = row.getInt(1);
        long last = row.getLong(2);
        rows = Math.max(rows, place + 1);
        if (last > committed) {
            Slot slot = new Slot(place, row.getBytes(5), row.getLong(3), row.getBytes(4), repeats.filings());
            repeats.restore(slot.hour, slot.prints);
            pending.put(last, slot);
            unpublished.put(last, slot.block);
            used.set(place);
            filled.set(place);
        } else {
            filled.set(place, last > 0);
        }
    }

    private void clear(int place) throws SQLException {
        write(place, 0, new Slot(place, NOTHING, 0, NOTHING, 0));
        filled.clear(place);
        used.clear(place);
    }

    private void write(int place, long last, Slot slot) throws SQLException {
        PreparedStatement statement = place < rows ? update : insert;
        statement.setLong(1, last);
        statement.setLong(2, slot.hour);
        statement.setBytes(3, slot.prints);
        statement.setBytes(4, slot.block);
        // What is left of a block may be longer, as compression is not told what it could save: the row then takes a
        // second page.
        statement.setInt(5, Math.max(0, ROOM - slot.prints.length - slot.block.length));
        statement.setInt(6, place);
        statement.executeUpdate();
        rows = Math.max(rows, place + 1);
        used.set(place);
        filled.set(place);
    }

    /** One block that is pending. */
    private static final class Slot {
        private final int place;
        private final byte[] block;
        private final long hour;
        private final byte[] prints;
        private final long filings;

        /**
         * @param place its row
         * @param filings how often the fingerprints were filed before these were new
         */
        Slot(int place, byte[] block, long hour, byte[] prints, long filings) {
            this.place = place;
            this.block = block;
            this.hour = hour;
            this.prints = prints;
            this.filings = filings;
        }
    }
}
