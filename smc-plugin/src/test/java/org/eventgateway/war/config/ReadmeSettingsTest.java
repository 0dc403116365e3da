package org.eventgateway.war.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.eventgateway.engine.GatewaySettings;
import org.eventgateway.engine.delivery.DeliverySettings;
import org.eventgateway.engine.pickup.PickUpSettings;
import org.eventgateway.engine.route.RouteSettings;
import org.eventgateway.plugin.Plugin;
import org.eventgateway.plugin.destination.DestinationFactory;
import org.eventgateway.plugin.settings.SettingsReference;
import org.eventgateway.plugin.settings.SettingsSchema;
import org.eventgateway.plugin.source.SourceFactory;
import org.junit.jupiter.api.Test;

/** The README's tables of settings are made from the declarations; with {@code -Dsettings.accept=true} this test writes them there. */
class ReadmeSettingsTest {
    private static final Path README = Path.of("../README.md");
    private static final String BEGIN = "<!-- settings:begin -->\n";
    private static final String END = "<!-- settings:end -->\n";

    @Test
    void theTablesOfTheReadmeAreThoseOfTheDeclarations() throws IOException {
        String readme = Files.readString(README);
        int begin = readme.indexOf(BEGIN) + BEGIN.length();
        int end = readme.indexOf(END);
        assertThat(begin).as("the marks of the tables in README.md").isBetween(BEGIN.length(), end);

        if (Boolean.getBoolean("settings.accept")) {
            Files.writeString(README, readme.substring(0, begin) + reference() + readme.substring(end));
            return;
        }
        assertThat(readme.substring(begin, end))
                .as("the settings in README.md; to write them anew: "
                        + "mvn -pl smc-plugin test -Dtest=ReadmeSettingsTest -Dsettings.accept=true")
                .isEqualTo(reference());
    }

    private static String reference() {
        StringBuilder text = new StringBuilder("\n");
        add(text, "Which connections there are", "", GatewaySettings.INSTANCES);
        add(text, "The gateway itself", GatewaySettings.PREFIX, GatewaySettings.SCHEMA);
        add(text, "Who may send, and what", RouteSettings.PREFIX, RouteSettings.SCHEMA);
        add(text, "The doors", ShellSettings.PREFIX, ShellSettings.SCHEMA);
        add(text, "Every destination", "destination.<name>.", DeliverySettings.SCHEMA);
        add(text, "Every source that picks up files", "source.<name>.", PickUpSettings.SCHEMA);
        for (Plugin plugin : ServiceLoader.load(Plugin.class)) {
            for (DestinationFactory destination : plugin.destinations()) {
                String name = destination.name();
                add(text, "Destination `" + name + "`", "destination." + name + ".", destination.settings());
            }
            for (SourceFactory source : plugin.sources()) {
                add(text, "Source `" + source.name() + "`", "source." + source.name() + ".", source.settings());
            }
        }
        return text.toString();
    }

    private static void add(StringBuilder text, String title, String prefix, SettingsSchema schema) {
        text.append("### ").append(title).append("\n\n");
        text.append(new SettingsReference(schema).markdown(prefix)).append('\n');
    }
}
