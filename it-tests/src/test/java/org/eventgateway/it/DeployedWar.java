package org.eventgateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The WAR that {@code smc-plugin} built, byte for byte. */
final class DeployedWar {
    private DeployedWar() {}

    static WebArchive archive() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, built().toFile());
    }

    /** What {@code smc-plugin} built. */
    static Path built() {
        return Path.of(System.getProperty("it.smc.war"));
    }

    /**
     * Fails if a server runs anything but what was built. What it runs is noted down, so that the runs on several servers can be
     * compared after the last.
     */
    static void assertUnaltered(ServerProcess server) {
        try {
            String running = sha256(server.deployedWar());
            assertThat(running).as("the WAR of " + server.name()).isEqualTo(sha256(built()));
            Path notes = Files.createDirectories(Path.of(System.getProperty("it.work"), "deployed-wars"));
            Files.writeString(
                    notes.resolve(server.name() + "-on-" + server.getClass().getSimpleName()), running + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The SHA-256 of a file, in hexadecimal digits. */
    static String sha256(Path file) throws IOException {
        return sha256(Files.readAllBytes(file));
    }

    /** The SHA-256 of every file in a WAR, by its name: Arquillian packs the same files into an archive of its own making. */
    static Map<String, String> sha256OfEachFile(Path war) throws IOException {
        Map<String, String> sums = new TreeMap<>();
        try (ZipFile zip = new ZipFile(war.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (!entry.isDirectory()) {
                    sums.put(entry.getName(), sha256(zip.getInputStream(entry).readAllBytes()));
                }
            }
        }
        return sums;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
