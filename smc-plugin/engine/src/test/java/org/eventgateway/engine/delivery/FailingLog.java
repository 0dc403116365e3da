package org.eventgateway.engine.delivery;

import java.io.Serial;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.eventgateway.engine.log.Append;
import org.eventgateway.engine.log.EventLog;
import org.eventgateway.engine.log.LoggedEvent;
import org.eventgateway.engine.log.Position;
import org.eventgateway.engine.log.Settlement;

/** A log that fails with an error, as when memory is short, when it is asked up to where it is settled. Thread-safe. */
final class FailingLog implements EventLog {
    private final EventLog log;
    private final AtomicInteger failures = new AtomicInteger();

    FailingLog(EventLog log) {
        this.log = log;
    }

    /** Lets the next questions fail. */
    void failNext(int questions) {
        failures.set(questions);
    }

    @Override
    public CompletableFuture<Receipt> append(Append append) {
        return log.append(append);
    }

    @Override
    public List<LoggedEvent> read(String connection, Position after, int mostEvents, long mostBytes) {
        return log.read(connection, after, mostEvents, mostBytes);
    }

    @Override
    public Position committed(String connection) {
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new MemoryIsShort();
        }
        return log.committed(connection);
    }

    @Override
    public void commit(String connection, Settlement settlement) {
        log.commit(connection, settlement);
    }

    @Override
    public void onAppend(String connection, Runnable listener) {
        log.onAppend(connection, listener);
    }

    private static final class MemoryIsShort extends Error {
        @Serial
        private static final long serialVersionUID = 1L;
    }
}
