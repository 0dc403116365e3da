package org.eventgateway.plugin.testkit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import org.eventgateway.plugin.Plugin;
import org.eventgateway.plugin.SpiVersion;
import org.eventgateway.plugin.destination.DestinationFactory;
import org.eventgateway.plugin.settings.SettingsSchema;
import org.eventgateway.plugin.source.SourceFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the registration of every plugin must keep. The author of a plugin extends it once. */
// A plugin that hangs is to fail, not to hold up its author's build.
@Timeout(60)
public abstract class PluginContract {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final String NAME_RULE = "use lower-case letters and digits, joined by single hyphens.";

    /** For subclasses. */
    protected PluginContract() {}

    /** A new instance of the plugin. */
    protected abstract Plugin plugin();

    @Test
    void theNameIsValid() {
        Expect.that(
                NAME.matcher(plugin().name()).matches(),
                "The plugin's name " + plugin().name() + " cannot stand in a configuration key.",
                NAME_RULE);
    }

    @Test
    void theVersionIsNamed() {
        Expect.that(!plugin().version().isBlank(), "The plugin names no version.", "answer the version of its jar.");
    }

    @Test
    void theSpiVersionRunsHere() {
        SpiVersion built = plugin().spiVersion();
        Expect.that(
                built.runsOn(SpiVersion.CURRENT),
                "The plugin was built for version " + built + " of the SPI, this is " + SpiVersion.CURRENT + ".",
                "answer the version of the plugin-api jar it is compiled against.");
    }

    @Test
    void somethingIsOffered() {
        Expect.that(
                plugin().destinations().size() + plugin().sources().size() > 0,
                "The plugin offers neither a destination nor a source.",
                "list the factories in destinations() or sources().");
    }

    @Test
    void destinationNamesAreValidAndDiffer() {
        expectNames(
                plugin().destinations().stream().map(DestinationFactory::name).toList(), "destination");
    }

    @Test
    void sourceNamesAreValidAndDiffer() {
        expectNames(plugin().sources().stream().map(SourceFactory::name).toList(), "source");
    }

    @Test
    void everyDestinationTakesSomeEventType() {
        List<String> idle = plugin().destinations().stream()
                .filter(destination -> destination.eventTypes().isEmpty())
                .map(DestinationFactory::name)
                .toList();
        Expect.that(idle.isEmpty(), "Without an event type: " + idle + ".", "declare in eventTypes() what it takes.");
    }

    @Test
    void everyDestinationCanBeNamedBySenders() {
        List<String> unnamed = plugin().destinations().stream()
                .filter(destination -> destination.integrationName().isBlank())
                .map(DestinationFactory::name)
                .toList();
        Expect.that(
                unnamed.isEmpty(),
                "Without an integration name: " + unnamed + ".",
                "answer the name by which senders switch it on and off, or inherit integrationName().");
    }

    @Test
    void declarationsStayTheSame() {
        Expect.that(
                declarations(plugin()).equals(declarations(plugin())),
                "Two instances of the plugin declare different things.",
                "declare constants: the reference, the settings and the routing are made from one reading.");
    }

    @Test
    void theServiceLoaderFindsIt() {
        Class<?> type = plugin().getClass();
        boolean found;
        try {
            found = ServiceLoader.load(Plugin.class, type.getClassLoader()).stream()
                    .anyMatch(provider -> provider.type().equals(type));
        } catch (ServiceConfigurationError e) {
            found = false;
        }
        Expect.that(
                found,
                "ServiceLoader does not find " + type.getName() + ".",
                "name it in META-INF/services/" + Plugin.class.getName()
                        + " and give it a public constructor without parameters.");
    }

    private static void expectNames(List<String> names, String what) {
        List<String> wrong =
                names.stream().filter(name -> !NAME.matcher(name).matches()).toList();
        Expect.that(wrong.isEmpty(), "Not valid as the name of a " + what + ": " + wrong + ".", NAME_RULE);
        Expect.that(
                new HashSet<>(names).size() == names.size(),
                "Two " + what + "s have the same name: " + names + ".",
                "give each a name of its own.");
    }

    private static List<Object> declarations(Plugin plugin) {
        List<Object> declared = new ArrayList<>(List.of(plugin.name(), plugin.version(), plugin.spiVersion()));
        for (DestinationFactory destination : plugin.destinations()) {
            declared.addAll(List.of(
                    destination.name(),
                    destination.eventTypes(),
                    destination.integrationName(),
                    settings(destination.settings())));
        }
        for (SourceFactory source : plugin.sources()) {
            declared.addAll(List.of(source.name(), settings(source.settings())));
        }
        return declared;
    }

    private static List<Object> settings(SettingsSchema schema) {
        return schema.settings().stream()
                .<Object>map(setting -> List.of(
                        setting.key(),
                        setting.type().name(),
                        setting.defaultText(),
                        setting.isRequired(),
                        setting.description()))
                .toList();
    }
}
