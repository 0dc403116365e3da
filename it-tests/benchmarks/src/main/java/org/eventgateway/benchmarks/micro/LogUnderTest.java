package org.eventgateway.benchmarks.micro;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.eventgateway.engine.log.Append;
import org.eventgateway.engine.log.EventLog;
import org.eventgateway.engine.log.LoggedEvent;
import org.eventgateway.engine.log.Position;
import org.eventgateway.engine.log.Settlement;
import org.eventgateway.engine.log.SqliteStore;
import org.eventgateway.engine.log.StoreConfig;
import org.eventgateway.plugin.event.Event;

/** A store in a folder of its own, with one connection, and its repeat window filled. For one thread; removed when closed. */
final class LogUnderTest implements AutoCloseable {
    private static final String CONNECTION = "bench";
    private static final int WINDOW_HOURS = 30;
    private static final int FILLED_AT_ONCE = 2_500;

    private final Path folder;
    private final SqliteStore store;
    private final EventLog log;
    private final FreshEvents events = new FreshEvents();

    private LogUnderTest(Path folder, SqliteStore store) {
        this.folder = folder;
        this.store = store;
        this.log = store.eventLog();
    }

    /**
     * Opens a store below the working directory, which unlike the temporary one is on a disk.
     *
     * @param idsInWindow how many message ids it remembers already, spread over the hours of the window
     */
    static LogUnderTest open(int idsInWindow) {
        try {
            Path folder = Files.createTempDirectory(Path.of("").toAbsolutePath(), "log-bench");
            SetClock clock = new SetClock(ParsedEvents.RECEIVED.minus(Duration.ofHours(WINDOW_HOURS)));
            StoreConfig config =
                    StoreConfig.of(folder.resolve("data")).withRepeatWindow(Duration.ofHours(WINDOW_HOURS));
            SqliteStore store = SqliteStore.open(config, List.of(CONNECTION), clock, Thread::new);
            LogUnderTest opened = new LogUnderTest(folder, store);
            opened.fillWindow(idsInWindow, clock);
            return opened;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fillWindow(int ids, SetClock clock) {
        for (int hour = 0; hour < WINDOW_HOURS; hour++) {
            for (int left = ids / WINDOW_HOURS; left > 0; left -= FILLED_AT_ONCE) {
                append(events.nextSmall(Math.min(left, FILLED_AT_ONCE))).join();
            }
            settleAll();
            clock.advance(Duration.ofHours(1));
        }
    }

    /** Makes this many appends of new events, and waits until all are on disk; answers the payload bytes. */
    long append(int appends, int eventsEach) {
        List<CompletableFuture<EventLog.Receipt>> pending = new ArrayList<>(appends);
        long bytes = 0;
        for (int i = 0; i < appends; i++) {
            List<Event> fresh = events.next(eventsEach);
            bytes += fresh.stream().mapToLong(Event::payloadLength).sum();
            pending.add(append(fresh));
        }
        for (CompletableFuture<EventLog.Receipt> receipt : pending) {
            if (receipt.join().stored() != eventsEach) {
                throw new IllegalStateException("the store took new events for repeats");
            }
        }
        return bytes;
    }

    private CompletableFuture<EventLog.Receipt> append(List<Event> fresh) {
        return log.append(
                new Append(List.of(new Append.Part(CONNECTION, fresh, Map.of(), List.of())), Optional.empty()));
    }

    /** Reads the next events and settles them as delivered. */
    List<LoggedEvent> drain(int count) {
        List<LoggedEvent> read = log.read(CONNECTION, log.committed(CONNECTION), count, Long.MAX_VALUE);
        if (read.size() != count) {
            throw new IllegalStateException("read " + read.size() + " events instead of " + count);
        }
        settle(read.get(count - 1).position(), count);
        return read;
    }

    /** Settles whatever is there, so that the next iteration begins as the first did. */
    void settleAll() {
        long last = store.ledger().balance(CONNECTION).accepted();
        long open = last - log.committed(CONNECTION).value();
        if (open > 0) {
            settle(new Position(last), open);
        }
    }

    private void settle(Position upTo, long delivered) {
        log.commit(CONNECTION, new Settlement(upTo, delivered, 0, List.of()));
    }

    @Override
    public void close() {
        store.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
