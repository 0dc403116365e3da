package org.eventgateway.engine.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.eventgateway.plugin.event.Event;

/**
 * Reads a log block by block, each with a read of its own: a reader that stays keeps the write-ahead log from being emptied. Settled
 * events are read too as long as others of their block are pending. Small blocks are kept as they are stored, at most a page each, and
 * unpacked one at a time. For one thread.
 */
final class LogScan {
    private final Connection reader;
    private final long connection;
    private final NavigableMap<Long, byte[]> small = new TreeMap<>();

    /** Finds of the small blocks those that are there now. */
    LogScan(Connection reader, long connection) throws SQLException {
        this.reader = reader;
        this.connection = connection;
        try (PreparedStatement select = reader.prepareStatement("SELECT seq, block FROM " + SlotTable.table(connection)
                + " WHERE seq > (SELECT committed_seq FROM ledger WHERE id = ?)")) {
            select.setLong(1, connection);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    small.put(rows.getLong(1), rows.getBytes(2));
                }
            }
        }
    }

    /** The first block that ends behind a place. */
    Optional<Block> next(long after) throws SQLException {
        try (PreparedStatement select = reader.prepareStatement(
                "SELECT seq, block FROM " + ConnectionLog.table(connection) + " WHERE seq > ? ORDER BY seq LIMIT 1")) {
            select.setLong(1, after);
            try (ResultSet row = select.executeQuery()) {
                Map.Entry<Long, byte[]> kept = small.higherEntry(after);
                boolean found = row.next();
                if (kept != null && (!found || kept.getKey() < row.getLong(1))) {
                    return Optional.of(new Block(kept.getKey(), kept.getValue()));
                }
                return found ? Optional.of(new Block(row.getLong(1), row.getBytes(2))) : Optional.empty();
            }
        }
    }

    /** The event at a place, if it is still there, or set aside. */
    Optional<Event> event(long place) throws SQLException {
        Optional<Event> found = next(place - 1)
                .flatMap(block -> events(block).stream()
                        .filter(each -> each.position().value() == place)
                        .map(LoggedEvent::event)
                        .findFirst());
        return found.isPresent() ? found : setAside(place);
    }

    private Optional<Event> setAside(long place) throws SQLException {
        try (PreparedStatement select =
                reader.prepareStatement("SELECT body FROM set_aside WHERE connection = ? AND seq = ?")) {
            select.setLong(1, connection);
            select.setLong(2, place);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(EventCodec.decode(place, row.getBytes(1)).event())
                        : Optional.empty();
            }
        }
    }

    /** All events of a block. */
    static List<LoggedEvent> events(Block block) {
        List<LoggedEvent> events = new ArrayList<>();
        block.addTo(events, 0, Integer.MAX_VALUE, Long.MAX_VALUE);
        return events;
    }
}
