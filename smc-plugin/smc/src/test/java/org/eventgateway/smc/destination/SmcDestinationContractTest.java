package org.eventgateway.smc.destination;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.eventgateway.plugin.destination.DestinationFactory;
import org.eventgateway.plugin.testkit.DestinationContract;
import org.eventgateway.plugin.testkit.RemoteStandIn;
import org.eventgateway.smc.quota.Quotas;

/** The contract that every destination keeps, held against the sandbox. */
class SmcDestinationContractTest extends DestinationContract {
    private final GatedSandbox remote = new GatedSandbox();

    @Override
    protected DestinationFactory factory() {
        return new SmcDestinationFactory(new Quotas(), new Random(1));
    }

    @Override
    protected RemoteStandIn remote() {
        return remote;
    }

    @Override
    protected Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("api-key", "sandbox-key");
        settings.put("api-secret", "sandbox-secret");
        settings.put("admin-url", remote.url().toString());
        settings.put("organization", "ACME");
        settings.put("allowed-events", "*");
        settings.put("allow-insecure-url", "true");
        settings.put("user-list", "USERS_SEGMENT");
        settings.put("business-key", "CUSTOMER_ID");
        // The kit's groups are no segments of the sandbox.
        settings.put("group-to", "row");
        return settings;
    }

    @Override
    protected Map<String, String> badSettings() {
        Map<String, String> bad = new HashMap<>();
        bad.put("api-secret", "sandbox-key");
        bad.put("admin-url", "https://slgnt.eu.example.org");
        bad.put("columns", "EVENT_NAME=name");
        bad.put("events-list", "segment events");
        bad.put("identify-to", "nowhere");
        bad.put("call-rows", "2501");
        bad.put("user-list", "");
        bad.put("key-store", "/no/such/file");
        bad.put("proxy-url", "http://proxy.example.org");
        return bad;
    }
}
