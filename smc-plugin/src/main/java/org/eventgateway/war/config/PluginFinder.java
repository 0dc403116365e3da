package org.eventgateway.war.config;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.eventgateway.plugin.Plugin;

/** Finds plugins through {@link ServiceLoader}: in the WAR, and in whatever libraries the server gives it. Called once, at start. */
public final class PluginFinder {
    private static final System.Logger LOG = System.getLogger(PluginFinder.class.getName());
    /** A provider file that cannot be read fails again and again without moving on. */
    private static final int MOST_FAILURES = 100;

    private PluginFinder() {}

    /** All plugins that can be made. One that cannot is logged and passed over: a bad jar must not stop the good ones. */
    public static List<Plugin> find(ClassLoader loader) {
        List<Plugin> plugins = new ArrayList<>();
        Iterator<Plugin> found = ServiceLoader.load(Plugin.class, loader).iterator();
        for (int failures = 0; failures < MOST_FAILURES; ) {
            try {
                if (!found.hasNext()) {
                    return plugins;
                }
                plugins.add(found.next());
            } catch (ServiceConfigurationError | LinkageError e) {
                failures++;
                LOG.log(System.Logger.Level.ERROR, "A plugin cannot be loaded and is left out: " + e.getMessage(), e);
            }
        }
        return plugins;
    }
}
