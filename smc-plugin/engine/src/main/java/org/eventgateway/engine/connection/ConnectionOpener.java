package org.eventgateway.engine.connection;

import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import org.eventgateway.engine.delivery.DeliverySettings;
import org.eventgateway.engine.plugins.OpeningFaults;
import org.eventgateway.engine.plugins.PluginCatalogue;
import org.eventgateway.plugin.destination.Destination;
import org.eventgateway.plugin.destination.DestinationContext;
import org.eventgateway.plugin.destination.DestinationFactory;
import org.eventgateway.plugin.settings.Setting;
import org.eventgateway.plugin.settings.SettingLookup;
import org.eventgateway.plugin.settings.SettingType;
import org.eventgateway.plugin.settings.Settings;
import org.eventgateway.plugin.settings.SettingsBinder;
import org.eventgateway.plugin.settings.SettingsSchema;

/**
 * Opens connections from their settings. Used once, at start, on one thread. Whatever is wrong becomes faults of that connection: its
 * settings, its plugin, or what the plugin throws.
 */
public final class ConnectionOpener {
    public static final Setting<String> PLUGIN = Setting.optional(
            "plugin",
            SettingType.TEXT,
            "Which destination it is: plugin or plugin:destination. Default: the name of the connection.");

    private final SettingLookup lookup;
    private final SettingsBinder binder;
    private final PluginCatalogue plugins;
    private final Clock clock;
    private final ThreadFactory threads;

    public ConnectionOpener(SettingLookup lookup, PluginCatalogue plugins, Clock clock, ThreadFactory threads) {
        this.lookup = lookup;
        this.binder = new SettingsBinder(lookup);
        this.plugins = plugins;
        this.clock = clock;
        this.threads = threads;
    }

    /** What stands before the keys of a connection. */
    public static String prefix(String connection) {
        return "destination." + connection + ".";
    }

    /** Opens one connection. Never throws for what is wrong with it. */
    public Opening open(String connection) {
        String prefix = prefix(connection);
        SettingsBinder.Binding choice = binder.bind(prefix, SettingsSchema.of(PLUGIN));
        String reference = choice.settings().find(PLUGIN).orElse(connection);
        OpeningFaults faults = new OpeningFaults(lookup, prefix, PLUGIN.key());
        Optional<Opening.Opened> opened = plugins.destination(reference)
                .map(factory -> faults.guard(() -> open(connection, prefix, factory, faults)))
                .orElseGet(() -> {
                    faults.noSuch("destination", plugins.destinationReferences());
                    return Optional.empty();
                });
        return new Opening(connection, reference, opened, faults.all());
    }

    private Optional<Opening.Opened> open(
            String connection, String prefix, DestinationFactory factory, OpeningFaults faults) {
        SettingsBinder.Binding engine = binder.bind(prefix, DeliverySettings.SCHEMA);
        SettingsBinder.Binding own = binder.bind(prefix, factory.settings());
        faults.add(engine.faults());
        faults.add(DeliverySettings.misfits(prefix, engine.settings()));
        faults.add(own.faults());
        if (faults.any()) {
            return Optional.empty();
        }
        Destination destination = open(connection, factory, own.settings());
        return Optional.of(new Opening.Opened(factory, destination, DeliverySettings.of(engine.settings())));
    }

    private Destination open(String connection, DestinationFactory factory, Settings settings) {
        return Objects.requireNonNull(
                factory.open(new DestinationContext(connection, settings, clock, threads)), "open");
    }
}
