package org.eventgateway.it;

import java.io.IOException;
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
