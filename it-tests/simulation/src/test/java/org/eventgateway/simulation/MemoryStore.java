package org.eventgateway.simulation;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.eventgateway.engine.log.Append;
import org.eventgateway.engine.log.DeadLetters;
import org.eventgateway.engine.log.Deletions;
import org.eventgateway.engine.log.EventLog;
import org.eventgateway.engine.log.Ledger;
import org.eventgateway.engine.log.LoggedEvent;
import org.eventgateway.engine.log.Outages;
import org.eventgateway.engine.log.Position;
import org.eventgateway.engine.log.Runs;
import org.eventgateway.engine.log.SetAside;
import org.eventgateway.engine.log.Settlement;
import org.eventgateway.plugin.destination.Erasure;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.plugin.event.Person;

/** A log in memory that counts and refuses as strictly as the real one. What was committed survives a crash, nothing else is kept. */
final class MemoryStore implements SimulatedStore, EventLog, DeadLetters, Deletions, Ledger, Runs, Outages {
    private final TreeMap<Long, LoggedEvent> pending = new TreeMap<>();
    private final TreeMap<Long, DeadLetter> dead = new TreeMap<>();
    private final TreeMap<Long, LoggedEvent> aside = new TreeMap<>();
    private final TreeSet<Long> gone = new TreeSet<>();
    private final Set<String> seen = new HashSet<>();
    private boolean running;
    private Optional<Outage> outage = Optional.empty();
    private long last;
    private long committed;
    private long accepted;
    private long delivered;
    private long discarded;
    private long deleted;
    private long repeats;

    @Override
    public EventLog log() {
        return this;
    }

    @Override
    public DeadLetters deadLetters() {
        return this;
    }

    @Override
    public Deletions deletions() {
        return this;
    }

    @Override
    public Ledger ledger() {
        return this;
    }

    @Override
    public Runs runs() {
        return this;
    }

    @Override
    public Outages outages() {
        return this;
    }

    @Override
    public synchronized Optional<Outage> find(String connection) {
        return outage;
    }

    @Override
    public synchronized void note(String connection, Outage noted) {
        outage = Optional.of(noted);
    }

    @Override
    public synchronized void end(String connection) {
        outage = Optional.empty();
    }

    @Override
    public synchronized boolean begin(String connection) {
        boolean inOrder = !running;
        running = true;
        return inOrder;
    }

    @Override
    public synchronized void endInOrder(String connection) {
        running = false;
    }

    @Override
    public synchronized void accept(List<Event> events) {
        for (Event event : events) {
            if (seen.add(event.messageId())) {
                accepted++;
                last++;
                if (event.type() == EventType.DELETE) {
                    deletePending(event.userId());
                }
                pending.put(last, new LoggedEvent(new Position(last), event, Set.of()));
            } else {
                repeats++;
            }
        }
    }

    private void deletePending(Optional<String> user) {
        List<Long> theirs = pending.entrySet().stream()
                .filter(each -> each.getValue().event().type() != EventType.DELETE)
                .filter(each -> each.getValue().event().userId().equals(user))
                .map(Map.Entry::getKey)
                .toList();
        pending.keySet().removeAll(theirs);
        gone.addAll(theirs);
        deleted += theirs.size();
        int before = aside.size();
        aside.values().removeIf(each -> each.event().userId().equals(user));
        deleted += before - aside.size();
    }

    @Override
    public synchronized Set<Position> deleted(String connection, Position from, Position to) {
        return gone.subSet(from.value(), true, to.value(), true).stream()
                .map(Position::new)
                .collect(Collectors.toSet());
    }

    @Override
    public synchronized void answered(String connection, Position request, Person person, Erasure erasure) {
        if (erasure.open().isEmpty()) {
            int before = dead.size();
            dead.values()
                    .removeIf(letter -> letter.event().flatMap(Event::userId).equals(Optional.of(person.userId())));
            deleted += before - dead.size();
            before = aside.size();
            aside.headMap(request.value())
                    .values()
                    .removeIf(each -> each.event().userId().equals(Optional.of(person.userId())));
            deleted += before - aside.size();
        }
    }

    @Override
    public void reopen() {
        // what is here is what was committed
    }

    @Override
    public void close() {
        // nothing is open
    }

    @Override
    public CompletableFuture<EventLog.Receipt> append(Append append) {
        append.parts().forEach(part -> accept(part.events()));
        return CompletableFuture.completedFuture(new EventLog.Receipt(0, 0));
    }

    @Override
    public synchronized List<LoggedEvent> read(String connection, Position after, int mostEvents, long mostBytes) {
        List<LoggedEvent> read = new ArrayList<>();
        long bytes = 0;
        for (LoggedEvent each : pending.tailMap(after.value(), false).values()) {
            bytes += each.event().payloadLength();
            if (read.size() == mostEvents || (bytes > mostBytes && !read.isEmpty())) {
                break;
            }
            read.add(each);
        }
        return read;
    }

    @Override
    public synchronized Position committed(String connection) {
        return new Position(committed);
    }

    @Override
    public synchronized void commit(String connection, Settlement settlement) {
        long upTo = settlement.upTo().value();
        if (upTo <= committed) {
            return;
        }
        long settled = settlement.events();
        // What went with its person is counted already, and need not be mentioned any more.
        int left = pending.headMap(upTo, true).size();
        if (settled < left || settled > upTo - committed || upTo > last) {
            throw new IllegalArgumentException("a settlement accounts for " + settled + " of " + (upTo - committed));
        }
        int kept = 0;
        for (Settlement.Rejected rejected : settlement.rejected()) {
            long place = rejected.position().value();
            if (pending.containsKey(place)) {
                dead.put(place, letter(rejected, pending));
                kept++;
            }
        }
        for (Settlement.Waiting waiting : settlement.waiting()) {
            LoggedEvent logged = pending.get(waiting.position().value());
            if (logged != null) {
                aside.put(waiting.position().value(), with(logged, waiting));
                kept++;
            }
        }
        delivered += left - kept;
        pending.headMap(upTo, true).clear();
        committed = upTo;
    }

    @Override
    public SetAside setAside() {
        return new Aside();
    }

    private static LoggedEvent with(LoggedEvent logged, Settlement.Waiting waiting) {
        return new LoggedEvent(
                logged.position(), logged.event(), waiting.doneEffects(), logged.order(), waiting.attempts());
    }

    /** What waits for an operator. */
    private final class Aside implements SetAside {
        @Override
        public List<LoggedEvent> read(String connection, Position after, int mostEvents, long mostBytes) {
            synchronized (MemoryStore.this) {
                return aside.tailMap(after.value(), false).values().stream()
                        .limit(mostEvents)
                        .toList();
            }
        }

        @Override
        public Set<Position> left(String connection, Position from, Position to) {
            synchronized (MemoryStore.this) {
                return aside.subMap(from.value(), true, to.value(), true).keySet().stream()
                        .map(Position::new)
                        .collect(Collectors.toSet());
            }
        }

        @Override
        public void settle(String connection, Position after, Settlement settlement) {
            synchronized (MemoryStore.this) {
                Map<Long, LoggedEvent> some =
                        aside.subMap(after.value(), false, settlement.upTo().value(), true);
                if (settlement.events() < some.size()) {
                    throw new IllegalArgumentException("a settlement accounts for " + settlement.events() + " of "
                            + some.size() + " events aside");
                }
                settlement.rejected().forEach(each -> {
                    if (some.containsKey(each.position().value())) {
                        dead.put(each.position().value(), letter(each, aside));
                        some.remove(each.position().value());
                    }
                });
                Map<Long, LoggedEvent> stay = new TreeMap<>();
                settlement.waiting().forEach(each -> {
                    LoggedEvent logged = some.remove(each.position().value());
                    if (logged != null) {
                        stay.put(each.position().value(), with(logged, each));
                    }
                });
                delivered += some.size();
                some.clear();
                aside.putAll(stay);
            }
        }
    }

    private static DeadLetter letter(Settlement.Rejected rejected, Map<Long, LoggedEvent> from) {
        long place = rejected.position().value();
        return new DeadLetter(
                place,
                Stage.DELIVERY,
                rejected.reason(),
                rejected.attempts(),
                Instant.ofEpochMilli(rejected.firstAttemptMillis()),
                Instant.ofEpochMilli(rejected.lastAttemptMillis()),
                Optional.of(Objects.requireNonNull(from.get(place)).event()),
                ByteBuffer.allocate(0),
                rejected.doneEffects());
    }

    @Override
    public void onAppend(String connection, Runnable listener) {
        // the simulation steps by itself
    }

    @Override
    public synchronized List<DeadLetter> find(String connection, Query query) {
        return dead.descendingMap().values().stream()
                .filter(letter -> query.userId()
                        .map(user -> letter.event().flatMap(Event::userId).equals(Optional.of(user)))
                        .orElse(true))
                .limit(query.limit())
                .toList();
    }

    @Override
    public synchronized Optional<DeadLetter> find(String connection, long id) {
        return Optional.ofNullable(dead.get(id));
    }

    @Override
    public List<Deed> deeds(String connection, int most) {
        throw new UnsupportedOperationException("nobody does anything by hand in a simulation");
    }

    @Override
    public List<Deletions.Receipt> receipts(String connection, int most) {
        throw new UnsupportedOperationException("nobody asks for receipts of the log in memory");
    }

    @Override
    public List<Deletions.Receipt> receipts(String connection, Person person) {
        throw new UnsupportedOperationException("nobody asks for receipts of the log in memory");
    }

    @Override
    public synchronized long count(String connection, Query query) {
        return find(connection, query).size();
    }

    @Override
    public Replayed replay(String connection, List<Long> ids, String who) {
        throw new UnsupportedOperationException("nobody replays in a simulation");
    }

    @Override
    public synchronized int discard(String connection, List<Long> ids, String who) {
        int count = 0;
        for (long id : ids) {
            count += dead.remove(id) == null ? 0 : 1;
        }
        discarded += count;
        return count;
    }

    @Override
    public synchronized Balance balance(String connection) {
        return new Balance(
                accepted,
                delivered,
                dead.size(),
                discarded,
                deleted,
                pending.size() + aside.size(),
                repeats,
                Map.of(),
                Map.of());
    }
}
