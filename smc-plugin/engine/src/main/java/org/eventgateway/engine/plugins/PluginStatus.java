package org.eventgateway.engine.plugins;

import java.util.Optional;
import org.eventgateway.plugin.Reason;

/**
 * A plugin as the gateway found it.
 *
 * @param name its name; the class name if it could not even tell that
 * @param version its own version; empty if it could not tell
 * @param spiVersion the version of the contract it was built for; empty if it could not tell
 * @param refused why it is not used; empty when it is loaded
 */
public record PluginStatus(String name, String version, String spiVersion, Optional<Reason> refused) {

    /** Whether its destinations and sources can be used. */
    public boolean loaded() {
        return refused.isEmpty();
    }
}
