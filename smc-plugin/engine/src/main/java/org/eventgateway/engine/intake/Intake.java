package org.eventgateway.engine.intake;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.eventgateway.engine.intake.Acceptance.Filtered;
import org.eventgateway.engine.log.Append;
import org.eventgateway.engine.log.EventLog;
import org.eventgateway.engine.log.LogUnavailableException;
import org.eventgateway.engine.route.Route;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.destination.Admission;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;

/** Takes the events of a request. Called by the doors on request threads, once a request; thread-safe, never blocks. */
public final class Intake {
    /** The destination does not declare the event's type. */
    public static final Reason TYPE_NOT_SUPPORTED = Reason.event(
            "type_not_supported", "The destination takes no events of this type. Nothing needs to be done.");
    /** Deletion requests are taken from trusted callers only. */
    public static final Reason DELETE_NOT_ALLOWED = Reason.event(
            "delete_not_allowed",
            "This caller may not ask for deletions. Send them with a key of gateway.may-delete, or signed.");
    /** The event's integrations object switches the destination off. */
    public static final Reason FILTERED_BY_INTEGRATIONS = Reason.event(
            "filtered_by_integrations", "The sender switched this destination off in the integrations object.");
    /** The destination threw when it was asked. */
    public static final Reason ADMISSION_FAILED = Reason.internal(
            "admission_failed",
            "The destination failed when it was asked whether it wants the event. Report it to its maker.");

    private static final System.Logger LOG = System.getLogger(Intake.class.getName());
    private static final Duration CLOSED_RETRY = Duration.ofSeconds(30);

    private final EventLog log;
    private final Map<String, Inlet> inlets;
    private final Set<String> alreadyReported = ConcurrentHashMap.newKeySet();

    public Intake(EventLog log, List<Inlet> inlets) {
        this.log = log;
        Map<String, Inlet> byName = new LinkedHashMap<>();
        inlets.forEach(inlet -> byName.put(inlet.connection(), inlet));
        this.inlets = Map.copyOf(byName);
    }

    /**
     * Filters and stores.
     *
     * @param route whom the events feed and what they may do
     * @param events what was parsed, in order
     * @param refused what was not acceptable; kept as dead letters of every connection of the route
     * @return completes when all is on disk, on a thread that must not be held up; fails with {@link LogUnavailableException}, and
     *     then nothing was stored
     */
    public CompletableFuture<Acceptance> accept(Route route, List<Event> events, List<Append.Refused> refused) {
        return accept(route, events, refused, Optional.empty());
    }

    /**
     * As {@link #accept(Route, List, List)}, for a source.
     *
     * @param progress how far its input was read with these events; stored with them in one transaction
     */
    public CompletableFuture<Acceptance> accept(
            Route route, List<Event> events, List<Append.Refused> refused, Optional<Append.Progress> progress) {
        if (events.isEmpty() && refused.isEmpty() && progress.isEmpty()) {
            return CompletableFuture.completedFuture(new Acceptance(0, 0, List.of()));
        }
        List<Append.Part> parts = new ArrayList<>();
        List<Filtered> filtered = new ArrayList<>();
        for (String connection : route.connections()) {
            Inlet inlet = inlets.getOrDefault(connection, Inlet.closed(connection, "It is not declared."));
            if (inlet.closed().isPresent()) {
                // Storing for the others alone would lose the events for this one without a word.
                return CompletableFuture.failedFuture(new LogUnavailableException(
                        "The connection " + connection + " takes no events: "
                                + inlet.closed().get(),
                        CLOSED_RETRY));
            }
            parts.add(part(inlet, route, events, refused, filtered));
        }
        return log.append(new Append(parts, progress))
                .thenApply(receipt -> new Acceptance(receipt.stored(), receipt.repeats(), filtered));
    }

    private Append.Part part(
            Inlet inlet, Route route, List<Event> events, List<Append.Refused> refused, List<Filtered> filtered) {
        List<Event> wanted = new ArrayList<>(events.size());
        Map<String, Integer> counts = new LinkedHashMap<>();
        List<Append.Refused> kept = new ArrayList<>(refused);
        for (int index = 0; index < events.size(); index++) {
            Event event = events.get(index);
            Optional<Reason> unwanted = unwanted(inlet, route, event);
            if (unwanted.isEmpty()) {
                wanted.add(event);
                continue;
            }
            Reason reason = unwanted.get();
            filtered.add(new Filtered(index, inlet.connection(), reason));
            if (reason.equals(ADMISSION_FAILED)) {
                ByteBuffer raw = event.payload();
                kept.add(new Append.Refused(reason, raw));
            } else {
                counts.merge(reason.code(), 1, Integer::sum);
            }
        }
        return new Append.Part(inlet.connection(), wanted, counts, kept);
    }

    private Optional<Reason> unwanted(Inlet inlet, Route route, Event event) {
        if (!inlet.eventTypes().contains(event.type())) {
            return Optional.of(TYPE_NOT_SUPPORTED);
        }
        if (event.type() == EventType.DELETE && !route.mayDelete()) {
            return Optional.of(DELETE_NOT_ALLOWED);
        }
        if (!event.integrations().wants(inlet.integrationName())) {
            return Optional.of(FILTERED_BY_INTEGRATIONS);
        }
        return admission(inlet, event).filtered();
    }

    private Admission admission(Inlet inlet, Event event) {
        try {
            return inlet.admit().apply(event);
        } catch (RuntimeException e) {
            if (alreadyReported.add(inlet.connection())) {
                LOG.log(
                        System.Logger.Level.ERROR,
                        "The destination of connection {0} failed with {1} when it was asked whether it wants an event. "
                                + "Such events are kept as dead letters; this is reported once.",
                        inlet.connection(),
                        e.getClass().getName());
            }
            return Admission.filtered(ADMISSION_FAILED);
        }
    }
}
