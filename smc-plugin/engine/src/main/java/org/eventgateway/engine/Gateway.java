package org.eventgateway.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.eventgateway.engine.connection.Connection;
import org.eventgateway.engine.connection.ConnectionOpener;
import org.eventgateway.engine.connection.ConnectionStatus;
import org.eventgateway.engine.connection.Opening;
import org.eventgateway.engine.delivery.Delivery;
import org.eventgateway.engine.delivery.DeliveryParts;
import org.eventgateway.engine.delivery.DeliveryThreads;
import org.eventgateway.engine.intake.Inlet;
import org.eventgateway.engine.intake.Intake;
import org.eventgateway.engine.log.DeadLetters;
import org.eventgateway.engine.log.Deletions;
import org.eventgateway.engine.log.StoreStatus;
import org.eventgateway.engine.plugins.PluginCatalogue;
import org.eventgateway.engine.plugins.PluginStatus;
import org.eventgateway.engine.route.Routes;
import org.eventgateway.engine.source.SourceConnection;
import org.eventgateway.engine.source.SourceStatus;
import org.eventgateway.plugin.destination.Destination;
import org.eventgateway.plugin.settings.SettingsException;

/**
 * A running gateway: the one object that whoever embeds the engine holds. Started once, closed once; everything in between may be
 * called from any thread.
 */
public final class Gateway implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Gateway.class.getName());
    /** A call that is out may come back within this; then it is left behind, and its batch is sent again after a start. */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private final Routes routes;
    private final PluginCatalogue plugins;
    private final Store store;
    private final Housekeeping housekeeping;
    private final Caretaker caretaker;
    private final List<Run> runs = new ArrayList<>();
    private final Map<String, Connection> connections = new LinkedHashMap<>();
    private final Intake intake;
    private final Sources sources;
    private boolean closed;

    private Gateway(
            GatewaySetup setup,
            Routes routes,
            PluginCatalogue plugins,
            List<Opening> openings,
            List<SourceOpening> sourceOpenings,
            Store store,
            Caretaker caretaker,
            RandomGenerator random) {
        this.routes = routes;
        this.plugins = plugins;
        this.store = store;
        this.caretaker = caretaker;
        this.housekeeping = new Housekeeping(store, setup.clock(), setup.threads());
        List<Inlet> inlets = new ArrayList<>();
        for (Opening opening : openings) {
            inlets.add(opening.opened()
                    .map(opened -> connect(setup, opening, opened, random))
                    .orElseGet(() -> listFaults(setup, opening)));
        }
        this.intake = new Intake(store.eventLog(), inlets);
        this.sources = new Sources(sourceOpenings, intake, store.checkpoints(), setup.clock(), setup.threads());
        Map<String, String> pluginsOfConnections = new LinkedHashMap<>();
        openings.forEach(opening -> pluginsOfConnections.put(opening.name(), opening.plugin()));
        store.cover(sources.files(pluginsOfConnections));
    }

    /**
     * Reads the settings, opens the store, every connection and every source, and begins to deliver. What cannot be opened is listed
     * with what is wrong; the others start.
     *
     * @throws SettingsException if the gateway's own settings are wrong, with all faults
     * @throws org.eventgateway.engine.log.StoreException if the data folder cannot be used; its text says why and what to do
     */
    public static Gateway start(GatewaySetup setup) {
        return start(setup, EmbeddedStore::open, new SplittableRandom());
    }

    static Gateway start(GatewaySetup setup, Store.Opener storeOpener, RandomGenerator random) {
        GatewaySettings settings = GatewaySettings.read(setup.lookup());
        PluginCatalogue plugins = PluginCatalogue.of(setup.plugins());
        Caretaker caretaker = new Caretaker(setup.threads());
        Store store =
                storeOpener.open(settings, settings.destinations(), setup.clock(), setup.threads(), caretaker::wake);
        List<Opening> openings = new ArrayList<>();
        List<SourceOpening> sourceOpenings = new ArrayList<>();
        try {
            ConnectionOpener opener = new ConnectionOpener(setup.lookup(), plugins, setup.clock(), setup.threads());
            settings.destinations().forEach(name -> openings.add(opener.open(name)));
            SourceOpener sourceOpener =
                    new SourceOpener(setup.lookup(), plugins, settings.destinations(), setup.clock());
            settings.sources().forEach(name -> sourceOpenings.add(sourceOpener.open(name)));
            Gateway gateway =
                    new Gateway(setup, settings.routes(), plugins, openings, sourceOpenings, store, caretaker, random);
            gateway.begin();
            return gateway;
        } catch (RuntimeException | Error e) {
            openings.forEach(opening -> opening.opened().ifPresent(opened -> closeQuietly(opened.destination())));
            sourceOpenings.forEach(opening ->
                    opening.opened().ifPresent(opened -> opened.source().close()));
            store.close();
            throw e;
        }
    }

    /** Where doors hand in events. */
    public Intake intake() {
        return intake;
    }

    /** Where doors ask whose events are taken. */
    public Routes routes() {
        return routes;
    }

    /** How all connections are, in the order of the settings. */
    public List<ConnectionStatus> connections() {
        return connections.values().stream().map(Connection::status).toList();
    }

    /** One connection by its name. */
    public Optional<Connection> connection(String name) {
        return Optional.ofNullable(connections.get(name));
    }

    /** How all sources are, in the order of the settings. */
    public List<SourceStatus> sources() {
        return sources.statuses();
    }

    /** One source that is open, by its name. */
    public Optional<SourceConnection> source(String name) {
        return sources.find(name);
    }

    /** All plugins that were found, the refused ones too. */
    public List<PluginStatus> plugins() {
        return plugins.statuses();
    }

    /** The events that could not be taken or delivered. */
    public DeadLetters deadLetters() {
        return store.deadLetters();
    }

    /** What became of the requests to delete persons. */
    public Deletions deletions() {
        return store.deletions();
    }

    /** How the store does, for health checks and metrics. Cheap. */
    public StoreStatus store() {
        return store.status();
    }

    /**
     * Stops delivering within a bound, then closes the destinations and the store. What was not settled is sent again after a start.
     * Closing again does nothing.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        long end = System.nanoTime() + LONGEST_STOP.toNanos();
        sources.stop();
        runs.forEach(Run::stop);
        sources.awaitEnd(Duration.ofNanos(end - System.nanoTime()));
        runs.forEach(run -> run.end(Duration.ofNanos(end - System.nanoTime())));
        sources.close();
        housekeeping.close();
        caretaker.close();
        store.close();
    }

    private Inlet connect(GatewaySetup setup, Opening opening, Opening.Opened opened, RandomGenerator random) {
        String name = opening.name();
        Delivery delivery = new Delivery(new DeliveryParts(
                name,
                opened.destination(),
                store.eventLog(),
                store.setAside(),
                store.deletions(),
                store.outages(),
                opened.delivery(),
                setup.clock(),
                // Generators are not thread-safe: each delivery draws from one of its own.
                new SplittableRandom(random.nextLong()),
                setup.listener()));
        DeliveryThreads threads = new DeliveryThreads(name, delivery, setup.clock(), setup.threads());
        store.eventLog().onAppend(name, threads::eventsArrived);
        runs.add(new Run(name, opened.destination(), threads, store.runs()));
        connections.put(name, new Connection(opening, delivery::status, store.ledger(), setup.clock()));
        return new Inlet(
                name,
                opened.factory().eventTypes(),
                opened.factory().integrationName(),
                opened.destination()::admit,
                Optional.empty());
    }

    private Inlet listFaults(GatewaySetup setup, Opening opening) {
        opening.faults()
                .forEach(fault -> LOG.log(
                        System.Logger.Level.ERROR, "Connection {0} does not start: {1}", opening.name(), fault));
        connections.put(
                opening.name(), new Connection(opening, Connection.NEVER_DELIVERS, store.ledger(), setup.clock()));
        return Inlet.closed(opening.name(), "its settings are wrong.");
    }

    private void begin() {
        plugins.statuses()
                .forEach(plugin -> plugin.refused()
                        .ifPresent(reason -> LOG.log(
                                System.Logger.Level.ERROR,
                                "The plugin {0} is not used: {1}",
                                plugin.name(),
                                reason.text())));
        if (routes.openToThisMachineOnly()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "gateway.write-keys is not set: calls are taken from this machine only, with any write key.");
        }
        housekeeping.start();
        caretaker.start(store);
        runs.forEach(Run::start);
        sources.start();
    }

    private static void closeQuietly(Destination destination) {
        try {
            destination.close();
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "A destination failed with {0} when it was closed.",
                    e.getClass().getName());
        }
    }
}
