package org.eventgateway.trackingapi.destination;

import java.util.List;
import org.eventgateway.plugin.Plugin;
import org.eventgateway.plugin.SpiVersion;
import org.eventgateway.plugin.destination.DestinationFactory;

/** Registers the gateway's own dialect as a destination. Found by the service loader. */
public final class TrackingApiPlugin implements Plugin {
    static final String NAME = "tracking-api";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String version() {
        return "1.0.0";
    }

    @Override
    public SpiVersion spiVersion() {
        return new SpiVersion(1, 0);
    }

    @Override
    public List<DestinationFactory> destinations() {
        return List.of(new TrackingApiFactory());
    }
}
