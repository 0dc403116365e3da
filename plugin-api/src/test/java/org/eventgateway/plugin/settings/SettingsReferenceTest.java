package org.eventgateway.plugin.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingsReferenceTest {
    private static final SettingsReference REFERENCE = new SettingsReference(SettingsSchema.of(
            Setting.required("api-key", SettingType.SECRET, "The key."),
            Setting.optional("proxy-password", SettingType.SECRET, "For the proxy."),
            Setting.required("admin-url", SettingType.URL, "The address."),
            Setting.defaulted("send-page-events", SettingType.BOOLEAN, "true", "Page calls."),
            Setting.defaulted("rows", SettingType.integer(1, 2_500), "2500", "Rows a call."),
            Setting.defaulted("mode", SettingType.oneOf(Mode.class), "row-and-profile", "Row | profile."),
            Setting.defaulted("time-out", SettingType.DURATION_VALUE, "30s", "For a\ncall."),
            Setting.defaulted("call-size", SettingType.SIZE_VALUE, "5MB", "For a call."),
            Setting.optional(
                    "list", SettingType.matching(Pattern.compile("[a-z_]+"), "a list name"), "The list of <name>."),
            Setting.optional("columns", SettingType.MAPPING, "The columns.")));

    private enum Mode {
        ROW,
        ROW_AND_PROFILE
    }

    @Test
    void theTableHasOneRowForEachSetting() {
        assertThat(REFERENCE.markdown("destination.smc.")).isEqualTo("""
                        | Key | Type | Default | Required | Secret | Description |
                        |---|---|---|---|---|---|
                        | `destination.smc.api-key` | secret | – | yes | yes, or a file by `destination.smc.api-key-file` | The key. |
                        | `destination.smc.proxy-password` | secret | – | no | yes, or a file by `destination.smc.proxy-password-file` | For the proxy. |
                        | `destination.smc.admin-url` | url | – | yes | no | The address. |
                        | `destination.smc.send-page-events` | boolean | `true` | no | no | Page calls. |
                        | `destination.smc.rows` | a whole number from 1 to 2500 | `2500` | no | no | Rows a call. |
                        | `destination.smc.mode` | one of row, row-and-profile | `row-and-profile` | no | no | Row \\| profile. |
                        | `destination.smc.time-out` | duration | `30s` | no | no | For a call. |
                        | `destination.smc.call-size` | size | `5MB` | no | no | For a call. |
                        | `destination.smc.list` | text | – | no | no | The list of &lt;name>. |
                        | `destination.smc.columns` | mapping | – | no | no | The columns. |
                        """);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            the required ones;      {"api-key":"k","admin-url":"https://a.example"}
            a secret by file;       {"api-key-file":"/run/k","admin-url":"https://a.example"}
            a number;               {"api-key":"k","admin-url":"https://a.example","rows":1}
            a choice;               {"api-key":"k","admin-url":"https://a.example","mode":"row"}
            a duration;             {"api-key":"k","admin-url":"https://a.example","time-out":"72h"}
            a size in small;        {"api-key":"k","admin-url":"https://a.example","call-size":"500 kb"}
            a matching text;        {"api-key":"k","admin-url":"https://a.example","list":"segment_events"}
            """)
    void theJsonSchemaTakesWhatIsValid(String name, String settings) throws Exception {
        assertThat(schema().validate(new ObjectMapper().readTree(settings))).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            no secret;              {"admin-url":"https://a.example"}
            the secret twice;       {"api-key":"k","api-key-file":"/run/k","admin-url":"https://a.example"}
            an optional one twice;  {"api-key":"k","admin-url":"https://a.example","proxy-password":"p","proxy-password-file":"/p"}
            no address;             {"api-key":"k"}
            an empty address;       {"api-key":"k","admin-url":""}
            an unknown key;         {"api-key":"k","admin-url":"https://a.example","api-kye":"k"}
            a flag as text;         {"api-key":"k","admin-url":"https://a.example","send-page-events":"yes"}
            too large a number;     {"api-key":"k","admin-url":"https://a.example","rows":2501}
            no such choice;         {"api-key":"k","admin-url":"https://a.example","mode":"column"}
            a duration without unit; {"api-key":"k","admin-url":"https://a.example","time-out":"30"}
            a text with more behind; {"api-key":"k","admin-url":"https://a.example","list":"segment_events!"}
            """)
    void theJsonSchemaRefusesWhatIsNot(String name, String settings) throws Exception {
        assertThat(schema().validate(new ObjectMapper().readTree(settings))).isNotEmpty();
    }

    @Test
    void theJsonSchemaIsOneItself() throws Exception {
        JsonSchema meta = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(java.net.URI.create("https://json-schema.org/draft/2020-12/schema"));

        assertThat(meta.validate(
                        new ObjectMapper().readTree(REFERENCE.jsonSchema("SMC").toString())))
                .isEmpty();
    }

    @Test
    void theJsonSchemaSaysWhatHoldsByDefaultInItsOwnType() {
        var properties = REFERENCE.jsonSchema("SMC").getJsonObject("properties");

        assertThat(properties.getJsonObject("rows").getInt("default")).isEqualTo(2_500);
        assertThat(properties.getJsonObject("send-page-events").getBoolean("default"))
                .isTrue();
        assertThat(properties.getJsonObject("time-out").getString("default")).isEqualTo("30s");
    }

    @Test
    void secretsAreWriteOnlyInTheJsonSchema() {
        var properties = REFERENCE.jsonSchema("SMC").getJsonObject("properties");

        assertThat(properties.getJsonObject("api-key").getBoolean("writeOnly")).isTrue();
        assertThat(properties.getJsonObject("admin-url").containsKey("writeOnly"))
                .isFalse();
    }

    @Test
    void aPatternWithFlagsIsLeftOutRatherThanWrong() {
        SettingType<String> type = SettingType.matching(Pattern.compile("[a-z]+", Pattern.CASE_INSENSITIVE), "letters");

        assertThat(type.shape()).isEqualTo(ValueShape.TEXT);
    }

    private static JsonSchema schema() {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(REFERENCE.jsonSchema("SMC").toString());
    }
}
