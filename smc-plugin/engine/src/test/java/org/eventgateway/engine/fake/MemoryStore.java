package org.eventgateway.engine.fake;

import java.io.Serial;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.eventgateway.engine.log.Append;
import org.eventgateway.engine.log.Checkpoints;
import org.eventgateway.engine.log.DeadLetters;
import org.eventgateway.engine.log.Deletions;
import org.eventgateway.engine.log.EventLog;
import org.eventgateway.engine.log.Ledger;
import org.eventgateway.engine.log.LogUnavailableException;
import org.eventgateway.engine.log.LoggedEvent;
import org.eventgateway.engine.log.Position;
import org.eventgateway.engine.log.SetAside;
import org.eventgateway.engine.log.Settlement;
import org.eventgateway.plugin.destination.Erasure;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.plugin.event.Person;
import org.eventgateway.plugin.source.Checkpoint;

/** A store in memory that keeps the contract of the real one, and fails when told. */
public final class MemoryStore implements EventLog, DeadLetters, Deletions, Ledger, Checkpoints {
    private final Map<String, Part> parts = new HashMap<>();
    private final Map<String, Runnable> listeners = new HashMap<>();
    private final Map<String, Checkpoint> checkpoints = new HashMap<>();
    private int failures;
    private int failingAppends;
    private boolean failDeleted;
    private boolean loseAnswer;
    private int commits;
    private int appendsUntilDeath = Integer.MAX_VALUE;
    private boolean deathComesFirst;

    /** What a killed process would not live to see. */
    public static final class Killed extends Error {
        @Serial
        private static final long serialVersionUID = 1L;
    }

    /** Lets the process die in its next but so many append, before or after the work is done; once. */
    public synchronized void killAfterAppends(int appends, boolean beforeTheWork) {
        appendsUntilDeath = appends;
        deathComesFirst = beforeTheWork;
    }

    /** Lets the next calls of read and commit fail without doing anything. */
    public synchronized void failNext(int calls) {
        failures = calls;
    }

    /** Lets the next appends fail, and nothing else. */
    public synchronized void failAppends(int calls) {
        failingAppends = calls;
    }

    /** Lets the next question for what was deleted fail. */
    public synchronized void failNextDeleted() {
        failDeleted = true;
    }

    /** Lets the next commit do its work and then fail. */
    public synchronized void loseNextAnswer() {
        loseAnswer = true;
    }

    public synchronized int commits() {
        return commits;
    }

    /** Appends for one connection. */
    public void append(String connection, List<Event> events) {
        append(new Append(List.of(new Append.Part(connection, events, Map.of(), List.of()))))
                .join();
    }

    @Override
    public CompletableFuture<EventLog.Receipt> append(Append append) {
        int stored = 0;
        int repeats = 0;
        synchronized (this) {
            dieIfTold(true);
            if (failures > 0 || failingAppends > 0) {
                failures = Math.max(0, failures - 1);
                failingAppends = Math.max(0, failingAppends - 1);
                return CompletableFuture.failedFuture(unavailable());
            }
            for (Append.Part part : append.parts()) {
                Part to = part(part.connection());
                for (Event event : part.events()) {
                    if (to.seen.add(event.messageId())) {
                        to.add(event, Set.of());
                        to.accepted++;
                        stored++;
                    } else {
                        to.repeats++;
                        repeats++;
                    }
                }
                part.filtered().forEach((code, count) -> to.filtered.merge(code, (long) count, Long::sum));
                part.refused().forEach(to::refuse);
            }
            append.progress().ifPresent(this::save);
            dieIfTold(false);
            appendsUntilDeath--;
        }
        append.parts()
                .forEach(part ->
                        listeners.getOrDefault(part.connection(), () -> {}).run());
        return CompletableFuture.completedFuture(new EventLog.Receipt(stored, repeats));
    }

    @Override
    public synchronized List<LoggedEvent> read(String connection, Position after, int mostEvents, long mostBytes) {
        failIfTold();
        List<LoggedEvent> read = new ArrayList<>();
        long bytes = 0;
        for (LoggedEvent each :
                part(connection).log.tailMap(after.value(), false).values()) {
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
        return part(connection).committed;
    }

    @Override
    public synchronized void commit(String connection, Settlement settlement) {
        failIfTold();
        part(connection).settle(settlement);
        commits++;
        if (loseAnswer) {
            loseAnswer = false;
            throw unavailable();
        }
    }

    @Override
    public synchronized void onAppend(String connection, Runnable listener) {
        listeners.put(connection, listener);
    }

    @Override
    public synchronized List<DeadLetter> find(String connection, Query query) {
        return part(connection).dead.values().stream()
                .filter(letter -> query.stage().map(letter.stage()::equals).orElse(true))
                .filter(letter ->
                        query.reasonCode().map(letter.reason().code()::equals).orElse(true))
                .filter(letter -> query.userId()
                        .map(user -> letter.event().flatMap(Event::userId).equals(Optional.of(user)))
                        .orElse(true))
                .sorted(Comparator.comparing(DeadLetter::id).reversed())
                .limit(query.limit())
                .toList();
    }

    @Override
    public synchronized Optional<DeadLetter> find(String connection, long id) {
        return Optional.ofNullable(part(connection).dead.get(id));
    }

    @Override
    public List<Deed> deeds(String connection, int most) {
        throw new UnsupportedOperationException("nothing is written down in memory");
    }

    @Override
    public List<Deletions.Receipt> receipts(String connection, int most) {
        throw new UnsupportedOperationException("there are no receipts in memory");
    }

    @Override
    public List<Deletions.Receipt> receipts(String connection, Person person) {
        throw new UnsupportedOperationException("there are no receipts in memory");
    }

    @Override
    public synchronized long count(String connection, Query query) {
        return find(connection, query).size();
    }

    @Override
    public synchronized Replayed replay(String connection, List<Long> ids, String who) {
        Part part = part(connection);
        int moved = 0;
        for (long id : ids) {
            DeadLetter letter = part.dead.remove(id);
            if (letter != null) {
                part.add(letter.event().orElseThrow(), letter.doneEffects());
                part.deadLettered--;
                moved++;
            }
        }
        return new Replayed(moved, 0, List.of());
    }

    @Override
    public synchronized int discard(String connection, List<Long> ids, String who) {
        Part part = part(connection);
        int discarded = 0;
        for (long id : ids) {
            if (part.dead.remove(id) != null) {
                part.deadLettered--;
                part.discarded++;
                discarded++;
            }
        }
        return discarded;
    }

    @Override
    public synchronized Set<Position> deleted(String connection, Position from, Position to) {
        failIfTold();
        if (failDeleted) {
            failDeleted = false;
            throw unavailable();
        }
        return part(connection).gone.stream()
                .map(Position::new)
                .filter(place -> place.compareTo(from) >= 0 && place.compareTo(to) <= 0)
                .collect(Collectors.toSet());
    }

    @Override
    public synchronized void answered(String connection, Position request, Person person, Erasure erasure) {
        failIfTold();
        if (erasure.open().isEmpty()) {
            part(connection).deleteDeadLetters(person.userId());
            part(connection).deleteAside(request, person.userId());
        }
    }

    /** What waits for an operator. */
    public SetAside setAside() {
        return new SetAside() {
            @Override
            public List<LoggedEvent> read(String connection, Position after, int mostEvents, long mostBytes) {
                synchronized (MemoryStore.this) {
                    failIfTold();
                    return part(connection).aside.tailMap(after.value(), false).values().stream()
                            .limit(mostEvents)
                            .toList();
                }
            }

            @Override
            public Set<Position> left(String connection, Position from, Position to) {
                synchronized (MemoryStore.this) {
                    failIfTold();
                    return part(connection).aside.subMap(from.value(), true, to.value(), true).keySet().stream()
                            .map(Position::new)
                            .collect(Collectors.toSet());
                }
            }

            @Override
            public void settle(String connection, Position after, Settlement settlement) {
                synchronized (MemoryStore.this) {
                    failIfTold();
                    part(connection).settleAside(after, settlement);
                    commits++;
                    if (loseAnswer) {
                        loseAnswer = false;
                        throw unavailable();
                    }
                }
            }
        };
    }

    /** Deletes an event that is pending, as the store does when its person is to be deleted. */
    public synchronized void delete(String connection, long position) {
        part(connection).delete(position);
    }

    /** Deletes an event that is set aside, in the same way. */
    public synchronized void deleteAside(String connection, long position) {
        part(connection).aside.remove(position);
        part(connection).deleted++;
    }

    @Override
    public synchronized Balance balance(String connection) {
        Part part = part(connection);
        return new Balance(
                part.accepted,
                part.delivered,
                part.deadLettered,
                part.discarded,
                part.deleted,
                part.log.size() + part.aside.size(),
                part.repeats,
                part.filtered,
                part.refused);
    }

    /** All dead letters, oldest first. */
    public synchronized List<DeadLetter> dead(String connection) {
        return List.copyOf(part(connection).dead.values());
    }

    @Override
    public synchronized Optional<Checkpoint> find(String source, String input) {
        failIfTold();
        return Optional.ofNullable(checkpoints.get(source + " " + input));
    }

    /** How many inputs have a checkpoint. */
    public synchronized int checkpoints() {
        return checkpoints.size();
    }

    /** Leaves a checkpoint as an earlier run would have. */
    public synchronized void leave(String source, String input, Checkpoint checkpoint) {
        checkpoints.put(source + " " + input, checkpoint);
    }

    private void save(Append.Progress progress) {
        String key = progress.source() + " " + progress.input();
        if (progress.checkpoint().value().isEmpty()) {
            checkpoints.remove(key);
        } else {
            checkpoints.put(key, progress.checkpoint());
        }
    }

    private Part part(String connection) {
        return parts.computeIfAbsent(connection, name -> new Part());
    }

    private void dieIfTold(boolean beforeTheWork) {
        if (appendsUntilDeath == 0 && deathComesFirst == beforeTheWork) {
            appendsUntilDeath = Integer.MAX_VALUE;
            throw new Killed();
        }
    }

    private void failIfTold() {
        if (failures > 0) {
            failures--;
            throw unavailable();
        }
    }

    private static LogUnavailableException unavailable() {
        return new LogUnavailableException("told to fail", Duration.ofSeconds(1));
    }

    private static final class Part {
        private final TreeMap<Long, LoggedEvent> log = new TreeMap<>();
        private final TreeMap<Long, LoggedEvent> aside = new TreeMap<>();
        private final TreeMap<Long, DeadLetter> dead = new TreeMap<>();
        private final Set<String> seen = new HashSet<>();
        private final Set<Long> gone = new HashSet<>();
        private final Map<String, Long> filtered = new HashMap<>();
        private final Map<String, Long> refused = new HashMap<>();
        private Position committed = Position.START;
        private long nextPosition = 1;
        private long nextDead = 1;
        private long accepted;
        private long delivered;
        private long deadLettered;
        private long discarded;
        private long deleted;
        private long repeats;

        void add(Event event, Set<String> doneEffects) {
            Position position = new Position(nextPosition++);
            log.put(position.value(), new LoggedEvent(position, event, doneEffects));
        }

        void refuse(Append.Refused event) {
            refused.merge(event.reason().code(), 1L, Long::sum);
            long id = nextDead++;
            dead.put(
                    id,
                    new DeadLetter(
                            id,
                            Stage.INTAKE,
                            event.reason(),
                            0,
                            Instant.EPOCH,
                            Instant.EPOCH,
                            Optional.empty(),
                            event.raw(),
                            Set.of()));
        }

        void delete(long position) {
            log.remove(position);
            gone.add(position);
            deleted++;
        }

        void deleteDeadLetters(String user) {
            int before = dead.size();
            dead.values()
                    .removeIf(letter -> letter.event().flatMap(Event::userId).equals(Optional.of(user)));
            deleted += before - dead.size();
            deadLettered -= before - dead.size();
        }

        void settle(Settlement settlement) {
            int left = log.headMap(settlement.upTo().value(), true).size();
            int mentioned = 0;
            long told = settlement.events();
            if (told < left || told > settlement.upTo().value() - committed.value()) {
                throw new IllegalArgumentException("a settlement accounts for " + told + " of " + left + " events");
            }
            for (Settlement.Rejected rejected : settlement.rejected()) {
                if (gone.contains(rejected.position().value())) {
                    continue;
                }
                mentioned++;
                bury(
                        rejected,
                        Objects.requireNonNull(log.get(rejected.position().value())));
            }
            for (Settlement.Waiting waiting : settlement.waiting()) {
                LoggedEvent logged = log.get(waiting.position().value());
                if (logged != null) {
                    mentioned++;
                    aside.put(logged.position().value(), with(logged, waiting));
                }
            }
            // What is gone is counted already, whether it was delivered meanwhile or not.
            delivered += left - mentioned;
            log.headMap(settlement.upTo().value(), true).clear();
            committed = settlement.upTo();
        }

        void settleAside(Position after, Settlement settlement) {
            Map<Long, LoggedEvent> some =
                    aside.subMap(after.value(), false, settlement.upTo().value(), true);
            if (settlement.events() < some.size()) {
                throw new IllegalArgumentException(
                        "a settlement accounts for " + settlement.events() + " of " + some.size() + " events aside");
            }
            for (Settlement.Rejected rejected : settlement.rejected()) {
                LoggedEvent logged = some.remove(rejected.position().value());
                if (logged != null) {
                    bury(rejected, logged);
                }
            }
            Map<Long, LoggedEvent> stay = new HashMap<>();
            settlement.waiting().forEach(waiting -> {
                LoggedEvent logged = some.remove(waiting.position().value());
                if (logged != null) {
                    stay.put(waiting.position().value(), with(logged, waiting));
                }
            });
            delivered += some.size();
            some.clear();
            aside.putAll(stay);
        }

        void deleteAside(Position before, String user) {
            int all = aside.size();
            aside.headMap(before.value())
                    .values()
                    .removeIf(logged -> logged.event().type() != EventType.DELETE
                            && logged.event().userId().equals(Optional.of(user)));
            deleted += all - aside.size();
        }

        private void bury(Settlement.Rejected rejected, LoggedEvent logged) {
            long id = nextDead++;
            dead.put(
                    id,
                    new DeadLetter(
                            id,
                            Stage.DELIVERY,
                            rejected.reason(),
                            rejected.attempts(),
                            Instant.ofEpochMilli(rejected.firstAttemptMillis()),
                            Instant.ofEpochMilli(rejected.lastAttemptMillis()),
                            Optional.of(logged.event()),
                            ByteBuffer.allocate(0),
                            rejected.doneEffects()));
            deadLettered++;
        }

        private static LoggedEvent with(LoggedEvent logged, Settlement.Waiting waiting) {
            return new LoggedEvent(
                    logged.position(), logged.event(), waiting.doneEffects(), logged.order(), waiting.attempts());
        }
    }
}
