package org.eventgateway.plugin.settings;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Optional;

/**
 * What people and tools read about the settings of an instance, made from their one declaration: the table of the README and a
 * JSON Schema. Called by the build and by the operator's pages, from any thread; the JSON Schema needs a {@code jakarta.json}
 * provider.
 *
 * @param schema the declared settings
 */
public record SettingsReference(SettingsSchema schema) {
    private static final String NONE = "–";

    /**
     * Renders a Markdown table with one row for each setting, in the order of the declaration.
     *
     * @param prefix what stands before the keys, such as {@code destination.smc.}
     */
    public String markdown(String prefix) {
        StringBuilder table = new StringBuilder("| Key | Type | Default | Required | Secret | Description |\n");
        table.append("|---|---|---|---|---|---|\n");
        for (Setting<?> setting : schema.settings()) {
            List<String> cells = List.of(
                    code(prefix + setting.key()),
                    words(kind(setting.type())),
                    setting.defaultText()
                            .filter(text -> !text.isEmpty())
                            .map(SettingsReference::code)
                            .orElse(NONE),
                    setting.isRequired() ? "yes" : "no",
                    setting.isSecret() ? "yes, or a file by " + code(prefix + setting.key() + "-file") : "no",
                    words(setting.description()));
            table.append("| ").append(String.join(" | ", cells)).append(" |\n");
        }
        return table.toString();
    }

    /**
     * Renders a JSON Schema (draft 2020-12) of an object that holds the settings by their keys, without a prefix. Numbers and
     * flags are numbers and flags there; whoever turns such an object into configuration writes them down as text.
     *
     * @param title what the settings are for
     */
    public JsonObject jsonSchema(String title) {
        JsonProvider json = JsonProvider.provider();
        JsonObjectBuilder properties = json.createObjectBuilder();
        JsonArrayBuilder required = json.createArrayBuilder();
        JsonArrayBuilder rules = json.createArrayBuilder();
        for (Setting<?> setting : schema.settings()) {
            properties.add(setting.key(), property(json, setting));
            if (setting.isSecret()) {
                properties.add(setting.key() + "-file", secretFile(json, setting));
                rules.add(secretRule(json, setting));
            } else if (setting.isRequired()) {
                required.add(setting.key());
            }
        }
        return json.createObjectBuilder()
                .add("$schema", "https://json-schema.org/draft/2020-12/schema")
                .add("title", title)
                .add("type", "object")
                .add("properties", properties)
                .add("required", required)
                // never empty: the schema forbids that
                .add("allOf", rules.add(json.createObjectBuilder()))
                .add("additionalProperties", false)
                .build();
    }

    private static JsonObjectBuilder property(JsonProvider json, Setting<?> setting) {
        JsonObjectBuilder property = json.createObjectBuilder();
        shape(json, property, setting);
        property.add("description", setting.description());
        if (setting.isSecret()) {
            property.add("writeOnly", true);
        }
        if (setting.type().equals(SettingType.URL)) {
            property.add("format", "uri");
        } else if (setting.type().equals(SettingType.DATE)) {
            property.add("format", "date");
        }
        return property;
    }

    private static void shape(JsonProvider json, JsonObjectBuilder property, Setting<?> setting) {
        ValueShape shape = setting.type().shape();
        Optional<String> defaultText = setting.defaultText();
        if (shape instanceof ValueShape.Flag) {
            property.add("type", "boolean");
            defaultText.ifPresent(text -> property.add("default", Boolean.parseBoolean(text)));
            return;
        }
        if (shape instanceof ValueShape.Whole whole) {
            property.add("type", "integer").add("minimum", whole.least()).add("maximum", whole.most());
            defaultText.ifPresent(text -> property.add("default", Long.parseLong(text)));
            return;
        }
        property.add("type", "string");
        if (shape instanceof ValueShape.Choice choice) {
            property.add("enum", json.createArrayBuilder(choice.values()));
        } else if (shape instanceof ValueShape.Text text) {
            text.pattern().ifPresent(pattern -> property.add("pattern", "^(?:" + pattern + ")$"));
        }
        if (setting.isRequired()) {
            property.add("minLength", 1);
        }
        defaultText.ifPresent(text -> property.add("default", text));
    }

    private static JsonObjectBuilder secretFile(JsonProvider json, Setting<?> setting) {
        return json.createObjectBuilder()
                .add("type", "string")
                .add("description", "A file that holds " + setting.key() + ".");
    }

    /** A secret is given itself or by a file, never both; a required one must be given. */
    private static JsonObjectBuilder secretRule(JsonProvider json, Setting<?> setting) {
        JsonArrayBuilder itself = json.createArrayBuilder().add(setting.key());
        JsonArrayBuilder file = json.createArrayBuilder().add(setting.key() + "-file");
        if (setting.isRequired()) {
            return json.createObjectBuilder()
                    .add(
                            "oneOf",
                            json.createArrayBuilder()
                                    .add(json.createObjectBuilder().add("required", itself))
                                    .add(json.createObjectBuilder().add("required", file)));
        }
        return json.createObjectBuilder()
                .add(
                        "not",
                        json.createObjectBuilder()
                                .add(
                                        "required",
                                        json.createArrayBuilder()
                                                .add(setting.key())
                                                .add(setting.key() + "-file")));
    }

    private static String kind(SettingType<?> type) {
        if (type.shape() instanceof ValueShape.Whole || type.shape() instanceof ValueShape.Choice) {
            return type.expects();
        }
        return type.name();
    }

    private static String code(String text) {
        return "`" + cell(text) + "`";
    }

    /** Outside code Markdown takes {@code <name>} for a tag and shows nothing. */
    private static String words(String text) {
        return cell(text).replace("<", "&lt;");
    }

    /** A bar would end the cell, even inside code, and so would the end of the line. */
    private static String cell(String text) {
        return text.replace("|", "\\|").replaceAll("\\s+", " ").strip();
    }
}
