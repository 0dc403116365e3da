package org.eventgateway.plugin;

import java.util.List;
import org.eventgateway.plugin.destination.DestinationFactory;
import org.eventgateway.plugin.source.SourceFactory;

/**
 * A named jar that offers destinations and sources. The gateway finds it through {@link java.util.ServiceLoader} and calls each
 * method once, at start, from one thread. None of them may do I/O or start a thread.
 */
public interface Plugin {

    /** The plugin's name as it stands in {@code destination.<name>.plugin}: lower-case letters, digits and hyphens. */
    String name();

    /** The plugin's own version, for people. */
    String version();

    /** The version of this contract the plugin was built for. */
    SpiVersion spiVersion();

    /** What it can deliver to; at most one destination of a name. */
    default List<DestinationFactory> destinations() {
        return List.of();
    }

    /** What it can receive from; at most one source of a name. */
    default List<SourceFactory> sources() {
        return List.of();
    }
}
