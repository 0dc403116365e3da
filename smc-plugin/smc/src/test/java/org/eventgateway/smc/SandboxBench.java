package org.eventgateway.smc;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eventgateway.plugin.settings.Secret;
import org.eventgateway.sandbox.Sandbox;
import org.eventgateway.sandbox.SandboxConfig;
import org.eventgateway.sandbox.SandboxServer;
import org.eventgateway.sandbox.journal.JournalEntry;
import org.eventgateway.sandbox.journal.JournalLimits;
import org.eventgateway.smc.api.AdminUrl;
import org.eventgateway.smc.api.Credentials;
import org.eventgateway.smc.api.HttpSettings;
import org.eventgateway.smc.api.KeyRing;
import org.eventgateway.smc.api.SmcClient;
import org.eventgateway.smccontract.RecordedRequest;
import org.eventgateway.smccontract.SmcContract;

/** A sandbox for one test, and clients of it. Closing it checks every request it got against the contract. */
public final class SandboxBench implements AutoCloseable {
    private static final SmcContract CONTRACT = SmcContract.standard();

    private final SandboxServer server;

    private SandboxBench(SandboxServer server) {
        this.server = server;
    }

    public static SandboxBench start() {
        return new SandboxBench(SandboxServer.start(
                SandboxConfig.defaults().withJournalLimits(new JournalLimits(10_000, 6_000_000, 100_000_000))));
    }

    public URI url() {
        return server.url();
    }

    public Sandbox sandbox() {
        return server.sandbox();
    }

    public SmcClient client(String organization, Duration readTimeout, Duration totalTimeout) {
        return SmcClient.create(
                http(url(), organization, readTimeout, totalTimeout), keys(), SandboxBench::thread, Clock.systemUTC());
    }

    public static HttpSettings http(URI url, String organization, Duration readTimeout, Duration totalTimeout) {
        return new HttpSettings(
                AdminUrl.of(url, List.of(), true),
                organization,
                Duration.ofSeconds(2),
                readTimeout,
                totalTimeout,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public static KeyRing keys() {
        return new KeyRing(List.of(new Credentials(Secret.of("sandbox-key"), Secret.of("sandbox-secret"))));
    }

    public static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "smc-test");
        thread.setDaemon(true);
        return thread;
    }

    public List<JournalEntry> journal() {
        return sandbox().journal().all();
    }

    /** The calls whose path ends so. */
    public List<JournalEntry> calls(String pathEnd) {
        return journal().stream()
                .filter(entry -> entry.path().endsWith(pathEnd))
                .toList();
    }

    @Override
    public void close() {
        List<RecordedRequest> requests =
                journal().stream().map(SandboxBench::recorded).toList();
        server.close();
        if (!requests.isEmpty()) {
            CONTRACT.assertAllValid(requests);
        }
    }

    private static RecordedRequest recorded(JournalEntry entry) {
        Map<String, List<String>> headers = entry.headers().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
        return new RecordedRequest(
                entry.method(),
                entry.path(),
                entry.query(),
                headers,
                entry.body().getBytes(StandardCharsets.UTF_8));
    }
}
