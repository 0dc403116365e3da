package org.eventgateway.plugin.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eventgateway.plugin.settings.SettingLookup.Found;
import org.eventgateway.plugin.settings.SettingsBinder.Binding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsBinderTest {
    private static final Setting<Secret> KEY = Setting.required("api-key", SettingType.SECRET, "The key.");
    private static final Setting<URI> ADDRESS = Setting.required("url", SettingType.URL, "The address.");
    private static final Setting<Integer> ROWS =
            Setting.defaulted("rows", SettingType.integer(1, 2_500), "500", "Rows per call.");
    private static final Setting<List<String>> NAMES = Setting.optional("names", SettingType.LIST, "Names.");
    private static final SettingsSchema SCHEMA = SettingsSchema.of(KEY, ADDRESS, ROWS, NAMES);

    private final Map<String, String> values = new HashMap<>();

    @Test
    void bindsDefaultsAndValues() {
        values.put("d.api-key", " k ");
        values.put("d.url", "https://acme.slgnt.eu");
        values.put("d.names", "Order Completed, Signed\\, Up,");

        Binding binding = bind();

        assertThat(binding.faults()).isEmpty();
        assertThat(binding.settings().get(KEY).reveal()).isEqualTo("k");
        assertThat(binding.settings().get(ROWS)).isEqualTo(500);
        assertThat(binding.settings().get(NAMES)).containsExactly("Order Completed", "Signed, Up");
    }

    @Test
    void reportsAllFaultsAtOnceInOrder() {
        values.put("d.rows", "many");
        values.put("d.url", "ftp://acme");

        assertThat(bind().faults()).extracting(SettingFault::key).containsExactly("d.api-key", "d.url", "d.rows");
    }

    @Test
    void aFaultNamesOriginAndRemedyButNeverTheValue() {
        values.put("d.api-key", "k");
        values.put("d.url", "sup3r-s3cret nonsense");

        SettingFault fault = bind().faults().get(0);

        assertThat(fault.origin()).isEqualTo("test");
        assertThat(fault.remedy()).contains("https://acme.slgnt.eu");
        assertThat(fault.toString()).doesNotContain("sup3r");
    }

    @ParameterizedTest
    @CsvSource({"{xor}Lz4sLChvLTs=", "{aes}ABCDEF"})
    void refusesASecretThatTheServerEncoded(String encoded) {
        values.put("d.api-key", encoded);
        values.put("d.url", "https://acme.slgnt.eu");

        SettingFault fault = bind().faults().get(0);

        assertThat(fault.key()).isEqualTo("d.api-key");
        assertThat(fault.remedy()).contains("d.api-key-file");
        assertThat(fault.toString()).doesNotContain(encoded);
    }

    @Test
    void readsASecretFromAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("key"), "from-file\n");
        values.put("d.api-key-file", file.toString());
        values.put("d.url", "https://acme.slgnt.eu");

        assertThat(bind().settings().get(KEY).reveal()).isEqualTo("from-file");
    }

    @Test
    void aMissingSecretFileIsOneFaultNotTwo(@TempDir Path folder) {
        values.put("d.api-key-file", folder.resolve("absent").toString());
        values.put("d.url", "https://acme.slgnt.eu");

        assertThat(bind().faults()).extracting(SettingFault::key).containsExactly("d.api-key-file");
    }

    @Test
    void aSecretGivenTwiceIsAFault(@TempDir Path folder) throws IOException {
        values.put("d.api-key", "one");
        values.put(
                "d.api-key-file",
                Files.writeString(folder.resolve("key"), "two").toString());
        values.put("d.url", "https://acme.slgnt.eu");

        assertThat(bind().faults()).extracting(SettingFault::key).containsExactly("d.api-key-file");
    }

    @Test
    void secretsHideThemselves() {
        values.put("d.api-key", "hidden");
        values.put("d.url", "https://acme.slgnt.eu");

        Settings settings = bind().settings();

        assertThat(settings.toString() + settings.get(KEY) + new Found("hidden", "test"))
                .doesNotContain("hidden");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"250ms,PT0.25S", "30s,PT30S", "5m,PT5M", "72h,PT72H", "30d,PT720H"})
    void readsDurations(String text, Duration expected) {
        assertThat(SettingType.DURATION_VALUE.reader().apply(text)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"500000,500000", "500KB,500000", "5MB,5000000", "2GB,2000000000"})
    void readsSizes(String text, long expected) {
        assertThat(SettingType.SIZE_VALUE.reader().apply(text)).isEqualTo(expected);
    }

    @Test
    void readsMappingsInOrder() {
        assertThat(SettingType.MAPPING.reader().apply("B=properties.b,A=jsonata:a\\, b"))
                .containsExactly(Map.entry("B", "properties.b"), Map.entry("A", "jsonata:a, b"));
    }

    private Binding bind() {
        return new SettingsBinder(key -> Optional.ofNullable(values.get(key)).map(value -> new Found(value, "test")))
                .bind("d.", SCHEMA);
    }
}
