package org.eventgateway.war.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eventgateway.plugin.settings.SettingLookup.Found;
import org.junit.jupiter.api.Test;

/** Settings come from MicroProfile Config, one declared key at a time. */
class ConfigLookupTest {
    private static final Config CONFIG = new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withSources(
                    new PropertiesConfigSource(
                            Map.of(
                                    "gateway.data-folder", "${base}/data",
                                    "base", "/srv",
                                    "destination.smc.api-secret", "a${base}$b",
                                    "destination.smc.broken", "${nothing}",
                                    "destination.smc.blank", "  "),
                            "low",
                            100),
                    new PropertiesConfigSource(Map.of("destination.smc.api-key", "high-key"), "high", 300),
                    new PropertiesConfigSource(Map.of("destination.smc.api-key", "low-key"), "lower", 50))
            .build();
    private static final ConfigLookup LOOKUP =
            new ConfigLookup(CONFIG, new SecretKeys(List.of(ShellSettings.SCHEMA, Schemas.API)));

    @Test
    void expandsExpressionsInOrdinarySettings() {
        assertThat(LOOKUP.find("gateway.data-folder")).map(Found::value).contains("/srv/data");
    }

    @Test
    void leavesSecretsAsTheyAre() {
        assertThat(LOOKUP.find("destination.smc.api-secret")).map(Found::value).contains("a${base}$b");
    }

    @Test
    void takesTheSourceOfTheHighestOrdinalAndNamesIt() {
        assertThat(LOOKUP.find("destination.smc.api-key")).get().satisfies(found -> {
            assertThat(found.value()).isEqualTo("high-key");
            assertThat(found.origin()).contains("high");
        });
        assertThat(LOOKUP.find("base"))
                .get()
                .satisfies(found -> assertThat(found.origin()).contains("low"));
    }

    @Test
    void showsAnExpressionThatNamesNothingAsItStands() {
        assertThat(LOOKUP.find("destination.smc.broken")).map(Found::value).contains("${nothing}");
    }

    @Test
    void countsBlankAndAbsentAsNotSet() {
        assertThat(LOOKUP.find("destination.smc.blank")).isEmpty();
        assertThat(LOOKUP.find("destination.smc.absent")).isEmpty();
    }
}
