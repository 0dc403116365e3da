package org.eventgateway.engine;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import org.eventgateway.engine.intake.Intake;
import org.eventgateway.engine.log.Checkpoints;
import org.eventgateway.engine.pickup.PickUp;
import org.eventgateway.engine.route.Route;
import org.eventgateway.engine.source.FolderStatus;
import org.eventgateway.engine.source.SourceConnection;
import org.eventgateway.engine.source.SourceState;
import org.eventgateway.engine.source.SourceStatus;
import org.eventgateway.engine.source.Totals;
import org.eventgateway.plugin.Reason;

/** The sources of a gateway. Made, started and closed once by it; the rest is thread-safe. */
final class Sources {
    private static final System.Logger LOG = System.getLogger(Gateway.class.getName());

    private final Map<String, SourceOpening> openings = new LinkedHashMap<>();
    private final Map<String, SourceConnection> connections = new LinkedHashMap<>();
    private final Map<String, PickUp> pickUps = new LinkedHashMap<>();
    private volatile boolean stopped;

    Sources(List<SourceOpening> all, Intake intake, Checkpoints checkpoints, Clock clock, ThreadFactory threads) {
        for (SourceOpening opening : all) {
            String name = opening.name();
            openings.put(name, opening);
            opening.faults()
                    .forEach(
                            fault -> LOG.log(System.Logger.Level.ERROR, "Source {0} does not start: {1}", name, fault));
            opening.opened().ifPresent(opened -> {
                // What SMC or any other remote system says does not entitle it to have persons deleted.
                Route route = new Route(name, opening.feeds(), false);
                SourceConnection connection = new SourceConnection(name, opened.source(), route, intake, clock);
                connections.put(name, connection);
                opened.pickUp()
                        .ifPresent(settings ->
                                pickUps.put(name, new PickUp(settings, connection, checkpoints, clock, threads)));
            });
        }
    }

    /**
     * The files that they have picked up.
     *
     * @param plugins the plugin of each connection
     */
    PickedUpFiles files(Map<String, String> plugins) {
        return new PickedUpFiles(pickUps, openings, plugins);
    }

    void start() {
        pickUps.values().forEach(PickUp::start);
    }

    /** Tells the pick-ups to end; requests go on until the store is closed. */
    void stop() {
        stopped = true;
        pickUps.values().forEach(PickUp::stop);
    }

    void awaitEnd(Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        pickUps.values().forEach(pickUp -> pickUp.awaitEnd(Duration.ofNanos(end - System.nanoTime())));
    }

    void close() {
        connections.values().forEach(SourceConnection::close);
    }

    Optional<SourceConnection> find(String name) {
        return Optional.ofNullable(connections.get(name));
    }

    List<SourceStatus> statuses() {
        List<SourceStatus> statuses = new ArrayList<>();
        openings.values().forEach(opening -> statuses.add(status(opening)));
        return statuses;
    }

    private SourceStatus status(SourceOpening opening) {
        Optional<SourceConnection> connection = find(opening.name());
        Optional<FolderStatus> folder =
                Optional.ofNullable(pickUps.get(opening.name())).map(PickUp::status);
        Optional<Reason> reason = connection.isPresent()
                ? folder.flatMap(FolderStatus::problem)
                : Optional.of(Reason.configuration(
                        "bad_settings",
                        "The settings of the source " + opening.name() + " have "
                                + opening.faults().size() + " faults. Correct them and start again."));
        SourceState state = connection.isEmpty()
                ? SourceState.BAD_SETTINGS
                : stopped ? SourceState.STOPPED : reason.isPresent() ? SourceState.WAITING : SourceState.RECEIVING;
        return new SourceStatus(
                opening.name(),
                opening.plugin(),
                state,
                reason,
                opening.faults(),
                opening.feeds(),
                connection.map(SourceConnection::totals).orElse(Totals.NONE),
                connection.flatMap(SourceConnection::lastInput),
                folder);
    }
}
