package org.eventgateway.engine.pickup;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.eventgateway.engine.log.Checkpoints;
import org.eventgateway.engine.log.LogUnavailableException;
import org.eventgateway.engine.source.FolderStatus;
import org.eventgateway.engine.source.SourceConnection;
import org.eventgateway.engine.source.StoppedException;
import org.eventgateway.plugin.Reason;
import org.jspecify.annotations.Nullable;

/** Watches the folder of one source on a thread of its own. Started and stopped once by the gateway; the status is for any thread. */
public final class PickUp {
    private static final System.Logger LOG = System.getLogger(PickUp.class.getName());
    /** A file that cannot be read is tried again after this, or when it changes. */
    private static final Duration POSTPONED = Duration.ofSeconds(30);
    /** Deletions wait so long for the file that is being read, and come again. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final PickUpSettings settings;
    private final String source;
    private final Clock clock;
    private final Inbox inbox;
    private final Stillness stillness;
    private final FileRun run;
    private final PersonEraser eraser;
    private final boolean findsPersons;
    /** Held while a file is read or moved, and while persons are taken out of those that were. */
    private final ReentrantLock files = new ReentrantLock(true);

    private final Stop stop = new Stop();
    private final Thread thread;
    private final Map<String, Reason> problems = new LinkedHashMap<>();
    private @Nullable Reason problem;
    private @Nullable String reading;
    private String waitingFor = "";
    private boolean tidy;
    private int waiting;
    private long done;
    private long failed;
    private @Nullable String lastFile;
    private @Nullable Instant lastFinished;
    private Instant eraseNotBefore = Instant.MIN;
    private boolean eraseProblem;

    /**
     * @param settings where and how
     * @param connection reads the files
     * @param checkpoints where files were left
     * @param clock the time
     * @param threads makes the one thread
     */
    public PickUp(
            PickUpSettings settings,
            SourceConnection connection,
            Checkpoints checkpoints,
            Clock clock,
            ThreadFactory threads) {
        this.settings = settings;
        this.source = connection.name();
        this.clock = clock;
        this.inbox = new Inbox(settings);
        this.stillness = new Stillness(settings.quietPeriod());
        this.run = new FileRun(connection, checkpoints, inbox, clock, stop, this::waitFor);
        this.eraser = new PersonEraser(connection, inbox, stop);
        this.findsPersons = connection.findsPersons();
        this.thread = threads.newThread(this::watch);
        this.thread.setName("event-gateway pick-up " + source);
    }

    /** Begins to watch. */
    public void start() {
        thread.start();
    }

    /** Tells the thread to end; a file in hand is left at its last checkpoint. */
    public void stop() {
        stop.tell();
    }

    /** Waits for the thread, at most so long. */
    public void awaitEnd(Duration longest) {
        try {
            thread.join(Math.max(1, longest.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether persons can be taken out of the files that were read. */
    public boolean findsPersons() {
        return findsPersons;
    }

    /**
     * Writes over the records of persons in the files that were read. Blocks while it reads them. By one thread.
     *
     * @param erased gets how many records of whom were written over, also when not all files could be done
     * @return whether all files were done; otherwise it is to be asked again in a second
     */
    public boolean erase(Predicate<String> isAsked, Map<String, Long> erased) {
        if (clock.instant().isBefore(eraseNotBefore) || !mayTouchFiles()) {
            return false;
        }
        try {
            eraser.erase(isAsked, erased);
            eraseProblem = false;
            return true;
        } catch (StoppedException e) {
            return false;
        } catch (IOException | RuntimeException e) {
            eraseNotBefore = clock.instant().plus(POSTPONED);
            reportOfEraser(e);
            return false;
        } finally {
            files.unlock();
        }
    }

    private void reportOfEraser(Exception failure) {
        if (!eraseProblem) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Source {0}: a person who was deleted cannot be taken out of the files in {1} and {2} below {3} ({4}); check their rights. It is tried again.",
                    source,
                    settings.doneFolder(),
                    settings.failedFolder(),
                    settings.folder(),
                    failure.getClass().getSimpleName());
        }
        eraseProblem = true;
    }

    private boolean mayTouchFiles() {
        try {
            return files.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** How it does. */
    public synchronized FolderStatus status() {
        Optional<Reason> why = waitingFor.isEmpty()
                ? Optional.ofNullable(problem)
                : Optional.of(Reason.internal("store_unavailable", waitingFor));
        return new FolderStatus(
                settings.folder().toString(),
                why,
                Optional.ofNullable(reading),
                waiting,
                done,
                failed,
                Optional.ofNullable(lastFile),
                Optional.ofNullable(lastFinished),
                problems.entrySet().stream()
                        .map(each -> new FolderStatus.FileProblem(each.getKey(), each.getValue()))
                        .toList());
    }

    /** Looks at the folder once and reads what is complete. Called by the thread; by tests without it. */
    void round() {
        try {
            List<Arrival> arrivals = inbox.list();
            endInterrupted();
            List<Arrival> ready = stillness.ready(arrivals, clock.instant());
            look(arrivals, ready);
            for (Arrival arrival : ready) {
                if (stop.told()) {
                    return;
                }
                take(arrival);
            }
        } catch (FolderProblemException e) {
            report(e.reason());
        }
    }

    /** Only a crash leaves such files, or a failure to move one; so it is looked for them at the start and after a failure. */
    private void endInterrupted() throws FolderProblemException {
        if (tidy) {
            return;
        }
        files.lock();
        try {
            run.endInterrupted();
            tidy = true;
        } catch (IOException e) {
            throw new FolderProblemException(Reason.configuration(
                    "file_unmovable",
                    "A file that was read cannot be moved within the folders " + settings.doneFolder() + " and "
                            + settings.failedFolder() + " (" + e.getClass().getSimpleName()
                            + "); check their rights."));
        } finally {
            files.unlock();
            waitFor("");
        }
    }

    private void watch() {
        try {
            while (!stop.told()) {
                try {
                    round();
                } catch (StoppedException e) {
                    return;
                } catch (RuntimeException | Error e) {
                    // The next round may do better, even after a full heap; a thread that ended would say nothing.
                    LOG.log(System.Logger.Level.ERROR, "The pick-up of source " + source + " failed", e);
                    report(Reason.internal(
                            "pick_up_failed",
                            "The pick-up failed with " + e.getClass().getName() + "; see the log."));
                }
                stop.pause(settings.pollInterval());
            }
        } catch (InterruptedException e) {
            LOG.log(System.Logger.Level.DEBUG, "A pick-up was interrupted and ends.");
        }
    }

    private void take(Arrival arrival) {
        begin(arrival);
        files.lock();
        try {
            Optional<Boolean> clean = run.read(arrival);
            end(arrival, clean);
        } catch (IOException e) {
            postpone(arrival, unreadable(e.getClass().getSimpleName()));
        } catch (LogUnavailableException e) {
            // Only looking up the checkpoint fails so; storing waits.
            postpone(arrival, unreadable("the event log is not available"));
        } catch (Error e) {
            // Whether it is the file's fault nobody can say; those behind it come first from now on.
            postpone(
                    arrival,
                    Reason.internal(
                            "file_failed",
                            "Reading the file failed with " + e.getClass().getName()
                                    + "; see the log. It is tried again; if that does not help, take the file away."));
            throw e;
        } finally {
            files.unlock();
            synchronized (this) {
                reading = null;
                waitingFor = "";
            }
        }
    }

    private synchronized void look(List<Arrival> arrivals, List<Arrival> ready) {
        problem = null;
        waiting = arrivals.size() - ready.size();
        problems.keySet().retainAll(arrivals.stream().map(Arrival::name).toList());
    }

    private synchronized void begin(Arrival arrival) {
        reading = arrival.name();
    }

    private synchronized void end(Arrival arrival, Optional<Boolean> clean) {
        if (clean.isEmpty()) {
            return;
        }
        problems.remove(arrival.name());
        done += clean.get() ? 1 : 0;
        failed += clean.get() ? 0 : 1;
        lastFile = arrival.name();
        lastFinished = clock.instant();
    }

    private static Reason unreadable(String why) {
        return Reason.configuration(
                "file_unreadable",
                "The file cannot be read or moved away (" + why
                        + "); check its rights and those of its folder. It is tried again.");
    }

    private void postpone(Arrival arrival, Reason reason) {
        tidy = false;
        stillness.postpone(arrival, clock.instant().plus(POSTPONED));
        boolean isNew;
        synchronized (this) {
            isNew = problems.put(arrival.name(), reason) == null;
        }
        if (isNew) {
            LOG.log(System.Logger.Level.WARNING, "Source {0}, file {1}: {2}", source, arrival.name(), reason.text());
        }
    }

    private void report(Reason reason) {
        boolean isNew;
        synchronized (this) {
            isNew = !reason.equals(problem);
            problem = reason;
        }
        if (isNew) {
            LOG.log(System.Logger.Level.ERROR, "Source {0} picks up no files: {1}", source, reason.text());
        }
    }

    private synchronized void waitFor(String why) {
        waitingFor = why;
    }
}
