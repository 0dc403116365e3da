package org.eventgateway.smc;

import java.util.List;
import java.util.Random;
import org.eventgateway.plugin.Plugin;
import org.eventgateway.plugin.SpiVersion;
import org.eventgateway.plugin.destination.DestinationFactory;
import org.eventgateway.plugin.source.SourceFactory;
import org.eventgateway.smc.destination.SmcDestinationFactory;
import org.eventgateway.smc.quota.Quotas;
import org.eventgateway.smc.source.SmcSourceFactory;

/** Selligent Marketing Cloud as a plugin. */
public final class SmcPlugin implements Plugin {
    private final SourceFactory source = new SmcSourceFactory();
    private final DestinationFactory destination = new SmcDestinationFactory(new Quotas(), new Random());

    @Override
    public String name() {
        return "smc";
    }

    @Override
    public String version() {
        String version = SmcPlugin.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public SpiVersion spiVersion() {
        return new SpiVersion(1, 0);
    }

    @Override
    public List<DestinationFactory> destinations() {
        return List.of(destination);
    }

    @Override
    public List<SourceFactory> sources() {
        return List.of(source);
    }
}
