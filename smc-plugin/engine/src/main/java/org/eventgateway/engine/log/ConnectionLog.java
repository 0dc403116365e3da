package org.eventgateway.engine.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eventgateway.plugin.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * The events of one connection, as the writer thread works on them within a transaction. Counters are written at most
 * once for each transaction, and shown to others only after its commit.
 */
final class ConnectionLog {
    private final LedgerRow ledger;
    private final String name;
    private final Published published;
    private final boolean measured;
    private final PreparedStatement insert;
    private final PreparedStatement select;
    private final PreparedStatement delete;
    private final PreparedStatement update;
    private final PreparedStatement size;
    private final SlotTable slots;
    private final PagePadding padding;
    private final BlockBuilder gathered = new BlockBuilder();
    private final Map<Long, Block> unpublished = new LinkedHashMap<>();
    private final List<Long> changed = new ArrayList<>();
    private long unpublishedBytes;
    private @Nullable Block lastRead;
    private long tail;
    private Counters saved;
    private Counters counters;
    private long bytes;
    private boolean inSlotsOnly = true;

    private ConnectionLog(
            Connection connection,
            String name,
            Published published,
            boolean measured,
            LedgerRow ledger,
            SlotTable slots,
            Counters saved)
            throws SQLException {
        this.ledger = ledger;
        this.slots = slots;
        this.padding = PagePadding.of(connection);
        this.name = name;
        this.published = published;
        this.measured = measured;
        this.saved = saved;
        this.counters = saved;
        this.tail = saved.last();
        String table = table(ledger.id());
        insert = connection.prepareStatement(
                "INSERT INTO " + table + "(seq, first, block, pad) VALUES (?, ?, ?, zeroblob(?))");
        select =
                connection.prepareStatement("SELECT seq, block FROM " + table + " WHERE seq >= ? ORDER BY seq LIMIT 1");
        delete = connection.prepareStatement("DELETE FROM " + table + " WHERE seq <= ?");
        update = connection.prepareStatement("UPDATE " + table + " SET block = ?, pad = zeroblob(?) WHERE seq = ?");
        size = connection.prepareStatement("SELECT total(length(block)) FROM " + table + " WHERE seq <= ?");
    }

    /**
     * Opens the log of a connection, and makes it if it is new.
     *
     * @param measured whether to know how many bytes are pending, which costs a little on every settlement
     * @param repeats gets the fingerprints that are kept with events
     * @param overwriting whether what is settled must be overwritten at once
     */
    static ConnectionLog open(
            Connection connection,
            String name,
            Published published,
            boolean measured,
            Repeats repeats,
            boolean overwriting)
            throws SQLException {
        LedgerRow ledger = LedgerRow.open(connection, name);
        Counters counters = ledger.load(connection);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS " + table(ledger.id())
                    + "(seq INTEGER PRIMARY KEY, first INTEGER, block BLOB NOT NULL, pad BLOB)");
        }
        SlotTable slots = SlotTable.open(connection, ledger.id(), counters.committed(), repeats, overwriting);
        // The ledger is not written for what was only appended to a slot.
        int since = Math.toIntExact(Math.max(0, slots.last() - counters.last()));
        ConnectionLog log =
                new ConnectionLog(connection, name, published, measured, ledger, slots, counters.appended(since, 0));
        log.bytes = measured
                ? log.bytesUpTo(counters.last()) + slots.bytes() + SetAsideTable.bytes(connection, ledger.id())
                : 0;
        return log;
    }

    static String table(long id) {
        return "events_" + id;
    }

    long id() {
        return ledger.id();
    }

    String name() {
        return name;
    }

    Counters counters() {
        return counters;
    }

    long bytes() {
        return bytes;
    }

    SlotTable slots() {
        return slots;
    }

    /** What is set aside takes so many bytes more, or less. */
    void usedAside(long more) {
        bytes += measured ? more : 0;
    }

    /** Counts; written by {@link #save}. */
    void count(Counters now) {
        counters = now;
    }

    /** Adds a record at the end, which the caller counts; answers its sequence number. */
    long append(byte[] record) throws SQLException {
        gathered.add(record);
        return added();
    }

    /**
     * Adds a new event at the end, which the caller counts; answers its sequence number.
     *
     * @param size of its record
     */
    long append(Event event, int size) throws SQLException {
        gathered.add(event, size);
        return added();
    }

    private long added() throws SQLException {
        tail++;
        if (gathered.length() >= Block.MOST_BYTES) {
            insert(first(), gathered.finish());
        }
        return tail;
    }

    /**
     * Takes events out of the block that holds one of them, if it is still there; their places stay, empty.
     *
     * @param one a place in the block
     * @return those that were there
     */
    List<Long> empty(long one, Set<Long> places) throws SQLException {
        Optional<Block> found = block(one);
        if (found.isEmpty()) {
            return List.of();
        }
        Block block = found.get();
        List<Long> emptied = new ArrayList<>();
        byte[] rest = block.without(places, emptied);
        if (!emptied.isEmpty()) {
            if (!slots.replace(block.last(), rest)) {
                update.setBytes(1, rest);
                update.setInt(2, padding.of(row(block.first(), rest)));
                update.setLong(3, block.last());
                update.executeUpdate();
                changed.add(block.last());
                unpublished.remove(block.last());
            }
            bytes -= measured ? block.length() - rest.length : 0;
            lastRead = null;
        }
        return emptied;
    }

    /** The block that holds a place, if it is still there. */
    Optional<Block> block(long place) throws SQLException {
        Optional<Block> small = slots.block(place);
        if (small.isPresent()) {
            return small;
        }
        select.setLong(1, place);
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(new Block(row.getLong(1), row.getBytes(2))) : Optional.empty();
        }
    }

    /** Copies the record of an event that is pending. */
    byte[] record(long seq) throws SQLException {
        Block block = lastRead;
        if (block == null || !block.holds(seq)) {
            block = block(seq)
                    .orElseThrow(
                            () -> new IllegalStateException("event " + seq + " of " + name + " is not in the log"));
            lastRead = block;
        }
        return block.record(seq);
    }

    /** Deletes the blocks that hold nothing behind a sequence number. */
    void deleteUpTo(long seq) throws SQLException {
        long small = slots.settle(seq);
        bytes -= measured ? bytesUpTo(seq) + small : 0;
        delete.setLong(1, seq);
        delete.executeUpdate();
    }

    /** Writes what was gathered, and the counters if they changed in a way that the slots do not tell. */
    void save() throws SQLException {
        if (!gathered.isEmpty()) {
            long first = first();
            byte[] block = gathered.finish();
            if (slots.put(tail, block)) {
                bytes += measured ? block.length : 0;
            } else {
                insert(first, block);
            }
        }
        lastRead = null;
        if (!inSlotsOnly || !counters.isOnlyAppendedTo(saved)) {
            ledger.save(saved, counters);
        }
        inSlotsOnly = true;
    }

    /** Shows the counters to others, after the commit. */
    void publish() {
        // First, as it needs no memory: whatever fails behind it, nobody reads what was taken out.
        changed.forEach(published::forget);
        changed.clear();
        slots.publish(published);
        unpublished.values().forEach(published::keep);
        unpublished.clear();
        unpublishedBytes = 0;
        saved = counters;
        published.show(counters);
    }

    /** Lets readers find on disk what can be found there. */
    void leaveToDisk() {
        published.forgetLarge();
    }

    /** Of what is gathered. */
    private long first() {
        return tail - gathered.count() + 1;
    }

    private void insert(long first, byte[] block) throws SQLException {
        insert.setLong(1, tail);
        insert.setLong(2, first);
        insert.setBytes(3, block);
        insert.setInt(4, padding.of(row(first, block)));
        insert.executeUpdate();
        keepInMemory(block.length);
        bytes += measured ? block.length : 0;
        inSlotsOnly = false;
    }

    /** What was finished last, unless there is no room: then it is read from disk. */
    private void keepInMemory(int stored) {
        if (published.hasRoom(unpublishedBytes + gathered.finishedLength())) {
            unpublishedBytes += gathered.finishedLength();
            unpublished.put(tail, new Block(tail, gathered.finished(), stored));
        }
    }

    private static RowSize row(long first, byte[] block) {
        return RowSize.ofNumbered().number(first).blob(block.length);
    }

    private long bytesUpTo(long seq) throws SQLException {
        size.setLong(1, seq);
        try (ResultSet row = size.executeQuery()) {
            return row.getLong(1);
        }
    }
}
