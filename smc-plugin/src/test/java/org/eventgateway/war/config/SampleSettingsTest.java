package org.eventgateway.war.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eventgateway.engine.GatewaySettings;
import org.eventgateway.engine.delivery.DeliverySettings;
import org.eventgateway.engine.pickup.PickUpSettings;
import org.eventgateway.engine.route.RouteSettings;
import org.eventgateway.plugin.Plugin;
import org.eventgateway.plugin.settings.Setting;
import org.eventgateway.plugin.settings.SettingsSchema;
import org.junit.jupiter.api.Test;

/**
 * Whatever they call their connections, the sample configurations name only settings that there are: a key that nobody reads would be
 * passed over without a word.
 */
class SampleSettingsTest {
    private static final Path SAMPLES = Path.of("../liberty-config/src/main");
    private static final Pattern KEY = Pattern.compile(
            "(?m)(?:name=\"|--propertyName[= ]|^)((?:destination|source|gateway)\\.[a-z0-9.-]+)(?=[\" =])");

    @Test
    void samplesNameOnlyDeclaredSettings() throws IOException {
        List<String> keys = keys();

        assertThat(keys).contains("destination.organization", "gateway.plugin-folder");
        assertThat(declared()).containsAll(keys);
    }

    private static List<String> keys() throws IOException {
        List<String> keys = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SAMPLES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Matcher key = KEY.matcher(Files.readString(file));
                while (key.find()) {
                    keys.add(key.group(1).replaceFirst("^(destination|source)\\.[a-z0-9-]+\\.", "$1."));
                }
            }
        }
        return keys;
    }

    private static Set<String> declared() {
        Set<String> keys = new HashSet<>(Set.of("destination.plugin", "source.plugin"));
        add(keys, "gateway.", GatewaySettings.SCHEMA);
        add(keys, "gateway.", RouteSettings.SCHEMA);
        add(keys, "gateway.", ShellSettings.SCHEMA);
        add(keys, "destination.", DeliverySettings.SCHEMA);
        add(keys, "source.", PickUpSettings.SCHEMA);
        for (Plugin plugin : ServiceLoader.load(Plugin.class)) {
            plugin.destinations().forEach(each -> add(keys, "destination.", each.settings()));
            plugin.sources().forEach(each -> add(keys, "source.", each.settings()));
        }
        return keys;
    }

    private static void add(Set<String> keys, String prefix, SettingsSchema schema) {
        for (Setting<?> setting : schema.settings()) {
            keys.add(prefix + setting.key());
            if (setting.isSecret()) {
                keys.add(prefix + setting.key() + "-file");
            }
        }
    }
}
