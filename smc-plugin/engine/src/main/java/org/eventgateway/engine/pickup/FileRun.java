package org.eventgateway.engine.pickup;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.eventgateway.engine.log.Checkpoints;
import org.eventgateway.engine.source.CommittingSink;
import org.eventgateway.engine.source.SourceConnection;
import org.eventgateway.engine.source.StoppedException;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.source.Checkpoint;
import org.eventgateway.plugin.source.EventSink;
import org.eventgateway.plugin.source.Input;
import org.eventgateway.plugin.source.InputRefusedException;

/** Reads one file from where it was left to its end, then moves it away. For the thread of one pick-up. */
final class FileRun {
    /** Stored with the last records of a file: it is not read again, only moved. */
    static final Checkpoint FINISHED = new Checkpoint("event-gateway:finished");

    private static final System.Logger LOG = System.getLogger(FileRun.class.getName());
    private static final Checkpoint FORGOTTEN = new Checkpoint("");

    private final SourceConnection connection;
    private final Checkpoints checkpoints;
    private final Inbox inbox;
    private final Clock clock;
    private final Stop stop;
    private final Consumer<String> waiting;

    FileRun(
            SourceConnection connection,
            Checkpoints checkpoints,
            Inbox inbox,
            Clock clock,
            Stop stop,
            Consumer<String> waiting) {
        this.connection = connection;
        this.checkpoints = checkpoints;
        this.inbox = inbox;
        this.clock = clock;
        this.stop = stop;
        this.waiting = waiting;
    }

    /**
     * Reads a file that stands still.
     *
     * @return whether no record of it was refused; empty if it was written to meanwhile and has to be looked at again
     * @throws IOException if it cannot be read or moved just now
     * @throws StoppedException if the gateway stops
     */
    Optional<Boolean> read(Arrival arrival) throws IOException {
        String key = arrival.name() + " " + digest(arrival.path());
        Optional<Checkpoint> start = checkpoints.find(connection.name(), key);
        FileStoring storing = new FileStoring(connection, key, stop, waiting);
        try (Report report = new Report(draft(arrival.name()))) {
            if (!start.equals(Optional.of(FINISHED))) {
                store(arrival, start, storing, report);
            }
            if (inbox.look(arrival.path()).filter(arrival::isLike).isEmpty()) {
                report.discard();
                return Optional.empty();
            }
            if (start.isPresent()) {
                reportAgain(arrival, report);
            }
            boolean clean = report.isEmpty();
            if (clean) {
                report.discard(); // what a crash may have left of an earlier one
            }
            report.close();
            Path aside = inbox.setAside(arrival.path(), clean ? inbox.done() : inbox.failed());
            storing.store(List.of(), List.of(), Optional.of(FORGOTTEN));
            putDown(aside);
            return Optional.of(clean);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * Ends what a crash interrupted between a file's reading and its coming to lie in its folder. Without it the mark of a finished
     * file would stay, and the same file, put back by someone, would be moved instead of read.
     *
     * @throws IOException if one cannot be moved just now
     * @throws StoppedException if the gateway stops
     */
    void endInterrupted() throws IOException {
        for (Path aside : inbox.setAside()) {
            String key = Inbox.nameOf(aside) + " " + digest(aside);
            new FileStoring(connection, key, stop, waiting).store(List.of(), List.of(), Optional.of(FORGOTTEN));
            putDown(aside);
        }
    }

    private String digest(Path path) throws IOException {
        try (InputStream in = new StoppableStream(Inbox.open(path), stop)) {
            return ContentDigest.of(in);
        }
    }

    private void store(Arrival arrival, Optional<Checkpoint> start, FileStoring storing, Report report)
            throws IOException {
        CommittingSink sink = new CommittingSink(connection.name(), arrival.name(), storing, false, report::add);
        try {
            pass(arrival, start, sink);
            sink.finish(Optional.of(FINISHED));
        } catch (RuntimeException | IOException e) {
            if (sink.failure().isPresent()) {
                // The source may have wrapped it: what matters is that the store did not take it.
                throw sink.failure().get();
            }
            throw e;
        } finally {
            connection.note(sink.totals());
        }
    }

    /** Lets the source read the file; what is wrong with the file as a whole is a refusal too. */
    private void pass(Arrival arrival, Optional<Checkpoint> start, EventSink sink) throws IOException {
        try (InputStream in = new StoppableStream(Inbox.open(arrival.path()), stop)) {
            connection.read(new Input(arrival.name(), Map.of(), in, start), sink);
        } catch (InputRefusedException e) {
            sink.refuse(0, e.reason());
        } catch (StoppedException | UncheckedIOException e) {
            throw e;
        } catch (RuntimeException e) {
            if (sink instanceof CommittingSink storing && storing.failure().isPresent()) {
                throw e;
            }
            LOG.log(
                    System.Logger.Level.ERROR,
                    "The source {0} failed with {1} while it read a file; the file is moved to the failed folder.",
                    connection.name(),
                    e.getClass().getName());
            sink.refuse(
                    0,
                    Reason.internal(
                            "plugin_failed",
                            "The source failed with " + e.getClass().getName()
                                    + ". What follows the last record it took was not read. Report it to its maker."));
        }
    }

    /** Makes the report of a file that was taken up in its middle: what was refused before is not in it. */
    private void reportAgain(Arrival arrival, Report report) throws IOException {
        report.discard();
        pass(arrival, Optional.empty(), new DryRun(report));
    }

    private void putDown(Path aside) throws IOException {
        Path folder = Objects.requireNonNull(aside.getParent());
        String name = Inbox.nameOf(aside);
        Path target = Inbox.target(folder, name, clock.instant());
        if (folder.equals(inbox.failed())) {
            // The report first: a file in the failed folder always has one.
            Report.publish(draft(name), target.resolveSibling(target.getFileName() + ".report"));
        }
        Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private Path draft(String name) {
        return inbox.failed().resolve("." + name + ".report.part");
    }
}
