package org.eventgateway.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eventgateway.engine.fake.MapLookup;
import org.eventgateway.plugin.settings.Settings;
import org.eventgateway.plugin.settings.SettingsBinder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliverySettingsTest {
    private static final String PREFIX = "destination.smc.";
    private static final Duration SHORTEST = Duration.ofMillis(1);

    @Test
    void whatNobodySetHasTheDocumentedDefaults() {
        assertThat(DeliverySettings.of(bound(Map.of())))
                .isEqualTo(new DeliverySettings(
                        2_500,
                        4_000_000,
                        Duration.ofMillis(500),
                        Duration.ofMinutes(5),
                        Duration.ofDays(3),
                        Duration.ofSeconds(30)));
    }

    @Test
    void theDefaultsMakeSense() {
        assertThat(misfits(Map.of())).isEmpty();
    }

    @Test
    void theSmallestValuesAreTaken() {
        Map<String, String> smallest = Map.of(
                "batch-events", "1",
                "batch-bytes", "1",
                "retry-first-delay", "1ms",
                "retry-longest-delay", "1ms",
                "deadline", "1ms",
                "probe-interval", "1ms");

        assertThat(misfits(smallest)).isEmpty();
        assertThat(DeliverySettings.of(bound(smallest)))
                .isEqualTo(new DeliverySettings(1, 1, SHORTEST, SHORTEST, SHORTEST, SHORTEST));
    }

    @Test
    void aBatchOfNoBytesIsAFaultThatNamesItsKeyAndSaysWhatToSet() {
        assertThat(misfits(Map.of("batch-bytes", "0")))
                .containsExactly("destination.smc.batch-bytes (value): It is zero. Set it to 1MB or more.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"retry-longest-delay", "deadline", "probe-interval"})
    void aTimeOfZeroIsAFaultAndToldOnce(String key) {
        assertThat(misfits(Map.of(key, "0s")))
                .containsExactly("destination.smc." + key + " (value): It is zero. Set it to 1ms or more.");
    }

    @Test
    void aLongestDelayBelowTheFirstIsAFaultOfTheLongest() {
        assertThat(misfits(Map.of("retry-first-delay", "2s", "retry-longest-delay", "1999ms")))
                .containsExactly("destination.smc.retry-longest-delay (value): It is shorter than retry-first-delay. "
                        + "Make it at least as long.");
    }

    @Test
    void allDelaysMayBeTheSame() {
        assertThat(misfits(Map.of("retry-first-delay", "2s", "retry-longest-delay", "2s")))
                .isEmpty();
    }

    @Test
    void everyMisfitIsToldAtOnce() {
        assertThat(misfits(Map.of("batch-bytes", "0", "deadline", "0s", "retry-first-delay", "6m")))
                .hasSize(3);
    }

    @Test
    void aValueThatCannotBeReadIsNoMisfitToo() {
        Map<String, String> values = Map.of("retry-first-delay", "soon", "batch-bytes", "many");

        assertThat(misfits(values)).isEmpty();
        assertThat(binder(values).bind(PREFIX, DeliverySettings.SCHEMA).faults())
                .hasSize(2);
    }

    @Test
    void whatSlipsThroughIsRefusedAllTheSame() {
        assertThatThrownBy(() -> new DeliverySettings(1, 0, SHORTEST, SHORTEST, SHORTEST, SHORTEST))
                .hasMessageContaining("at least one event");
        assertThatThrownBy(() -> new DeliverySettings(1, 1, SHORTEST, SHORTEST, Duration.ofNanos(999_999), SHORTEST))
                .hasMessageContaining("at least 1 ms");
        assertThatThrownBy(() -> new DeliverySettings(1, 1, Duration.ofMillis(2), SHORTEST, SHORTEST, SHORTEST))
                .hasMessageContaining("longer than the longest");
    }

    private static List<String> misfits(Map<String, String> values) {
        return DeliverySettings.misfits(PREFIX, bound(values)).stream()
                .map(Object::toString)
                .toList();
    }

    private static Settings bound(Map<String, String> values) {
        return binder(values).bind(PREFIX, DeliverySettings.SCHEMA).settings();
    }

    private static SettingsBinder binder(Map<String, String> values) {
        MapLookup lookup = new MapLookup();
        values.forEach((key, value) -> lookup.set(PREFIX + key, value));
        return new SettingsBinder(lookup);
    }
}
