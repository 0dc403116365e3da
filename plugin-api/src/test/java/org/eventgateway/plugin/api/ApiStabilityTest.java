package org.eventgateway.plugin.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eventgateway.plugin.Plugin;
import org.junit.jupiter.api.Test;

final class ApiStabilityTest {
    /** Set to {@code true} to write down the present face of the contract as the accepted one. */
    private static final String ACCEPT = "api.accept";

    private static final Path ACCEPTED = Path.of(System.getProperty("basedir", ""), "src/test/api/plugin-api.txt");

    @Test
    void theContractIsTheAcceptedOne() throws Exception {
        List<String> present = ApiListing.of(contract());
        if (Boolean.getBoolean(ACCEPT)) {
            Files.write(ACCEPTED, present);
        }

        List<String> changes = ApiDifference.between(Files.readAllLines(ACCEPTED), present);

        assertThat(changes)
                .as("""
                        The public face of plugin-api is not the accepted one.
                        What is REMOVED or CHANGED breaks plugins that are already built: restore it, or raise the major
                        version in SpiVersion.CURRENT. What is ADDED stays for good: raise the minor version. Then accept
                        the change and commit src/test/api/plugin-api.txt with it:
                            mvn -pl plugin-api test -Dtest=ApiStabilityTest -D%s=true
                        The changes:
                        %s""", ACCEPT, String.join(System.lineSeparator(), changes))
                .isEmpty();
    }

    @Test
    void theAcceptedFaceIsNotEmpty() throws IOException {
        assertThat(Files.readAllLines(ACCEPTED)).hasSizeGreaterThan(100);
    }

    /** All classes that are compiled into the jar. */
    private static List<Class<?>> contract() throws Exception {
        Path root = Path.of(
                Plugin.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<Class<?>> types = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted().toList()) {
                String name = root.relativize(file).toString();
                if (name.endsWith(".class") && !name.endsWith("package-info.class")) {
                    types.add(Class.forName(
                            name.substring(0, name.length() - ".class".length())
                                    .replace(file.getFileSystem().getSeparator(), "."),
                            false,
                            Plugin.class.getClassLoader()));
                }
            }
        }
        return types;
    }
}
