package org.eventgateway.engine.plugins;

import java.util.ArrayList;
import java.util.List;
import org.eventgateway.plugin.Plugin;

/**
 * What there is to connect, and what was meant to be there but is broken.
 *
 * @param plugins those that could be made, in the order in which they were found
 * @param broken those that could not, each with its reason
 */
public record FoundPlugins(List<Plugin> plugins, List<PluginStatus> broken) {
    /** Nothing was found. */
    public static final FoundPlugins NONE = new FoundPlugins(List.of(), List.of());

    public FoundPlugins {
        plugins = List.copyOf(plugins);
        broken = List.copyOf(broken);
    }

    /** These and then the others. */
    public FoundPlugins and(FoundPlugins others) {
        List<Plugin> allPlugins = new ArrayList<>(plugins);
        allPlugins.addAll(others.plugins);
        List<PluginStatus> allBroken = new ArrayList<>(broken);
        allBroken.addAll(others.broken);
        return new FoundPlugins(allPlugins, allBroken);
    }
}
