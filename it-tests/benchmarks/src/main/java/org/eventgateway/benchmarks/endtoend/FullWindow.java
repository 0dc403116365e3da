package org.eventgateway.benchmarks.endtoend;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eventgateway.benchmarks.micro.SetClock;
import org.eventgateway.engine.log.Append;
import org.eventgateway.engine.log.Position;
import org.eventgateway.engine.log.Settlement;
import org.eventgateway.engine.log.SqliteStore;
import org.eventgateway.engine.log.StoreConfig;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;

/** Lets a store remember message ids of all hours of its window, as that of a server that has been running for long does. */
final class FullWindow {
    private static final int HOURS = 30;
    private static final int AT_ONCE = 2_500;

    private FullWindow() {}

    /**
     * Makes a store that has seen and delivered so many events; blocks until it is closed again.
     *
     * @param folder the data folder of a server that does not run yet
     * @param connection the one that the events went to
     */
    static void fill(Path folder, String connection, int ids) {
        SetClock clock = new SetClock(Instant.now().minus(Duration.ofHours(HOURS - 1)));
        StoreConfig config = StoreConfig.of(folder).withRepeatWindow(Duration.ofHours(HOURS));
        try (SqliteStore store = SqliteStore.open(config, List.of(connection), clock, Thread::new)) {
            long made = 0;
            for (int hour = 1; hour <= HOURS; hour++) {
                while (made < (long) ids * hour / HOURS) {
                    int count = (int) Math.min(AT_ONCE, (long) ids * hour / HOURS - made);
                    Append.Part part = new Append.Part(connection, events(made, count), Map.of(), List.of());
                    store.eventLog()
                            .append(new Append(List.of(part), Optional.empty()))
                            .join();
                    made += count;
                    store.eventLog().commit(connection, new Settlement(new Position(made), count, 0, List.of()));
                }
                clock.advance(hour < HOURS ? Duration.ofHours(1) : Duration.ZERO);
            }
        }
    }

    private static List<Event> events(long first, int count) {
        byte[] nothing = {'{', '}'};
        List<Event> events = new ArrayList<>(count);
        for (long number = first; number < first + count; number++) {
            events.add(Event.builder(EventType.TRACK, "window-" + number, Instant.EPOCH)
                    .payload(nothing)
                    .build());
        }
        return events;
    }
}
