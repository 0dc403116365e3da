package org.eventgateway.war.ops;

import org.eventgateway.engine.plugins.PluginStatus;
import org.eventgateway.plugin.Reason;
import org.jspecify.annotations.Nullable;

/**
 * A plugin as an operator sees it.
 *
 * @param name its name
 * @param version its own version
 * @param spiVersion the contract it was built for
 * @param loaded whether it can be used
 * @param refused why not
 */
public record PluginView(
        String name,
        String version,
        String spiVersion,
        boolean loaded,
        @Nullable Reason refused) {

    static PluginView of(PluginStatus status) {
        return new PluginView(
                status.name(),
                status.version(),
                status.spiVersion(),
                status.loaded(),
                status.refused().orElse(null));
    }
}
