package org.eventgateway.trackingapi.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import org.eventgateway.plugin.Plugin;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.plugin.settings.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrackingApiSettingsTest {

    @ParameterizedTest
    @CsvSource({
        "https://api.segment.io, /v1/batch, https://api.segment.io/v1/batch",
        "https://events.eu1.segmentapis.com/, /v1/batch, https://events.eu1.segmentapis.com/v1/batch",
        "https://jitsu.example/api/s/s2s, /batch, https://jitsu.example/api/s/s2s/batch",
        "https://rudder.example:8443, /v1/import/, https://rudder.example:8443/v1/import/",
    })
    void joinsUrlAndPath(String url, String path, String address) {
        assertThat(settings(Map.of("url", url, "path", path)).endpoint().address())
                .hasToString(address);
    }

    @Test
    void hasSegmentsLimitsByDefault() {
        TrackingApiSettings settings = settings(Map.of());

        assertThat(settings.limits()).isEqualTo(new BatchLimits(500_000, 2_500, 32_768));
        assertThat(settings.requestsPerSecond()).isEqualTo(50);
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "url, http://api.segment.io, url",
        "url, https://api.segment.io?x=1, url",
        "write-key, kéy, write-key",
        "max-batch-size, 10KB, max-batch-size",
        "read-timeout, 0s, read-timeout",
        "total-timeout, 2h, total-timeout",
    })
    void namesWhatDoesNotFit(String key, String value, String faulty) {
        assertThatThrownBy(() -> settings(Map.of(key, value)))
                .isInstanceOfSatisfying(
                        SettingsException.class,
                        e -> assertThat(e.faults())
                                .singleElement()
                                .satisfies(fault -> assertThat(fault.key()).isEqualTo(faulty)));
    }

    @Test
    void hidesTheKey() {
        assertThat(settings(Map.of()).toString()).doesNotContain("key-1");
    }

    @Test
    void isFoundByTheServiceLoaderAndDoesNotOfferDeletion() {
        assertThat(ServiceLoader.load(Plugin.class)).singleElement().satisfies(plugin -> {
            assertThat(plugin.name()).isEqualTo("tracking-api");
            assertThat(plugin.destinations()).singleElement().satisfies(factory -> {
                assertThat(factory.name()).isEqualTo("tracking-api");
                assertThat(factory.eventTypes()).hasSize(6).doesNotContain(EventType.DELETE);
            });
        });
    }

    private static TrackingApiSettings settings(Map<String, String> more) {
        Map<String, String> values = new HashMap<>(Map.of("url", "https://api.segment.io", "write-key", "key-1"));
        values.putAll(more);
        return TrackingApiSettings.of(Bound.settings(values));
    }
}
