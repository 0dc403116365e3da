package org.eventgateway.engine.pickup;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eventgateway.engine.intake.Acceptance;
import org.eventgateway.engine.log.Append;
import org.eventgateway.engine.log.LogUnavailableException;
import org.eventgateway.engine.source.SourceConnection;
import org.eventgateway.engine.source.StoppedException;
import org.eventgateway.engine.source.Storing;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.source.Checkpoint;

/**
 * Stores the records of a file with its checkpoint. When the event log takes nothing, it waits and tries again until it does: the file
 * stays where it is, and nothing is lost.
 *
 * @param connection whose file it is
 * @param key names the file
 * @param stop ends the waiting
 * @param waiting hears why it waits, and an empty text when it goes on
 */
record FileStoring(SourceConnection connection, String key, Stop stop, Consumer<String> waiting) implements Storing {

    @Override
    public Acceptance store(List<Event> events, List<Append.Refused> refused, Optional<Checkpoint> checkpoint) {
        Optional<Append.Progress> progress =
                checkpoint.map(point -> new Append.Progress(connection.name(), key, point));
        try {
            while (!stop.told()) {
                try {
                    Acceptance acceptance = await(connection.append(events, refused, progress));
                    waiting.accept("");
                    return acceptance;
                } catch (LogUnavailableException e) {
                    waiting.accept(String.valueOf(e.getMessage()));
                    stop.pause(e.retryAfter());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new StoppedException();
    }

    /** Unlike a request, a file can wait as long as the disk takes; a second try while the first is under way would count twice. */
    private Acceptance await(CompletableFuture<Acceptance> append) throws InterruptedException {
        while (!stop.told()) {
            try {
                return append.get(Duration.ofSeconds(1).toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                waiting.accept("The disk is slow.");
            } catch (ExecutionException e) {
                if (e.getCause() instanceof LogUnavailableException unavailable) {
                    throw unavailable;
                }
                throw new IllegalStateException("storing failed", e.getCause());
            }
        }
        throw new StoppedException();
    }
}
