package org.eventgateway.embedding;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.eventgateway.engine.Gateway;
import org.eventgateway.engine.GatewaySetup;
import org.eventgateway.engine.intake.Acceptance;
import org.eventgateway.engine.log.Ledger.Balance;
import org.eventgateway.engine.route.Route;
import org.eventgateway.plugin.Plugin;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.settings.SettingLookup.Found;

/** A gateway in a plain Java program. Safe for any thread; close it once. */
public final class EmbeddedGateway implements AutoCloseable {
    private final Gateway gateway;

    /** Starts with the settings under their full keys, such as {@code destination.smc.api-key}. */
    public EmbeddedGateway(Map<String, String> settings) {
        List<Plugin> plugins = ServiceLoader.load(Plugin.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        this.gateway = Gateway.start(new GatewaySetup(
                key -> Optional.ofNullable(settings.get(key)).map(value -> new Found(value, "program")),
                plugins,
                Clock.systemUTC(),
                Thread::new));
    }

    /** Takes events for SMC; they are on disk when it returns. */
    public Acceptance send(List<Event> events) {
        return gateway.intake()
                .accept(new Route("program", List.of("smc"), true), events, List.of())
                .join();
    }

    /** What became of everything that was accepted. */
    public Balance balance() {
        return gateway.connection("smc").orElseThrow().status().balance();
    }

    @Override
    public void close() {
        gateway.close();
    }
}
