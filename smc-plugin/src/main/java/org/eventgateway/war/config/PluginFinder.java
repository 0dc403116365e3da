package org.eventgateway.war.config;

import org.eclipse.microprofile.config.Config;
import org.eventgateway.engine.GatewaySettings;
import org.eventgateway.engine.plugins.FoundPlugins;
import org.eventgateway.engine.plugins.PluginFolder;
import org.eventgateway.engine.plugins.PluginSearch;

/**
 * Finds plugins: in the WAR, in whatever libraries the server gives it, and in the folder that {@code gateway.plugin-folder} names.
 * Held by whoever starts the gateway; it finds once, at start, and is closed after the gateway.
 */
public final class PluginFinder implements AutoCloseable {
    private PluginFolder folder = PluginFolder.none();

    /**
     * All plugins, those that are broken too.
     *
     * @param loader the WAR's own
     */
    public FoundPlugins find(Config config, ClassLoader loader) {
        // Which settings are secrets is known only when the plugins are; the folder is none.
        folder = GatewaySettings.pluginFolder(new ConfigLookup(config, key -> false))
                .map(path -> PluginFolder.open(path, loader))
                .orElseGet(PluginFolder::none);
        return PluginSearch.in(loader, "WAR and libraries").and(folder.found());
    }

    @Override
    public void close() {
        folder.close();
    }
}
