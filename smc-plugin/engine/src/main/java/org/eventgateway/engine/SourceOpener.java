package org.eventgateway.engine;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eventgateway.engine.pickup.PickUpSettings;
import org.eventgateway.engine.plugins.OpeningFaults;
import org.eventgateway.engine.plugins.PluginCatalogue;
import org.eventgateway.engine.route.SourceRoute;
import org.eventgateway.plugin.settings.Setting;
import org.eventgateway.plugin.settings.SettingLookup;
import org.eventgateway.plugin.settings.SettingType;
import org.eventgateway.plugin.settings.SettingsBinder;
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
        OpeningFaults faults = new OpeningFaults(lookup, prefix, PLUGIN.key());
        faults.add(route.faults());
        Optional<SourceOpening.Opened> opened = plugins.source(reference)
                .map(factory -> faults.guard(() -> open(name, prefix, factory, faults)))
                .orElseGet(() -> {
                    faults.noSuch("source", plugins.sourceReferences());
                    return Optional.empty();
                });
        return new SourceOpening(name, reference, route.connections(), opened, faults.all());
    }

    private Optional<SourceOpening.Opened> open(
            String name, String prefix, SourceFactory factory, OpeningFaults faults) {
        SettingsBinder.Binding own = binder.bind(prefix, factory.settings());
        SettingsBinder.Binding folder = binder.bind(prefix, PickUpSettings.SCHEMA);
        faults.add(own.faults());
        faults.add(folder.faults());
        faults.add(PickUpSettings.misfits(prefix, folder.settings()));
        if (faults.any()) {
            return Optional.empty();
        }
        Source source = Objects.requireNonNull(factory.open(new SourceContext(name, own.settings(), clock)), "open");
        return Optional.of(new SourceOpening.Opened(source, PickUpSettings.of(folder.settings())));
    }
}
