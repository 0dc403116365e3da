package org.eventgateway.engine.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What the ledger says of one connection, and what was counted in the tables in the same moment. Of blocks only the numbers of their first
 * and last events are read, which stand before the events: a million events in batches are some thousand rows.
 *
 * @param settled events that the ledger says were delivered, discarded or deleted
 * @param accepted events that the ledger says were accepted, with those that only slots tell of
 * @param saysDead dead letters of stage delivery that the ledger says are there
 * @param saysPurged places that the ledger says are empty
 * @param dead dead letters of stage delivery that are there
 * @param purged places behind the committed one that are noted as empty
 * @param inLog events in blocks and slots behind the committed place, with those empty ones
 * @param aside events that are set aside
 */
record LedgerCount(
        long settled, long accepted, long saysDead, long saysPurged, long dead, long purged, long inLog, long aside) {

    /** Counts; within one read transaction. */
    static LedgerCount in(Connection reader, long id) throws SQLException {
        try (PreparedStatement select = reader.prepareStatement("SELECT last_seq, committed_seq, accepted,"
                + " delivered + discarded + deleted, dead_lettered, purged FROM ledger WHERE id = ?")) {
            select.setLong(1, id);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                long last = row.getLong(1);
                long committed = row.getLong(2);
                Slots slots = Slots.behind(reader, id, committed);
                return new LedgerCount(
                        row.getLong(4),
                        row.getLong(3) + Math.max(0, slots.last - last),
                        row.getLong(5),
                        row.getLong(6),
                        count(reader, "dead_letters WHERE connection = ? AND stage = 'DELIVERY'", id),
                        count(reader, "purged WHERE seq > " + committed + " AND connection = ?", id),
                        slots.events + inBlocks(reader, id, committed),
                        count(reader, "set_aside WHERE connection = ?", id));
            }
        }
    }

    long pending() {
        return inLog - purged + aside;
    }

    boolean addsUp() {
        return saysDead == dead && saysPurged == purged && accepted == settled + dead + pending();
    }

    private static long inBlocks(Connection reader, long id, long committed) throws SQLException {
        String behind = " FROM " + ConnectionLog.table(id) + " WHERE seq > " + committed;
        try (PreparedStatement sum = reader.prepareStatement(
                        "SELECT total(seq - max(first - 1, " + committed + ")), count(*) - count(first)" + behind);
                ResultSet row = sum.executeQuery()) {
            return row.getLong(1) + (row.getLong(2) > 0 ? inEarlyBlocks(reader, behind, committed) : 0);
        }
    }

    /** Versions up to 5 did not write the first number. */
    private static long inEarlyBlocks(Connection reader, String behind, long committed) throws SQLException {
        long events = 0;
        try (PreparedStatement select = reader.prepareStatement("SELECT seq, block" + behind + " AND first IS NULL");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                events += behind(new Block(rows.getLong(1), rows.getBytes(2)), committed);
            }
        }
        return events;
    }

    private static long behind(Block block, long committed) {
        return block.last() - Math.max(block.first() - 1, committed);
    }

    private static long count(Connection reader, String where, long id) throws SQLException {
        try (PreparedStatement count = reader.prepareStatement("SELECT count(*) FROM " + where)) {
            count.setLong(1, id);
            try (ResultSet row = count.executeQuery()) {
                return row.getLong(1);
            }
        }
    }

    /** The small blocks behind a place. */
    private record Slots(long last, long events) {
        static Slots behind(Connection reader, long id, long committed) throws SQLException {
            long last = 0;
            long events = 0;
            try (PreparedStatement select = reader.prepareStatement(
                            "SELECT seq, block FROM " + SlotTable.table(id) + " WHERE seq > " + committed);
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    last = Math.max(last, rows.getLong(1));
                    events += LedgerCount.behind(new Block(rows.getLong(1), rows.getBytes(2)), committed);
                }
            }
            return new Slots(last, events);
        }
    }
}
