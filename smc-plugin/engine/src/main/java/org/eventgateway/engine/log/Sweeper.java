package org.eventgateway.engine.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.eventgateway.plugin.destination.Erasure;
import org.eventgateway.plugin.event.EventType;

/**
 * Removes persons from the store and their bytes from the disk, in small transactions, so that appends get in between. What it has not
 * done when the process dies it does after the next start. {@link #sweep} is called by one thread, {@link #finish} by the delivery threads.
 */
final class Sweeper {
    static final String EVENT_LOG = "event log";
    static final String DEAD_LETTERS = "dead letters";
    static final String REPEATS = "repeat index";
    static final String TRAITS = "traits set since";

    private static final int AT_ONCE = 500;
    private static final int SHRUNK_AT_ONCE = 256;

    private final Database database;
    private final GroupCommitWriter writer;
    private final FileSweep files;
    // What an earlier process swept may not be wiped.
    private boolean unwiped = true;

    Sweeper(Database database, GroupCommitWriter writer, FileSweep files) {
        this.database = database;
        this.writer = writer;
        this.files = files;
    }

    /**
     * Takes what stands before new requests out of the log, then lets the disk forget it and what was settled.
     *
     * @return whether all is done; otherwise it is worth while to come again in a moment
     */
    boolean sweep() {
        try (Connection reader = database.openReader()) {
            List<Requests> found = Requests.noted(reader);
            while (!found.isEmpty()) {
                unwiped = true;
                for (Requests requests : found) {
                    sweep(reader, requests);
                }
                found = Requests.noted(reader);
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
        return wipe();
    }

    /** Deletes all that is left of a person from before a request that has its turn: everything before it is settled. */
    void finish(String connection, long request, String userId) {
        try (Connection reader = database.openReader()) {
            Optional<Requests> found = Requests.at(reader, connection, request);
            finish(connection, request, userId, found);
            if (found.isPresent() && found.get().namesVisitors()) {
                setAside(reader, found.get(), " AND user_id IS NULL");
            }
            deadLetters(connection, request, userId);
            if (found.isPresent()) {
                unnamed(reader, found.get());
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private void finish(String connection, long request, String userId, Optional<Requests> found) {
        int some;
        do {
            some = await(session -> session.overwriting(any -> {
                ConnectionLog log = session.log(connection);
                long id = session.deletions().openAt(log, request);
                int gone = id < 0 ? 0 : session.setAside().deleteOf(log, userId, request, AT_ONCE);
                count(session, id, EVENT_LOG, gone);
                return gone;
            }));
        } while (some > 0);
        await(session -> session.overwriting(any -> {
            ConnectionLog log = session.log(connection);
            long id = session.deletions().openAt(log, request);
            count(session, id, TRAITS, session.guard().forget(log, userId));
            // Settled events stay on disk as long as others of their block are pending.
            Set<Long> settled = log.block(request).map(LogScan::events).orElse(List.of()).stream()
                    .filter(each -> each.position().value() <= log.counters().committed())
                    .filter(each -> each.event().userId().equals(Optional.of(userId))
                            || found.flatMap(requests -> requests.of(each)).isPresent())
                    .map(each -> each.position().value())
                    .collect(Collectors.toSet());
            log.empty(request, settled);
            return id;
        }));
    }

    private void sweep(Connection reader, Requests requests) throws SQLException {
        LogScan scan = new LogScan(reader, requests.connectionId());
        Optional<Block> block = scan.next(0);
        while (block.isPresent() && block.get().first() < requests.last()) {
            empty(requests, block.get());
            block = scan.next(block.get().last());
        }
        // Behind the log: meanwhile some may have been set aside, none comes back.
        setAside(reader, requests, "");
        unnamed(reader, requests);
        for (Requests.Request request : requests.all()) {
            if (request.userId().isPresent()) {
                deadLetters(
                        requests.connection(), request.seq(), request.userId().get());
            }
            await(session -> {
                session.deletions().move(request.id(), DeletionTable.NOTED, DeletionTable.SWEPT);
                return request.id();
            });
        }
    }

    private void empty(Requests requests, Block block) {
        Map<Requests.Request, List<LoggedEvent>> theirs = new LinkedHashMap<>();
        for (LoggedEvent each : LogScan.events(block)) {
            ofAnother(requests, each)
                    .ifPresent(request -> theirs.computeIfAbsent(request, any -> new ArrayList<>())
                            .add(each));
        }
        theirs.forEach((request, events) -> empty(requests.connection(), request, events));
    }

    /** The request that takes an event away. Requests themselves stay until they are settled. */
    private static Optional<Requests.Request> ofAnother(Requests requests, LoggedEvent each) {
        return each.event().type() == EventType.DELETE ? Optional.empty() : requests.of(each);
    }

    private void empty(String connection, Requests.Request request, List<LoggedEvent> theirs) {
        Set<Long> places = theirs.stream().map(each -> each.position().value()).collect(Collectors.toSet());
        long one = theirs.get(0).position().value();
        await(session -> session.overwriting(any -> {
            ConnectionLog log = session.log(connection);
            if (session.deletions().openAt(log, request.seq()) < 0) {
                return 0;
            }
            List<Long> pending = new ArrayList<>(log.empty(one, places));
            pending.removeIf(place -> place <= log.counters().committed());
            session.deletions().purged(log, pending);
            count(session, request.id(), EVENT_LOG, pending.size());
            left(session, request.id(), pending.size());
            return pending.size();
        }));
    }

    private void setAside(Connection reader, Requests requests, String which) throws SQLException {
        Map<Requests.Request, List<Long>> theirs = new LinkedHashMap<>();
        try (PreparedStatement select =
                reader.prepareStatement("SELECT seq, body FROM set_aside WHERE connection = ? AND seq < ?" + which)) {
            select.setLong(1, requests.connectionId());
            select.setLong(2, requests.last());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    LoggedEvent each = EventCodec.decode(rows.getLong(1), rows.getBytes(2));
                    ofAnother(requests, each)
                            .ifPresent(request -> theirs.computeIfAbsent(request, any -> new ArrayList<>())
                                    .add(each.position().value()));
                }
            }
        }
        theirs.forEach((request, places) -> inSteps(
                places,
                some -> await(session -> session.overwriting(any -> {
                    ConnectionLog log = session.log(requests.connection());
                    if (session.deletions().openAt(log, request.seq()) < 0) {
                        return 0;
                    }
                    int gone = session.setAside().delete(log, some);
                    count(session, request.id(), EVENT_LOG, gone);
                    left(session, request.id(), gone);
                    return gone;
                }))));
    }

    private void deadLetters(String connection, long request, String userId) {
        int some;
        do {
            some = await(session -> session.overwriting(any -> {
                ConnectionLog log = session.log(connection);
                long id = session.deletions().openAt(log, request);
                // Once the request is settled, later events of the person may have failed: those are kept.
                if (id < 0) {
                    return 0;
                }
                int gone = session.deadLetters().deleteOf(log, userId, AT_ONCE);
                count(session, id, DEAD_LETTERS, gone);
                left(session, id, gone);
                return gone;
            }));
        } while (some > 0);
    }

    private void unnamed(Connection reader, Requests requests) throws SQLException {
        UnnamedLetters letters = UnnamedLetters.of(reader, requests);
        letters.ofVisitors()
                .forEach((request, ids) -> inSteps(
                        ids,
                        some -> await(session -> session.overwriting(any -> {
                            ConnectionLog log = session.log(requests.connection());
                            // As with those of users: what fails behind a settled request is kept.
                            if (session.deletions().openAt(log, request.seq()) < 0) {
                                return 0;
                            }
                            int gone = session.deadLetters().deleteOfVisitor(log, some);
                            count(session, request.id(), DEAD_LETTERS, gone);
                            left(session, request.id(), gone);
                            return gone;
                        }))));
        letters.refused()
                .forEach((request, ids) -> inSteps(
                        ids,
                        some -> await(session -> session.overwriting(any -> {
                            ConnectionLog log = session.log(requests.connection());
                            int gone = session.deadLetters().deleteRefused(log, some);
                            count(session, session.deletions().openAt(log, request.seq()), DEAD_LETTERS, gone);
                            return gone;
                        }))));
    }

    private static void inSteps(List<Long> ids, Consumer<List<Long>> step) {
        for (int from = 0; from < ids.size(); from += AT_ONCE) {
            step.accept(ids.subList(from, Math.min(ids.size(), from + AT_ONCE)));
        }
    }

    private static LogUnavailableException unreadable(SQLException cause) {
        return new LogUnavailableException(
                "Deletion requests cannot be worked on: " + cause.getMessage() + "; check the disk.",
                Duration.ofSeconds(5),
                cause);
    }

    private static void count(Session session, long request, String store, long removed) throws SQLException {
        if (request >= 0) {
            session.deletions().count(request, new Erasure.Store(store, removed, removed == 0 ? 1 : 0), 0);
        }
    }

    /** The hashes of message ids stay for the repeat window: without them a repeat would bring the person back. */
    private static void left(Session session, long request, long hashes) throws SQLException {
        session.deletions().count(request, new Erasure.Store(REPEATS, 0, hashes == 0 ? 1 : 0), hashes);
    }

    /**
     * Slots, free pages and the write-ahead log may still hold what was deleted: slots are overwritten, the pages are given back to the file
     * system, the log is emptied.
     */
    private boolean wipe() {
        List<Long> finished = await(session -> session.deletions().finished());
        finished.removeAll(files.waiting());
        if (finished.isEmpty() && !unwiped) {
            return true;
        }
        for (String connection : await(session -> List.copyOf(session.logs().keySet()))) {
            await(session -> session.overwriting(any -> {
                session.log(connection).slots().clear();
                return true;
            }));
        }
        boolean more;
        do {
            more = await(session -> session.shrink(0, SHRUNK_AT_ONCE));
        } while (more);
        AtomicBoolean emptied = new AtomicBoolean();
        await(session -> {
            session.emptyWriteAheadLog(emptied);
            return true;
        });
        if (emptied.get()) {
            unwiped = false;
            await(session -> {
                session.deletions().wiped(finished, session.now());
                return true;
            });
        }
        return emptied.get();
    }

    private <T> T await(Work<T> work) {
        return Connections.await(writer.submit(work));
    }
}
