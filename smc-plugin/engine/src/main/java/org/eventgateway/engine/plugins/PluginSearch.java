package org.eventgateway.engine.plugins;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.eventgateway.plugin.Plugin;

/**
 * Looks for plugins with {@link ServiceLoader}. One that cannot be made becomes a status with its reason, and the search goes on: a
 * bad jar must not stop the good ones. Called at start, from one thread.
 */
public final class PluginSearch {
    private static final System.Logger LOG = System.getLogger(PluginSearch.class.getName());
    /** A provider file that cannot be read fails again and again without moving on. */
    private static final int MOST_FAILURES = 100;

    private PluginSearch() {}

    /**
     * Makes every plugin that a class loader offers.
     *
     * @param origin where they come from, as an operator knows it; it is listed in place of the name of one that is broken
     */
    public static FoundPlugins in(ClassLoader loader, String origin) {
        List<Plugin> plugins = new ArrayList<>();
        List<PluginStatus> broken = new ArrayList<>();
        Iterator<Plugin> found = ServiceLoader.load(Plugin.class, loader).iterator();
        while (broken.size() < MOST_FAILURES) {
            try {
                if (!found.hasNext()) {
                    break;
                }
                plugins.add(found.next());
            } catch (RuntimeException | ServiceConfigurationError | LinkageError e) {
                // Beside the list, which shows what to do, the log has the whole trace for the plugin's maker.
                LOG.log(System.Logger.Level.DEBUG, () -> "A plugin of " + origin + " cannot be made", e);
                broken.add(new PluginStatus(origin, "", "", Optional.of(WhyBroken.of(e))));
            }
        }
        return new FoundPlugins(plugins, broken);
    }
}
