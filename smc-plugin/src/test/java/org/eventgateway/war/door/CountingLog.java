package org.eventgateway.war.door;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eventgateway.engine.log.Append;
import org.eventgateway.engine.log.EventLog;
import org.eventgateway.engine.log.LogUnavailableException;
import org.eventgateway.engine.log.LoggedEvent;
import org.eventgateway.engine.log.Position;
import org.eventgateway.engine.log.Settlement;

/** A log that counts what is appended, or is full. */
final class CountingLog implements EventLog {
    int events;
    boolean full;

    @Override
    public CompletableFuture<Receipt> append(Append append) {
        if (full) {
            return CompletableFuture.failedFuture(
                    new LogUnavailableException("The disk budget is spent.", Duration.ofSeconds(7)));
        }
        int stored =
                append.parts().stream().mapToInt(part -> part.events().size()).sum();
        events += stored;
        return CompletableFuture.completedFuture(new Receipt(stored, 0));
    }

    @Override
    public List<LoggedEvent> read(String connection, Position after, int mostEvents, long mostBytes) {
        return List.of();
    }

    @Override
    public Position committed(String connection) {
        return Position.START;
    }

    @Override
    public void commit(String connection, Settlement settlement) {
        throw new UnsupportedOperationException("nothing is delivered here");
    }

    @Override
    public void onAppend(String connection, Runnable listener) {
        throw new UnsupportedOperationException("nothing is delivered here");
    }
}
