package org.eventgateway.engine;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eventgateway.engine.pickup.PickUpSettings;
import org.eventgateway.engine.plugins.PluginCatalogue;
import org.eventgateway.engine.route.SourceRoute;
import org.eventgateway.plugin.PluginException;
import org.eventgateway.plugin.settings.Setting;
import org.eventgateway.plugin.settings.SettingFault;
import org.eventgateway.plugin.settings.SettingLookup;
import org.eventgateway.plugin.settings.SettingType;
import org.eventgateway.plugin.settings.SettingsBinder;
import org.eventgateway.plugin.settings.SettingsException;
import org.eventgateway.plugin.settings.SettingsSchema;
import org.eventgateway.plugin.source.Source;
import org.eventgateway.plugin.source.SourceContext;
import org.eventgateway.plugin.source.SourceFactory;

/**
 * Opens sources from their settings. Used once, at start, on one thread. Whatever is wrong becomes faults of that source: its settings,
 * its route, its plugin, or what the plugin throws.
 */
final class SourceOpener {
    static final Setting<String> PLUGIN = Setting.optional(
            "plugin",
            SettingType.TEXT,
            "Which source it is: plugin or plugin:source. Default: the name of the source.");

    private final SettingLookup lookup;
    private final SettingsBinder binder;
    private final PluginCatalogue plugins;
    private final List<String> destinations;
    private final Clock clock;

    /** @param destinations the names of all connections to deliver to */
    SourceOpener(SettingLookup lookup, PluginCatalogue plugins, List<String> destinations, Clock clock) {
        this.lookup = lookup;
        this.binder = new SettingsBinder(lookup);
        this.plugins = plugins;
        this.destinations = destinations;
        this.clock = clock;
    }

    /** Opens one source. Never throws for what is wrong with it. */
    SourceOpening open(String name) {
        String prefix = SourceRoute.prefix(name);
        SettingsBinder.Binding choice = binder.bind(prefix, SettingsSchema.of(PLUGIN));
        String reference = choice.settings().find(PLUGIN).orElse(name);
        SourceRoute route = SourceRoute.read(lookup, name, destinations);
        List<SettingFault> faults = new ArrayList<>(route.faults());
        Optional<SourceOpening.Opened> opened = plugins.source(reference)
                .map(factory -> open(name, prefix, factory, faults))
                .orElseGet(() -> {
                    faults.add(noSuchPlugin(prefix));
                    return Optional.empty();
                });
        return new SourceOpening(name, reference, route.connections(), opened, faults);
    }

    private Optional<SourceOpening.Opened> open(
            String name, String prefix, SourceFactory factory, List<SettingFault> faults) {
        try {
            SettingsBinder.Binding own = binder.bind(prefix, factory.settings());
            SettingsBinder.Binding folder = binder.bind(prefix, PickUpSettings.SCHEMA);
            faults.addAll(own.faults());
            faults.addAll(folder.faults());
            faults.addAll(PickUpSettings.misfits(prefix, folder.settings()));
            if (!faults.isEmpty()) {
                return Optional.empty();
            }
            Source source =
                    Objects.requireNonNull(factory.open(new SourceContext(name, own.settings(), clock)), "open");
            return Optional.of(new SourceOpening.Opened(source, PickUpSettings.of(folder.settings())));
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

    private SettingFault noSuchPlugin(String prefix) {
        return new SettingFault(
                prefix + PLUGIN.key(),
                origin(prefix),
                "There is no such source, or its plugin was refused.",
                "Use one of " + String.join(", ", plugins.sourceReferences()) + ", or add the plugin's jar.");
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
