package org.eventgateway.engine.plugins;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.eventgateway.plugin.Plugin;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.SpiVersion;
import org.eventgateway.plugin.destination.DestinationFactory;
import org.eventgateway.plugin.source.SourceFactory;

/**
 * The plugins of a gateway. Made once, at start, on one thread; immutable.
 *
 * <p>A plugin comes from outside and may throw anything, even a {@link LinkageError} when it was built for another contract: each
 * is asked on its own, and one that fails is listed as refused.
 */
public final class PluginCatalogue {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private final List<PluginStatus> statuses;
    private final Map<String, Map<String, DestinationFactory>> destinations;
    private final Map<String, Map<String, SourceFactory>> sources;

    private PluginCatalogue(
            List<PluginStatus> statuses,
            Map<String, Map<String, DestinationFactory>> destinations,
            Map<String, Map<String, SourceFactory>> sources) {
        this.statuses = List.copyOf(statuses);
        this.destinations = Map.copyOf(destinations);
        this.sources = Map.copyOf(sources);
    }

    /** Asks each plugin what it is and what it offers. */
    public static PluginCatalogue of(List<Plugin> plugins) {
        return of(new FoundPlugins(plugins, List.of()));
    }

    /** As above; those that are broken already are listed behind them. */
    public static PluginCatalogue of(FoundPlugins found) {
        List<PluginStatus> statuses = new ArrayList<>();
        Map<String, Map<String, DestinationFactory>> destinations = new LinkedHashMap<>();
        Map<String, Map<String, SourceFactory>> sources = new LinkedHashMap<>();
        for (Plugin plugin : found.plugins()) {
            String name = plugin.getClass().getName();
            String version = "";
            String spi = "";
            Optional<Reason> refused;
            try {
                SpiVersion spiVersion = plugin.spiVersion();
                spi = spiVersion.toString();
                name = plugin.name();
                version = plugin.version();
                refused = misfit(name, spiVersion, destinations.keySet());
                if (refused.isEmpty()) {
                    var offeredDestinations = byName(plugin.destinations(), DestinationFactory::name);
                    var offeredSources = byName(plugin.sources(), SourceFactory::name);
                    destinations.put(name, offeredDestinations);
                    sources.put(name, offeredSources);
                }
            } catch (RuntimeException | LinkageError e) {
                refused = Optional.of(Reason.internal(
                        "plugin_failed",
                        "The plugin failed with " + e.getClass().getName()
                                + " when it was asked what it offers. Use a version built for SPI " + SpiVersion.CURRENT
                                + "."));
            }
            statuses.add(new PluginStatus(name, version, spi, refused));
        }
        statuses.addAll(found.broken());
        return new PluginCatalogue(statuses, destinations, sources);
    }

    /** All plugins, in the order in which they were found. */
    public List<PluginStatus> statuses() {
        return statuses;
    }

    /**
     * Finds a destination.
     *
     * @param reference {@code plugin}, which stands for its only destination or the one of its own name, or {@code plugin:destination}
     */
    public Optional<DestinationFactory> destination(String reference) {
        return find(destinations, reference);
    }

    /** Finds a source; as {@link #destination}. */
    public Optional<SourceFactory> source(String reference) {
        return find(sources, reference);
    }

    /** The references under which destinations can be had, for messages. */
    public Set<String> destinationReferences() {
        return references(destinations);
    }

    /** The references under which sources can be had, for messages. */
    public Set<String> sourceReferences() {
        return references(sources);
    }

    private static Optional<Reason> misfit(String name, SpiVersion spiVersion, Set<String> taken) {
        if (!spiVersion.runsOn(SpiVersion.CURRENT)) {
            return Optional.of(Reason.configuration(
                    "spi_version",
                    "The plugin was built for SPI " + spiVersion + ", this gateway offers SPI " + SpiVersion.CURRENT
                            + ". Use a version of the plugin that fits."));
        }
        if (!NAME.matcher(name).matches()) {
            return Optional.of(Reason.internal(
                    "plugin_name",
                    "A plugin's name is lower-case letters, digits and hyphens. Report it to its maker."));
        }
        if (taken.contains(name)) {
            return Optional.of(Reason.configuration(
                    "plugin_twice", "Another plugin has the name " + name + ". Remove one of the two jars."));
        }
        return Optional.empty();
    }

    private static <F> Map<String, F> byName(List<F> factories, Function<F, String> naming) {
        Map<String, F> byName = new LinkedHashMap<>();
        for (F factory : factories) {
            if (byName.put(naming.apply(factory), factory) != null) {
                throw new IllegalArgumentException("two of one name");
            }
        }
        return byName;
    }

    private static <F> Optional<F> find(Map<String, Map<String, F>> offered, String reference) {
        int colon = reference.indexOf(':');
        String plugin = colon < 0 ? reference : reference.substring(0, colon);
        Map<String, F> ofPlugin = offered.getOrDefault(plugin, Map.of());
        if (colon >= 0) {
            return Optional.ofNullable(ofPlugin.get(reference.substring(colon + 1)));
        }
        return ofPlugin.size() == 1
                ? ofPlugin.values().stream().findFirst()
                : Optional.ofNullable(ofPlugin.get(plugin));
    }

    private static <F> Set<String> references(Map<String, Map<String, F>> offered) {
        Set<String> references = new TreeSet<>();
        offered.forEach((plugin, factories) -> factories.keySet().forEach(name -> references.add(plugin + ":" + name)));
        return references;
    }
}
