package org.eventgateway.engine.log;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;

/**
 * The one thread that writes. It takes what has gathered, does all of it in one transaction, syncs once, and tells those who wait; what
 * arrives meanwhile shares the next sync. What fails for a reason of its own does not fail its neighbours; a broken disk fails all, and
 * the thread lives on.
 *
 * <p>A commit costs as much processor time as several events, and on a fast disk it is over before the senders just answered have sent
 * their next request. So a commit is held back for the {@link ExpectedSenders}, as long as their patience says. A single sender that
 * sends one request after the other is written at once, and so is whatever makes room.
 */
final class GroupCommitWriter implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final SessionFactory sessions;
    private final UsageMeter usage;
    private final long queueBytes;
    private final WriteQueue queue = new WriteQueue();
    private final ExpectedSenders senders;
    private final AtomicLong queued = new AtomicLong();
    private final AtomicLong commits = new AtomicLong();
    private final AtomicLong appends = new AtomicLong();
    private final Write<Boolean> last = new Write<>(session -> true, 0, false);
    private final Thread thread;
    private volatile @Nullable Throwable broken;
    private @Nullable Session session;

    GroupCommitWriter(SessionFactory sessions, UsageMeter usage, long queueBytes, ThreadFactory threads)
            throws SQLException {
        this(sessions, usage, queueBytes, threads, new ExpectedSenders());
    }

    /** @param senders for whom a commit is held back */
    GroupCommitWriter(
            SessionFactory sessions, UsageMeter usage, long queueBytes, ThreadFactory threads, ExpectedSenders senders)
            throws SQLException {
        this.sessions = sessions;
        this.usage = usage;
        this.queueBytes = queueBytes;
        this.senders = senders;
        Session first = sessions.open();
        this.session = first;
        usage.measure(first);
        this.thread = threads.newThread(this::run);
        thread.start();
    }

    /** Opens the database for the writer; called again after a failure. */
    @FunctionalInterface
    interface SessionFactory {
        Session open() throws SQLException;
    }

    /** Adds work that appends; refused when too much waits already. Does not block. */
    <T> CompletableFuture<T> append(Work<T> work, long bytes) {
        Write<T> write = new Write<>(work, bytes, true);
        long waiting = queued.addAndGet(bytes);
        // One request may be larger than the bound: it is let in alone.
        if (waiting > queueBytes && waiting != bytes) {
            queued.addAndGet(-bytes);
            write.fail(new LogUnavailableException("Too much waits to be written to disk; try again.", SOON));
            return write.future();
        }
        return enqueue(write);
    }

    /** Adds other work; never refused, as it makes room. Does not block. */
    <T> CompletableFuture<T> submit(Work<T> work) {
        return enqueue(new Write<>(work, 0, false));
    }

    long commits() {
        return commits.get();
    }

    long appends() {
        return appends.get();
    }

    long queuedBytes() {
        return queued.get();
    }

    /** Why writing failed last; empty when it works. */
    Optional<Throwable> broken() {
        return Optional.ofNullable(broken);
    }

    /** Writes what waits, then stops. */
    @Override
    public void close() {
        queue.close(last);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                // What was accepted into the queue is written all the same: callers wait for it.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private <T> CompletableFuture<T> enqueue(Write<T> write) {
        if (queue.add(write)) {
            return write.future();
        }
        queued.addAndGet(-write.bytes());
        write.fail(new LogUnavailableException("The event log is closed.", SOON.multipliedBy(5)));
        return write.future();
    }

    private void run() {
        List<Write<?>> group = new ArrayList<>();
        try {
            boolean ended = false;
            while (!ended) {
                turn(group);
                for (Write<?> write : group) {
                    queued.addAndGet(-write.bytes());
                    ended |= write == last;
                }
                group.clear();
            }
            discardSession();
        } catch (Throwable e) {
            // Nothing is written any more: who waits, and who comes, must hear of it.
            broken = e;
            queue.abandon(group);
            fail(group, e);
        }
    }

    /** Does what has gathered. Whatever fails, the thread goes on: without it no append would ever be answered again. */
    private void turn(List<Write<?>> group) {
        try {
            gather(group);
            process(group);
        } catch (Throwable e) {
            // Behind a commit: it is on disk, but the memory may not have it. Who sends again is recognised.
            broken = e;
            fail(group, e);
            discardSession();
        }
    }

    private void gather(List<Write<?>> group) {
        boolean gathered = false;
        while (!gathered) {
            try {
                senders.waited(queue.take(group, senders.next(), senders.patience()));
                gathered = true;
            } catch (InterruptedException e) {
                // Only close() ends this thread: a server that interrupts it at shutdown must not lose what waits.
            }
        }
    }

    private static void fail(List<Write<?>> group, Throwable cause) {
        LogUnavailableException failure = unavailable(cause);
        group.forEach(write -> write.fail(failure));
    }

    private void process(List<Write<?>> group) {
        Throwable failure = attempt(group);
        if (failure == null) {
            return;
        }
        if (isOfTheStore(failure)) {
            for (Write<?> write : group) {
                // Settling makes room, so it is tried even on a full disk.
                Throwable again = write.isAppend() ? failure : attempt(List.of(write));
                if (again != null) {
                    write.fail(unavailable(again));
                }
            }
        } else {
            for (Write<?> write : group) {
                Throwable own = attempt(List.of(write));
                if (own != null) {
                    write.fail(unavailable(own));
                }
            }
        }
    }

    /** Does a group in one transaction; answers what went wrong, or null, and then nothing of it is on disk or shown. */
    private @Nullable Throwable attempt(List<Write<?>> group) {
        Session current = session;
        try {
            if (current == null) {
                current = sessions.open();
                session = current;
            }
            current.begin();
            for (Write<?> write : group) {
                write.apply(current);
            }
            current.commit();
        } catch (Throwable e) {
            // Also errors such as a full heap: this thread must outlive them, or no append would ever be answered
            // again.
            broken = isOfTheStore(e) ? e : null;
            discardSession();
            return e;
        }
        broken = null;
        commits.incrementAndGet();
        current.publish();
        long appendedBytes = group.stream().mapToLong(Write::bytes).sum();
        int appended = (int) group.stream().filter(Write::isAppend).count();
        appends.addAndGet(appended);
        // Before the answers: who settled sees that there is room again.
        measure(current, appendedBytes);
        // And who sends one request after the other is not counted twice.
        senders.committed(appended, appendedBytes, queue.size());
        group.forEach(Write::done);
        return null;
    }

    private void measure(Session current, long bytes) {
        if (!usage.isDue(bytes) && !current.isToEmpty()) {
            return;
        }
        try {
            usage.measure(current);
        } catch (SQLException e) {
            broken = e;
            discardSession();
        }
    }

    private void discardSession() {
        Session old = session;
        session = null;
        if (old == null) {
            return;
        }
        try {
            old.close();
        } catch (SQLException e) {
            // It is given up because it failed, or the process ends; the next open reads all from disk.
            broken = broken == null ? e : broken;
        }
    }

    private static LogUnavailableException unavailable(Throwable cause) {
        return new LogUnavailableException(
                "The event log cannot be written: " + text(cause) + "; check the disk.", SOON.multipliedBy(5), cause);
    }

    /** What it says, or, if it cannot even say that, what it is. */
    private static String text(Throwable cause) {
        try {
            return String.valueOf(cause.getMessage());
        } catch (Throwable e) {
            return cause.getClass().getName();
        }
    }

    /** Tells a disk or file that fails whatever is asked from a single work that cannot be done. */
    private static boolean isOfTheStore(Throwable failure) {
        if (!(failure instanceof SQLException)) {
            return failure instanceof Error;
        }
        if (!(failure instanceof SQLiteException sqlite)) {
            return true;
        }
        return switch (sqlite.getResultCode().code & 0xFF) {
            case 18, 19, 20, 25 -> false; // TOOBIG, CONSTRAINT, MISMATCH, RANGE
            default -> true;
        };
    }
}
