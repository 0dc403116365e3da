package org.eventgateway.engine.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the log of one connection: from memory as far as it is {@link Published}, the rest on a database connection of its own. Thread-safe,
 * but meant for one delivery thread.
 */
final class LogReader implements AutoCloseable {
    private final Database database;
    private final String name;
    private final Published published;
    private @Nullable Connection connection;
    private @Nullable PreparedStatement select;
    private @Nullable Block lastRead;
    private boolean closed;

    LogReader(Database database, String name, Published published) {
        this.database = database;
        this.name = name;
        this.published = published;
    }

    /**
     * Reads in order.
     *
     * @param anew whether events may have been taken out of a block since it was read last
     */
    synchronized List<LoggedEvent> read(Position after, int mostEvents, long mostBytes, boolean anew) {
        if (closed) {
            throw new LogUnavailableException("The event log is closed.", Duration.ofSeconds(5));
        }
        if (anew) {
            lastRead = null;
        }
        try {
            return select(opened(), after, mostEvents, mostBytes);
        } catch (SQLException e) {
            // Opened anew next time: the failure may have been of this connection only.
            release();
            throw new LogUnavailableException(
                    "The event log of " + name + " cannot be read: " + e.getMessage() + "; check the disk.",
                    Duration.ofSeconds(5),
                    e);
        }
    }

    private List<LoggedEvent> select(PreparedStatement select, Position after, int mostEvents, long mostBytes)
            throws SQLException {
        // What was committed since is left for the next time: the file may show it when the memory does not yet, or the
        // other way round, and what stands between would be passed over.
        long shown = published.counters().last();
        List<LoggedEvent> events = new ArrayList<>();
        long left = mostBytes;
        long at = after.value();
        Block block = lastRead;
        if (block != null && block.holds(at + 1)) {
            // The previous batch ended within this block.
            left = block.addTo(events, at, mostEvents, left);
            at = block.last();
        }
        boolean inMemory = true;
        while (inMemory && events.size() < mostEvents && left >= 0 && at < shown) {
            Optional<Block> kept = published.block(at + 1);
            inMemory = kept.isPresent();
            if (inMemory) {
                block = kept.get();
                left = block.addTo(events, after.value(), mostEvents, left);
                at = block.last();
            }
        }
        if (events.size() < mostEvents && left >= 0 && at < shown) {
            select.setLong(1, at);
            try (ResultSet rows = select.executeQuery()) {
                long large = next(rows);
                while (events.size() < mostEvents && left >= 0 && at < shown) {
                    Optional<Map.Entry<Long, byte[]>> small = published.next(at);
                    long next = small.map(Map.Entry::getKey).orElse(Long.MAX_VALUE);
                    if (Math.min(next, large) > shown) {
                        break;
                    }
                    if (next < large) {
                        block = new Block(next, small.get().getValue());
                    } else {
                        block = new Block(large, rows.getBytes(2));
                        large = next(rows);
                    }
                    left = block.addTo(events, after.value(), mostEvents, left);
                    at = block.last();
                }
            }
        }
        lastRead = block;
        return events;
    }

    private static long next(ResultSet rows) throws SQLException {
        return rows.next() ? rows.getLong(1) : Long.MAX_VALUE;
    }

    private PreparedStatement opened() throws SQLException {
        PreparedStatement current = select;
        if (current == null) {
            Connection opened = database.openReader();
            connection = opened;
            current = opened.prepareStatement("SELECT seq, block FROM "
                    + ConnectionLog.table(LedgerRow.idOf(opened, name)) + " WHERE seq > ? ORDER BY seq");
            select = current;
        }
        return current;
    }

    private void release() {
        Connection old = connection;
        connection = null;
        select = null;
        lastRead = null;
        if (old != null) {
            try {
                old.close();
            } catch (SQLException e) {
                throw new LogUnavailableException(
                        "The event log of " + name + " cannot be closed.", Duration.ofSeconds(5), e);
            }
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        release();
    }
}
