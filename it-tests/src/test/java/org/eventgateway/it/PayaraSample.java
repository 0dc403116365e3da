package org.eventgateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Sample files for Payara, as {@code liberty-config} ships them. */
final class PayaraSample {
    private static final Path FOLDER = Path.of(System.getProperty("it.payara.samples"));

    private PayaraSample() {}

    /** Takes a sample as it is. */
    static void copy(String file, Path folder) throws IOException {
        Files.copy(FOLDER.resolve(file), folder.resolve(file));
    }

    /** Takes a sample with other names for what is different on each site: all of them must be in it. */
    static void copy(String file, ServerProcess server, Map<String, String> names) throws IOException {
        String text = Files.readString(FOLDER.resolve(file));
        for (Map.Entry<String, String> name : names.entrySet()) {
            assertThat(text).as(file).contains(name.getKey());
            text = text.replace(name.getKey(), name.getValue());
        }
        Files.writeString(
                server.folder().resolve(file),
                text.replace(
                                "/opt/event-gateway/smc-plugin.war",
                                DeployedWar.built().toString())
                        .replace(
                                "/opt/event-gateway/plugins",
                                server.pluginFolder().toString())
                        .replace("/var/lib/event-gateway", server.dataFolder().toString()));
    }
}
