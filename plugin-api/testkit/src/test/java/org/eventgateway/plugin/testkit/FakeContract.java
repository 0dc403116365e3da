package org.eventgateway.plugin.testkit;

import java.time.Duration;
import java.util.Map;
import org.eventgateway.plugin.destination.DestinationFactory;

/** Puts a fake destination through the kit, good or faulty. */
abstract class FakeContract extends DestinationContract {
    final FakeRemote remote = new FakeRemote();
    private final FakeFactory.Opener opener;

    FakeContract(FakeFactory.Opener opener) {
        this.opener = opener;
    }

    @Override
    protected DestinationFactory factory() {
        return new FakeFactory(remote, opener);
    }

    @Override
    protected RemoteStandIn remote() {
        return remote;
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("api-key", "kit-secret-4711", "list", "events");
    }

    @Override
    protected Map<String, String> badSettings() {
        return Map.of("list", "NOT LOWER CASE");
    }

    @Override
    protected Duration patience() {
        return Duration.ofMillis(200);
    }
}
