package org.eventgateway.engine.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eventgateway.plugin.event.Event;

/**
 * Reads a log block by block, each with a read of its own: a reader that stays keeps the write-ahead log from being emptied. Settled
 * events are read too as long as others of their block are pending. For one thread.
 */
final class LogScan {
    private final Connection reader;
    private final long connection;

    LogScan(Connection reader, long connection) {
        this.reader = reader;
        this.connection = connection;
    }

    /** The first block that ends behind a place. */
    Optional<Block> next(long after) throws SQLException {
        try (PreparedStatement select = reader.prepareStatement(
                "SELECT seq, block FROM " + ConnectionLog.table(connection) + " WHERE seq > ? ORDER BY seq LIMIT 1")) {
            select.setLong(1, after);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(new Block(row.getLong(1), row.getBytes(2))) : Optional.empty();
            }
        }
    }

    /** The event at a place, if it is still there. */
    Optional<Event> event(long place) throws SQLException {
        return next(place - 1)
                .flatMap(block -> events(block).stream()
                        .filter(each -> each.position().value() == place)
                        .map(LoggedEvent::event)
                        .findFirst());
    }

    /** All events of a block. */
    static List<LoggedEvent> events(Block block) {
        List<LoggedEvent> events = new ArrayList<>();
        block.addTo(events, 0, Integer.MAX_VALUE, Long.MAX_VALUE);
        return events;
    }
}
