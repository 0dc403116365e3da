package org.eventgateway.engine.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.eventgateway.engine.fake.FakePlugin;
import org.eventgateway.engine.fake.MapLookup;
import org.eventgateway.engine.fake.VirtualClock;
import org.eventgateway.engine.plugins.PluginCatalogue;
import org.eventgateway.plugin.PluginException;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.settings.SettingFault;
import org.eventgateway.plugin.settings.SettingsException;
import org.junit.jupiter.api.Test;

class ConnectionOpenerTest {
    private final FakePlugin plugin = new FakePlugin("smc");
    private final MapLookup lookup = new MapLookup().set("destination.smc.api-key", "k");

    @Test
    void aConnectionIsAnInstanceOfThePluginOfItsName() {
        Opening opening = open("smc");

        assertThat(opening.plugin()).isEqualTo("smc");
        assertThat(opening.opened().orElseThrow().destination()).isSameAs(plugin.instance("smc"));
    }

    @Test
    void aConnectionMayNameItsPlugin() {
        lookup.set("destination.de.plugin", "smc:smc").set("destination.de.api-key", "k");

        assertThat(open("de").opened()).isPresent();
    }

    @Test
    void readsHowToDeliverWithDocumentedDefaults() {
        lookup.set("destination.smc.batch-events", "100").set("destination.smc.deadline", "1h");

        var delivery = open("smc").opened().orElseThrow().delivery();

        assertThat(delivery.batchEvents()).isEqualTo(100);
        assertThat(delivery.deadline()).isEqualTo(Duration.ofHours(1));
        assertThat(delivery.batchBytes()).isEqualTo(4_000_000);
        assertThat(delivery.retryFirstDelay()).isEqualTo(Duration.ofMillis(500));
        assertThat(delivery.retryLongestDelay()).isEqualTo(Duration.ofMinutes(5));
        assertThat(delivery.probeInterval()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void tellsAllFaultsOfTheEngineAndThePluginAtOnce() {
        lookup.set("destination.smc.api-key", " ")
                .set("destination.smc.batch-events", "many")
                .set("destination.smc.probe-interval", "0s")
                .set("destination.smc.retry-longest-delay", "100ms");

        assertThat(open("smc").faults())
                .extracting(SettingFault::key)
                .containsExactly(
                        "destination.smc.batch-events",
                        "destination.smc.probe-interval",
                        "destination.smc.retry-longest-delay",
                        "destination.smc.api-key");
    }

    @Test
    void anUnknownPluginIsAFaultThatNamesTheKnownOnes() {
        lookup.set("destination.smc.plugin", "smx");

        assertThat(open("smc").faults()).singleElement().satisfies(fault -> {
            assertThat(fault.key()).isEqualTo("destination.smc.plugin");
            assertThat(fault.origin()).isEqualTo("test");
            assertThat(fault.remedy()).contains("smc:smc");
        });
    }

    @Test
    void settingsThatDoNotFitTogetherAreFaultsWithWholeKeys() {
        plugin.opening(context -> {
            throw new SettingsException(List.of(new SettingFault("api-key", "test", "It is short.", "Take another.")));
        });

        assertThat(open("smc").faults()).extracting(SettingFault::key).containsExactly("destination.smc.api-key");
    }

    @Test
    void aPluginThatCannotStartSaysWhy() {
        plugin.opening(context -> {
            throw new PluginException(Reason.configuration("no_class", "A class is missing. Add its jar."));
        });

        assertThat(open("smc").faults())
                .extracting(SettingFault::remedy)
                .containsExactly("A class is missing. Add its jar.");
    }

    @Test
    void aPluginThatThrowsIsAFaultWithoutItsMessage() {
        plugin.opening(context -> {
            throw new IllegalStateException("key k is bad");
        });

        assertThat(open("smc").faults().toString())
                .contains("IllegalStateException")
                .doesNotContain("key k is bad");
    }

    private Opening open(String connection) {
        PluginCatalogue plugins = PluginCatalogue.of(List.of(plugin));
        return new ConnectionOpener(lookup, plugins, new VirtualClock(), Thread::new).open(connection);
    }
}
