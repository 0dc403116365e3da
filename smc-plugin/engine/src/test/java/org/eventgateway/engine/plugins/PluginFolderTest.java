package org.eventgateway.engine.plugins;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eventgateway.engine.Gateway;
import org.eventgateway.engine.GatewaySetup;
import org.eventgateway.engine.fake.MapLookup;
import org.eventgateway.engine.fake.TestEvents;
import org.eventgateway.engine.route.Route;
import org.eventgateway.plugin.Plugin;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.SpiVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginFolderTest {
    @TempDir
    private Path folder;

    @TempDir
    private Path work;

    private PluginFolder opened = PluginFolder.none();

    @BeforeEach
    void aGoodPluginStandsBetweenTheOthers() {
        PluginJar.plugin("good").write(folder, "m-good.jar");
    }

    @AfterEach
    void close() {
        opened.close();
    }

    @Test
    void twoPluginsWithClashingVersionsOfOneLibraryBothDeliver() throws IOException {
        PluginJar.writingPlugin("older", "public static String says() { return \"version 1\"; }")
                .write(folder, "older.jar");
        PluginJar.writingPlugin(
                        "newer",
                        "public static CharSequence text() { return \"version 2\"; }"
                                + " public static String says() { return text().toString(); }")
                .write(folder, "newer.jar");
        Path older = work.resolve("older.txt");
        Path newer = work.resolve("newer.txt");
        MapLookup lookup = new MapLookup()
                .set("gateway.data-folder", work.resolve("data").toString())
                .set("destinations", "older,newer")
                .set("destination.older.plugin", "older")
                .set("destination.older.file", older.toString())
                .set("destination.newer.plugin", "newer")
                .set("destination.newer.file", newer.toString());

        try (Gateway gateway = Gateway.start(new GatewaySetup(lookup, open(), Clock.systemUTC(), Thread::new))) {
            gateway.intake()
                    .accept(new Route("test", List.of("older", "newer"), false), TestEvents.tracks(1), List.of())
                    .join();
            await().until(() -> Files.exists(older) && Files.exists(newer));
        }

        assertThat(Files.readString(older)).startsWith("version 1 ");
        assertThat(Files.readString(newer)).startsWith("version 2 ");
    }

    @Test
    void aPluginOfTheFolderCannotTakeTheNameOfAnother() {
        PluginJar.plugin("good").write(folder, "z-again.jar");

        assertThat(refusals()).containsOnlyKeys("good");
        assertThat(refusal("good").code()).isEqualTo("plugin_twice");
    }

    @Test
    void aNewerMajorVersionIsRefusedAndBothVersionsAreNamed() {
        SpiVersion next = new SpiVersion(SpiVersion.MAJOR + 1, 3);
        PluginJar.plugin("future")
                .source("third.future.Other", otherVersion(next))
                .noService()
                .service("third.future.Other")
                .write(folder, "a.jar");

        assertThat(refusal("future").text()).contains(next.toString(), SpiVersion.CURRENT.toString());
    }

    @Test
    void aFileThatIsNoJarIsListed() throws IOException {
        Files.writeString(folder.resolve("a.jar"), "<html>404</html>");

        assertRefused("a.jar", "plugin_not_a_jar", "complete");
    }

    @Test
    void aJarThatWasCutOffIsListed() throws IOException {
        Path jar = PluginJar.plugin("cut").write(folder, "a.jar");
        byte[] whole = Files.readAllBytes(jar);
        Files.write(jar, Arrays.copyOf(whole, whole.length / 2));

        assertRefused("a.jar", "plugin_not_a_jar", "complete");
    }

    @Test
    void aJarWithoutAPluginIsListed() {
        PluginJar.plugin("library").noService().write(folder, "a.jar");

        assertRefused("a.jar", "plugin_not_named", "META-INF/services/org.eventgateway.plugin.Plugin");
    }

    @Test
    void aPluginThatIsNotInItsJarIsListed() {
        PluginJar.plugin("named").noService().service("third.Nowhere").write(folder, "a.jar");

        assertRefused("a.jar", "plugin_file", "third.Nowhere");
    }

    @Test
    void aClassThatIsNoPluginIsListed() {
        PluginJar.plugin("named")
                .source("third.Text", "package third; public class Text {}")
                .noService()
                .service("third.Text")
                .write(folder, "a.jar");

        assertRefused("a.jar", "plugin_file", "third.Text");
    }

    @Test
    void aPluginForANewerJavaIsListed() {
        PluginJar.plugin("modern").classFileVersion(61 + 100 - 17).write(folder, "a.jar");

        assertRefused(
                "a.jar",
                "plugin_java_version",
                "newer Java than the " + Runtime.version().feature());
    }

    @Test
    void aPluginThatLacksALibraryIsListed() {
        PluginJar.pluginWith("lacking", "private final gone.Library library = new gone.Library();")
                .source("gone.Library", "package gone; public class Library {}")
                .without("gone.Library")
                .write(folder, "a.jar");

        assertRefused("a.jar", "plugin_class_missing", "gone/Library");
    }

    @Test
    void aPluginThatThrowsWhenItIsMadeIsListedWithoutItsText() {
        PluginJar.pluginWith("thrower", "{ if (true) throw new IllegalStateException(\"token=s3cret\"); }")
                .write(folder, "a.jar");

        assertRefused("a.jar", "plugin_failed", "java.lang.IllegalStateException");
        assertThat(refusal("a.jar").text()).doesNotContain("s3cret");
    }

    @Test
    void aPluginWhoseClassCannotBeInitializedIsListed() {
        PluginJar.pluginWith("initializer", "static final int N = Integer.parseInt(\"x\");")
                .write(folder, "a.jar");

        assertThat(refusals()).containsOnlyKeys("a.jar");
        assertThat(names()).contains("good");
    }

    @Test
    void aJarWhoseSignatureDoesNotMatchIsListedWithWhatToRemove() {
        PluginJar.plugin("repacked").signed().changedAfterwards().write(folder, "a.jar");

        assertRefused("a.jar", "plugin_signature", "META-INF/*.SF");
    }

    @Test
    void aSignedJarIsLoaded() {
        PluginJar.plugin("signed").signed().write(folder, "a.jar");

        assertThat(names()).containsExactly("signed", "good");
    }

    @Test
    void onePluginOfAJarThatIsBrokenLeavesTheOtherOfTheJar() {
        PluginJar.plugin("sound").service("third.Nowhere").write(folder, "a.jar");

        assertThat(refusals()).containsOnlyKeys("a.jar");
        assertThat(names()).containsExactly("sound", "good");
    }

    @Test
    void aCopyOfTheContractInTheJarIsNotUsed() {
        PluginJar.plugin("shaded")
                .source("org.eventgateway.plugin.Extra", "package org.eventgateway.plugin; class Extra {}")
                .write(folder, "a.jar");

        assertThat(names()).containsExactly("shaded", "good");
        assertThat(opened.found().plugins().get(0).getClass().getInterfaces()[0])
                .isSameAs(Plugin.class);
    }

    @Test
    void whatTheJarLacksIsTakenFromAbove() throws Exception {
        ClassLoader loader = open().plugins().get(0).getClass().getClassLoader();

        assertThat(loader.loadClass(Gateway.class.getName())).isSameAs(Gateway.class);
        assertThat(loader.getResource("META-INF/services/jakarta.json.spi.JsonProvider"))
                .isNotNull();
    }

    @Test
    void otherFilesAreLeftAlone() throws IOException {
        Files.writeString(folder.resolve("README.txt"), "put plugins here");
        Files.createDirectory(folder.resolve("old"));

        assertThat(refusals()).isEmpty();
        assertThat(names()).containsExactly("good");
    }

    @Test
    void aFolderThatCannotBeReadIsListed() {
        opened = PluginFolder.open(folder.resolve("nowhere"), getClass().getClassLoader());

        assertThat(opened.found().broken())
                .singleElement()
                .satisfies(
                        status -> assertThat(status.refused().map(Reason::code)).contains("plugin_folder"));
    }

    @Test
    void closingLetsTheJarsGo() {
        ClassLoader loader = open().plugins().get(0).getClass().getClassLoader();

        opened.close();

        assertThat(loader.getResource("third/good/ThePlugin.class")).isNull();
    }

    private FoundPlugins open() {
        opened.close();
        opened = PluginFolder.open(folder, getClass().getClassLoader());
        return opened.found();
    }

    private void assertRefused(String jar, String code, String part) {
        assertThat(refusals()).containsOnlyKeys(jar);
        assertThat(refusal(jar).code()).isEqualTo(code);
        assertThat(refusal(jar).text()).contains(part);
        assertThat(names()).contains("good");
    }

    private Map<String, Reason> refusals() {
        return PluginCatalogue.of(open()).statuses().stream()
                .filter(status -> !status.loaded())
                .collect(toMap(PluginStatus::name, status -> status.refused().orElseThrow()));
    }

    private Reason refusal(String name) {
        return Optional.ofNullable(refusals().get(name)).orElseThrow();
    }

    private List<String> names() {
        return open().plugins().stream().map(Plugin::name).toList();
    }

    private static String otherVersion(SpiVersion version) {
        return """
                package third.future;
                public class Other extends ThePlugin {
                    @Override public org.eventgateway.plugin.SpiVersion spiVersion() {
                        return new org.eventgateway.plugin.SpiVersion(%d, %d);
                    }
                }
                """.formatted(version.major(), version.minor());
    }
}
