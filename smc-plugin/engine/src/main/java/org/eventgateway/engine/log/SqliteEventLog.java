package org.eventgateway.engine.log;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The event log over the one writer, and a reader for each connection. */
final class SqliteEventLog implements EventLog {
    private static final long MEASURED_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final AtomicLong measuredAt = new AtomicLong(System.nanoTime());
    private final GroupCommitWriter writer;
    private final UsageMeter usage;
    private final Fingerprints fingerprints;
    private final PersonHash hash;
    private final boolean recognisingRepeats;
    private final Map<String, Published> published;
    private final Map<String, LogReader> readers;

    SqliteEventLog(
            GroupCommitWriter writer,
            UsageMeter usage,
            Fingerprints fingerprints,
            PersonHash hash,
            boolean recognisingRepeats,
            Map<String, Published> published,
            Map<String, LogReader> readers) {
        this.writer = writer;
        this.usage = usage;
        this.fingerprints = fingerprints;
        this.hash = hash;
        this.recognisingRepeats = recognisingRepeats;
        this.published = published;
        this.readers = readers;
    }

    @Override
    public CompletableFuture<Receipt> append(Append append) {
        Optional<LogUnavailableException> refusal = usage.refusal();
        for (Append.Part part : append.parts()) {
            Connections.require(published, part.connection());
            refusal = refusal.or(() -> usage.refusal(part.connection()));
        }
        if (refusal.isPresent()) {
            measureAgain();
            return CompletableFuture.failedFuture(refusal.get());
        }
        AppendWork work = AppendWork.prepare(append, fingerprints, recognisingRepeats, hash);
        return writer.append(work, work.bytes());
    }

    /** Room is measured when something is committed, and while nothing can be appended there may be nothing to commit. */
    private void measureAgain() {
        long now = System.nanoTime();
        long before = measuredAt.get();
        if (now - before >= MEASURED_EVERY_NANOS && measuredAt.compareAndSet(before, now)) {
            CompletableFuture<Boolean> ignored = writer.submit(session -> true);
        }
    }

    @Override
    public List<LoggedEvent> read(String connection, Position after, int mostEvents, long mostBytes) {
        // Settled events stay on disk as long as others of their block are pending: they are not to be seen.
        Counters counters = Connections.require(published, connection).counters();
        Position committed = new Position(counters.committed());
        Position start = after.compareTo(committed) < 0 ? committed : after;
        return Connections.require(readers, connection).read(start, mostEvents, mostBytes, counters.purged() > 0);
    }

    @Override
    public Position committed(String connection) {
        return new Position(
                Connections.require(published, connection).counters().committed());
    }

    @Override
    public void commit(String connection, Settlement settlement) {
        Connections.require(published, connection);
        Connections.await(writer.submit(new SettleWork(connection, settlement)));
    }

    @Override
    public void onAppend(String connection, Runnable listener) {
        Connections.require(published, connection).onAppend(listener);
    }
}
