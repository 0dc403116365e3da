package org.eventgateway.plugin.testkit;

import java.util.List;
import org.eventgateway.plugin.Plugin;
import org.eventgateway.plugin.SpiVersion;
import org.eventgateway.plugin.destination.DestinationFactory;
import org.eventgateway.plugin.source.SourceFactory;

/** A good registration, found by the service loader of these tests. */
public class FakePlugin implements Plugin {
    @Override
    public String name() {
        return "fake";
    }

    @Override
    public String version() {
        return "1.2.3";
    }

    @Override
    public SpiVersion spiVersion() {
        return new SpiVersion(1, 0);
    }

    @Override
    public List<DestinationFactory> destinations() {
        return List.of(new FakeFactory(new FakeRemote(), FakeDestination::new));
    }

    @Override
    public List<SourceFactory> sources() {
        return List.of(new SourceContractTest.Good().factory());
    }
}
