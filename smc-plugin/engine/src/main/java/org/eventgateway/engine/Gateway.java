package org.eventgateway.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eventgateway.engine.connection.Connection;
import org.eventgateway.engine.connection.ConnectionStatus;
import org.eventgateway.engine.intake.Intake;
import org.eventgateway.engine.log.DeadLetters;
import org.eventgateway.engine.plugins.PluginStatus;
import org.eventgateway.engine.route.Routes;
import org.eventgateway.plugin.settings.SettingsException;

/**
 * A running gateway: the one object that whoever embeds the engine holds. Thread-safe.
 */
public final class Gateway implements AutoCloseable {
    private final Routes routes;
    private final Intake intake;
    private final Map<String, Connection> connections;
    private final List<PluginStatus> plugins;
    private final DeadLetters deadLetters;

    Gateway(
            Routes routes,
            Intake intake,
            Map<String, Connection> connections,
            List<PluginStatus> plugins,
            DeadLetters deadLetters) {
        this.routes = routes;
        this.intake = intake;
        this.connections = connections;
        this.plugins = plugins;
        this.deadLetters = deadLetters;
    }

    /**
     * Reads the settings, opens the store and every connection, and begins to deliver. A connection that cannot be opened is listed
     * with what is wrong; the others start.
     *
     * @throws SettingsException if the gateway's own settings are wrong, with all faults
     */
    public static Gateway start(GatewaySetup setup) {
        GatewaySettings.read(setup.lookup());
        throw new IllegalStateException("the store is not linked in yet");
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

    /** All plugins that were found, the refused ones too. */
    public List<PluginStatus> plugins() {
        return plugins;
    }

    /** The events that could not be taken or delivered. */
    public DeadLetters deadLetters() {
        return deadLetters;
    }

    /** Stops delivering within a bound, then closes the destinations and the store. What was not settled is sent again after a start. */
    @Override
    public void close() {}
}
