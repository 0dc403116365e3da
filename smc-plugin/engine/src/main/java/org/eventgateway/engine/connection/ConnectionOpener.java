package org.eventgateway.engine.connection;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import org.eventgateway.engine.delivery.DeliverySettings;
import org.eventgateway.engine.plugins.PluginCatalogue;
import org.eventgateway.plugin.PluginException;
import org.eventgateway.plugin.destination.Destination;
import org.eventgateway.plugin.destination.DestinationContext;
import org.eventgateway.plugin.destination.DestinationFactory;
import org.eventgateway.plugin.settings.Setting;
import org.eventgateway.plugin.settings.SettingFault;
import org.eventgateway.plugin.settings.SettingLookup;
import org.eventgateway.plugin.settings.SettingType;
import org.eventgateway.plugin.settings.Settings;
import org.eventgateway.plugin.settings.SettingsBinder;
import org.eventgateway.plugin.settings.SettingsException;
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
        Optional<DestinationFactory> factory = plugins.destination(reference);
        if (factory.isEmpty()) {
            return new Opening(connection, reference, Optional.empty(), List.of(noSuchPlugin(prefix)));
        }
        List<SettingFault> faults = new ArrayList<>();
        Optional<Opening.Opened> opened = open(connection, prefix, factory.get(), faults);
        return new Opening(connection, reference, opened, faults);
    }

    private Optional<Opening.Opened> open(
            String connection, String prefix, DestinationFactory factory, List<SettingFault> faults) {
        try {
            SettingsBinder.Binding engine = binder.bind(prefix, DeliverySettings.SCHEMA);
            SettingsBinder.Binding own = binder.bind(prefix, factory.settings());
            faults.addAll(engine.faults());
            faults.addAll(DeliverySettings.misfits(prefix, engine.settings()));
            faults.addAll(own.faults());
            if (!faults.isEmpty()) {
                return Optional.empty();
            }
            Destination destination = open(connection, factory, own.settings());
            return Optional.of(new Opening.Opened(factory, destination, DeliverySettings.of(engine.settings())));
        } catch (SettingsException e) {
            e.faults().forEach(fault -> faults.add(withPrefix(prefix, fault)));
        } catch (PluginException e) {
            faults.add(new SettingFault(
                    prefix + PLUGIN.key(),
                    origin(prefix),
                    "The plugin does not start.",
                    e.reason().text()));
        } catch (RuntimeException | LinkageError e) {
            // Its own message may hold a secret or personal data: only the class is told.
            faults.add(new SettingFault(
                    prefix + PLUGIN.key(),
                    origin(prefix),
                    "The plugin failed with " + e.getClass().getName() + ".",
                    "Report it to its maker, or use another version of it."));
        }
        return Optional.empty();
    }

    private Destination open(String connection, DestinationFactory factory, Settings settings) {
        return Objects.requireNonNull(
                factory.open(new DestinationContext(connection, settings, clock, threads)), "open");
    }

    private SettingFault noSuchPlugin(String prefix) {
        return new SettingFault(
                prefix + PLUGIN.key(),
                origin(prefix),
                "There is no such destination, or its plugin was refused.",
                "Use one of " + String.join(", ", plugins.destinationReferences()) + ", or add the plugin's jar.");
    }

    private String origin(String prefix) {
        return lookup.find(prefix + PLUGIN.key())
                .map(SettingLookup.Found::origin)
                .orElse(SettingFault.NOT_SET);
    }

    private static SettingFault withPrefix(String prefix, SettingFault fault) {
        String key = fault.key().startsWith(prefix) ? fault.key() : prefix + fault.key();
        return new SettingFault(key, fault.origin(), fault.problem(), fault.remedy());
    }
}
