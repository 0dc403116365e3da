package org.eventgateway.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.eventgateway.engine.fake.MapLookup;
import org.eventgateway.plugin.settings.SettingFault;
import org.eventgateway.plugin.settings.SettingsException;
import org.junit.jupiter.api.Test;

class GatewaySettingsTest {
    private final MapLookup lookup = new MapLookup();

    @Test
    void hasDocumentedDefaults() {
        GatewaySettings settings = GatewaySettings.read(lookup);

        assertThat(settings.destinations()).containsExactly("smc");
        assertThat(settings.sources()).isEmpty();
        assertThat(settings.diskBudget()).isEqualTo(10_000_000_000L);
        assertThat(settings.repeatWindow()).isEqualTo(Duration.ofHours(30));
        assertThat(settings.deadLetterRetention()).isEqualTo(Duration.ofDays(30));
        assertThat(settings.dataFolder().getFileName()).isEqualTo(Path.of("event-gateway-data"));
        assertThat(settings.routes().openToThisMachineOnly()).isTrue();
    }

    @Test
    void eventsAreNotKeptInATemporaryFolder() {
        assertThat(GatewaySettings.read(lookup).dataFolder())
                .isEqualTo(Path.of(System.getProperty("user.home"), "event-gateway-data"));
    }

    @Test
    void tellsAllFaultsAtOnce() {
        lookup.set("gateway.disk-budget", "much")
                .set("gateway.repeat-window", "0h")
                .set("destinations", "smc,smc,Bad_Name")
                .set("gateway.routes.tracking", "nowhere")
                .set("gateway.may-delete", "nobody");

        assertThatThrownBy(() -> GatewaySettings.read(lookup))
                .isInstanceOfSatisfying(
                        SettingsException.class,
                        e -> assertThat(e.faults())
                                .extracting(SettingFault::key)
                                .containsExactly(
                                        "gateway.disk-budget",
                                        "gateway.repeat-window",
                                        "destinations",
                                        "destinations",
                                        "gateway.may-delete",
                                        "gateway.routes.tracking"));
    }

    @Test
    void aWriteKeyIsNeverPrinted() {
        lookup.set("gateway.write-keys", "web=aB3dE6gH9");

        assertThat(GatewaySettings.read(lookup).toString()).doesNotContain("aB3dE6gH9");
    }
}
