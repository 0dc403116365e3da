package org.eventgateway.engine.source;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.eventgateway.engine.intake.Acceptance;
import org.eventgateway.engine.intake.Intake;
import org.eventgateway.engine.log.Append;
import org.eventgateway.engine.log.LogUnavailableException;
import org.eventgateway.engine.route.Route;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.source.EventSink;
import org.eventgateway.plugin.source.Input;
import org.eventgateway.plugin.source.PersonRecords;
import org.eventgateway.plugin.source.Source;
import org.jspecify.annotations.Nullable;

/** One open instance of a source: reads inputs with it and stores what it writes. Thread-safe. */
public final class SourceConnection implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(SourceConnection.class.getName());
    private static final int REFUSALS_SHOWN = 100;
    /** An append takes milliseconds unless the disk is in trouble. */
    private static final Duration LONGEST_APPEND = Duration.ofSeconds(30);

    private static final Duration SLOW_RETRY = Duration.ofSeconds(10);

    private final String name;
    private final Source source;
    private final Route route;
    private final Intake intake;
    private final Clock clock;
    private final AtomicReference<Totals> totals = new AtomicReference<>(Totals.NONE);
    private volatile @Nullable Instant lastInput;

    /**
     * @param name the source's name
     * @param source the open instance; closed with this
     * @param route whom it feeds
     * @param intake where events go
     * @param clock the time
     */
    public SourceConnection(String name, Source source, Route route, Intake intake, Clock clock) {
        this.name = name;
        this.source = source;
        this.route = route;
        this.intake = intake;
        this.clock = clock;
    }

    /** Its name, such as {@code smc}. */
    public String name() {
        return name;
    }

    /** Whom it feeds. */
    public List<String> feeds() {
        return route.connections();
    }

    /** What became of its records since the start. */
    public Totals totals() {
        return Objects.requireNonNull(totals.get());
    }

    /** When an input was last read since the start. */
    public Optional<Instant> lastInput() {
        return Optional.ofNullable(lastInput);
    }

    /**
     * Reads one request. Returns when everything is on disk; blocks for that long. Called on request threads.
     *
     * @param path the request's path, beginning with a slash
     * @param headers by lower-case name
     * @param body read as a stream
     * @throws org.eventgateway.plugin.source.InputRefusedException if the request is not acceptable as a whole
     * @throws LogUnavailableException if the store takes nothing; whoever sent the request sends it again
     * @throws IOException if the body cannot be read; what was stored before is recognised when it comes again
     */
    public Received receive(String path, Map<String, List<String>> headers, InputStream body) throws IOException {
        List<Refusal> shown = new ArrayList<>();
        CommittingSink sink = new CommittingSink(
                name,
                path,
                (events, refused, checkpoint) -> await(append(events, refused, Optional.empty())),
                true,
                refusal -> {
                    if (shown.size() < REFUSALS_SHOWN) {
                        shown.add(refusal);
                    }
                });
        try {
            source.read(new Input(path, headers, body, Optional.empty()), sink);
            sink.finish(Optional.empty());
        } catch (RuntimeException | IOException e) {
            if (sink.failure().isPresent()) {
                // The source may have wrapped it: what matters is that the store did not take it.
                throw sink.failure().get();
            }
            throw e;
        } finally {
            note(sink.totals());
        }
        return new Received(sink.totals(), shown);
    }

    /** Reads an input into a sink of the caller's. Not counted until {@link #note}. */
    public void read(Input input, EventSink sink) throws IOException {
        source.read(input, sink);
    }

    /** Whether it finds persons in files that it has read. */
    public boolean findsPersons() {
        try {
            return source.findsPersons();
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The source {0} failed with {1} when it was asked whether it finds persons; its files are left as they are.",
                    name,
                    e.getClass().getName());
            return false;
        }
    }

    /** Finds the records of persons in a file. */
    public void find(Input file, Predicate<String> isAsked, PersonRecords found) throws IOException {
        source.find(file, isAsked, found);
    }

    /** Hands events, refusals and progress to intake. */
    public CompletableFuture<Acceptance> append(
            List<Event> events, List<Append.Refused> refused, Optional<Append.Progress> progress) {
        return intake.accept(route, events, refused, progress);
    }

    /** Waits until an append is on disk. */
    public static Acceptance await(CompletableFuture<Acceptance> append) {
        try {
            return append.get(LONGEST_APPEND.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LogUnavailableException unavailable) {
                throw unavailable;
            }
            throw new IllegalStateException("storing failed", e.getCause());
        } catch (TimeoutException e) {
            throw new LogUnavailableException("Storing the events took too long.", SLOW_RETRY, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException();
        }
    }

    /** Counts what became of an input. */
    public void note(Totals ofInput) {
        totals.accumulateAndGet(ofInput, Totals::plus);
        lastInput = clock.instant();
    }

    @Override
    public void close() {
        try {
            source.close();
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The source {0} failed with {1} when it was closed.",
                    name,
                    e.getClass().getName());
        }
    }
}
