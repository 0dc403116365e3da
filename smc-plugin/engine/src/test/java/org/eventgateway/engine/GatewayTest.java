package org.eventgateway.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.eventgateway.engine.fake.TestEvents.tracks;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.eventgateway.engine.connection.ConnectionState;
import org.eventgateway.engine.fake.FakePlugin;
import org.eventgateway.engine.fake.MapLookup;
import org.eventgateway.engine.fake.TestEvents;
import org.eventgateway.engine.intake.Acceptance;
import org.eventgateway.engine.log.LogUnavailableException;
import org.eventgateway.engine.log.SqliteStore;
import org.eventgateway.engine.log.StoreConfig;
import org.eventgateway.engine.route.Route;
import org.eventgateway.engine.route.Routes;
import org.eventgateway.plugin.destination.CheckReport;
import org.eventgateway.plugin.destination.DeliveryResult;
import org.eventgateway.plugin.destination.Scope;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.plugin.settings.SettingFault;
import org.eventgateway.plugin.settings.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole engine with its real store and real threads. */
class GatewayTest {
    @TempDir
    private Path folder;

    private final FakePlugin plugin = new FakePlugin("smc");
    private final MapLookup lookup = new MapLookup().set("destination.smc.api-key", "k");

    @Test
    void deliversWhatItAccepts() {
        try (Gateway gateway = start()) {
            Acceptance acceptance = accept(gateway, "smc", 2_000);

            assertThat(acceptance.stored()).isEqualTo(2_000);
            awaitDelivered(gateway, "smc", 2_000);
            assertThat(plugin.instance("smc").sent().stream().flatMap(List::stream))
                    .containsExactlyElementsOf(tracks(2_000).stream()
                            .map(event -> event.messageId())
                            .toList());
        }
    }

    @Test
    void whatWasNotDeliveredBeforeAStopIsDeliveredAfterTheNextStart() {
        plugin.instance("smc")
                .answer(new DeliveryResult.Paused(
                        Scope.CONNECTION, org.eventgateway.plugin.Reason.configuration("bad_key", "Renew the key.")));
        try (Gateway gateway = start()) {
            accept(gateway, "smc", 10);
            await().until(() -> state(gateway, "smc") == ConnectionState.PAUSED);
        }

        try (Gateway gateway = start()) {
            awaitDelivered(gateway, "smc", 10);
            assertThat(gateway.connection("smc")
                            .orElseThrow()
                            .status()
                            .balance()
                            .addsUp())
                    .isTrue();
        }
    }

    @Test
    void aConnectionWithBadSettingsIsListedAndTheOthersDeliver() {
        lookup.set("destinations", "smc,de").set("destination.de.plugin", "smc");

        try (Gateway gateway = start()) {
            accept(gateway, "smc", 3);

            awaitDelivered(gateway, "smc", 3);
            assertThat(state(gateway, "de")).isEqualTo(ConnectionState.BAD_SETTINGS);
            assertThat(gateway.connection("de").orElseThrow().status().faults())
                    .extracting(SettingFault::key)
                    .containsExactly("destination.de.api-key");
            assertThatThrownBy(() -> accept(gateway, "de", 1)).hasCauseInstanceOf(LogUnavailableException.class);
        }
    }

    @Test
    void aConnectionThatSpentItsDiskBudgetRefusesOnlyTheRoutesThatNameIt() {
        lookup.set("destinations", "smc,de")
                .set("destination.de.plugin", "smc")
                .set("destination.de.api-key", "k")
                .set("destination.smc.disk-budget", "1MB");
        plugin.instance("smc")
                .answer(new DeliveryResult.Paused(
                        Scope.CONNECTION, org.eventgateway.plugin.Reason.configuration("bad_key", "Renew the key.")));

        try (Gateway gateway = start()) {
            accept(gateway, List.of("smc"), large("a", 100));

            assertThatThrownBy(() -> accept(gateway, List.of("smc", "de"), large("b", 1)))
                    .hasCauseInstanceOf(LogUnavailableException.class)
                    .hasMessageContaining("connection smc");
            assertThat(accept(gateway, List.of("de"), large("b", 1)).stored()).isEqualTo(1);
        }
    }

    @Test
    void aDiskBudgetOfNearlyNothingIsABadSettingOfItsConnection() {
        lookup.set("destination.smc.disk-budget", "999999");

        try (Gateway gateway = start()) {
            assertThat(gateway.connection("smc").orElseThrow().status().faults())
                    .extracting(SettingFault::key)
                    .containsExactly("destination.smc.disk-budget");
        }
    }

    @Test
    void aConnectionWithBadSettingsSaysSoWhenChecked() {
        lookup.set("destination.smc.api-key", "");

        try (Gateway gateway = start()) {
            var connection = gateway.connection("smc").orElseThrow();

            assertThat(connection.check().steps())
                    .extracting(CheckReport.Step::verdict)
                    .containsExactly(CheckReport.Verdict.FAILED);
            assertThat(connection
                            .preview(TestEvents.track("m", "u"))
                            .rejected()
                            .orElseThrow()
                            .code())
                    .isEqualTo("bad_settings");
        }
    }

    @Test
    void badSettingsOfTheGatewayItselfKeepItFromStarting() {
        lookup.set("gateway.disk-budget", "none");

        assertThatThrownBy(this::start).isInstanceOf(SettingsException.class);
    }

    @Test
    void closingStopsEverythingItStarted() {
        Gateway gateway = start();

        gateway.close();

        assertThat(state(gateway, "smc")).isEqualTo(ConnectionState.STOPPED);
        assertThat(plugin.instance("smc").calls()).last().isEqualTo("close");
    }

    @Test
    void tellsADestinationOfACrashBeforeItStarts() {
        // What is on disk when a process was killed while it delivered.
        try (SqliteStore store =
                SqliteStore.open(StoreConfig.of(folder), List.of("smc"), Clock.systemUTC(), Thread::new)) {
            store.runs().begin("smc");
        }

        try (Gateway gateway = start()) {
            accept(gateway, "smc", 1);
            awaitDelivered(gateway, "smc", 1);
        }

        assertThat(plugin.instance("smc").calls()).startsWith("afterCrash", "start");
    }

    @Test
    void aStopInOrderIsNoCrash() {
        runAndStop(1);
        runAndStop(2);

        assertThat(plugin.instance("smc").calls()).contains("start").doesNotContain("afterCrash");
    }

    @Test
    void aStopWhileCallsMayStillTakeEffectCountsAsACrash() {
        plugin.instance("smc").withOpenCalls(true);
        runAndStop(1);
        plugin.instance("smc").withOpenCalls(false);
        runAndStop(2);
        runAndStop(3);

        assertThat(plugin.instance("smc").calls()).containsOnlyOnce("afterCrash");
    }

    @Test
    void listsPluginsAndRoutes() {
        try (Gateway gateway = start()) {
            assertThat(gateway.plugins()).hasSize(1);
            assertThat(gateway.routes().ofDoor(Routes.TRACKING))
                    .isEqualTo(new Route(Routes.TRACKING, List.of("smc"), false));
            assertThat(gateway.connection("nowhere")).isEqualTo(Optional.empty());
            assertThat(gateway.store().problem()).isEmpty();
        }
    }

    /** A connection begins on a thread of its own. */
    private void runAndStop(int startsThen) {
        try (Gateway gateway = start()) {
            await().until(() -> Collections.frequency(plugin.instance("smc").calls(), "start") == startsThen);
        }
    }

    private Gateway start() {
        lookup.set("gateway.data-folder", folder.toString());
        return Gateway.start(new GatewaySetup(lookup, List.of(plugin), Clock.systemUTC(), Thread::new));
    }

    private static Acceptance accept(Gateway gateway, String connection, int events) {
        return accept(gateway, List.of(connection), tracks(events));
    }

    private static Acceptance accept(Gateway gateway, List<String> connections, List<Event> events) {
        return gateway.intake()
                .accept(new Route("test", connections, false), events, List.of())
                .join();
    }

    /** Events of 20 KB that no compression makes smaller. */
    private static List<Event> large(String prefix, int count) {
        Random random = new Random(1);
        return IntStream.range(0, count)
                .mapToObj(number -> {
                    byte[] noise = new byte[15_000];
                    random.nextBytes(noise);
                    String json = "{\"pad\":\"" + Base64.getEncoder().encodeToString(noise) + "\"}";
                    return Event.builder(EventType.TRACK, prefix + number, Instant.EPOCH)
                            .userId("u")
                            .name("Ordered")
                            .payload(json.getBytes(StandardCharsets.US_ASCII))
                            .build();
                })
                .toList();
    }

    private static ConnectionState state(Gateway gateway, String connection) {
        return gateway.connection(connection).orElseThrow().status().state();
    }

    private static void awaitDelivered(Gateway gateway, String connection, long events) {
        await().until(() ->
                gateway.connection(connection).orElseThrow().status().balance().delivered() == events);
    }
}
