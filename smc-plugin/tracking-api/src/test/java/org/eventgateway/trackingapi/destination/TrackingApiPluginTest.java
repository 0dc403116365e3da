package org.eventgateway.trackingapi.destination;

import org.eventgateway.plugin.Plugin;
import org.eventgateway.plugin.testkit.PluginContract;

/** The contract that every plugin keeps. */
class TrackingApiPluginTest extends PluginContract {
    @Override
    protected Plugin plugin() {
        return new TrackingApiPlugin();
    }
}
