package org.eventgateway.engine;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import org.eventgateway.engine.delivery.DeliveryListener;
import org.eventgateway.engine.plugins.FoundPlugins;
import org.eventgateway.plugin.Plugin;
import org.eventgateway.plugin.settings.SettingLookup;

/**
 * What whoever embeds the gateway brings.
 *
 * @param lookup reads the settings
 * @param plugins what there is to connect, and what is broken
 * @param clock the time; {@link Clock#systemUTC()} in production
 * @param threads makes the threads of the store, of the deliveries and of the plugins; in a server, its managed thread factory
 * @param listener hears what deliveries do
 */
public record GatewaySetup(
        SettingLookup lookup, FoundPlugins plugins, Clock clock, ThreadFactory threads, DeliveryListener listener) {

    /** As the canonical constructor, with nobody listening. */
    public GatewaySetup(SettingLookup lookup, FoundPlugins plugins, Clock clock, ThreadFactory threads) {
        this(lookup, plugins, clock, threads, DeliveryListener.NONE);
    }

    /** As the canonical constructor, with plugins that are there already and nobody listening. */
    public GatewaySetup(SettingLookup lookup, List<Plugin> plugins, Clock clock, ThreadFactory threads) {
        this(lookup, new FoundPlugins(plugins, List.of()), clock, threads);
    }
}
