package org.eventgateway.engine.plugins;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;

/** The signature of a jar, real and made with a key of its own. */
final class Signature {
    private static final String PASSWORD = "not-a-secret";

    private Signature() {}

    static void sign(Path jar) throws IOException {
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        try (ZipFile unsigned = new ZipFile(jar.toFile())) {
            new JarSigner.Builder(key()).build().sign(unsigned, signed);
        }
        Files.write(jar, signed.toByteArray());
    }

    /** Changes a line of the manifest that the signature covers. */
    static void changeManifest(Path jar) throws IOException {
        try (FileSystem content = FileSystems.newFileSystem(jar)) {
            Path file = content.getPath("META-INF/MANIFEST.MF");
            Manifest manifest;
            try (InputStream in = Files.newInputStream(file)) {
                manifest = new Manifest(in);
            }
            manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_TITLE, "all in one");
            try (OutputStream out = Files.newOutputStream(file)) {
                manifest.write(out);
            }
        }
    }

    /** Java makes keys for itself, but certificates only with its tool. */
    private static KeyStore.PrivateKeyEntry key() throws IOException {
        Path folder = Files.createTempDirectory("plugin-signer");
        Path file = folder.resolve("keys.p12");
        try {
            run(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-keyalg",
                    "EC",
                    "-alias",
                    "signer",
                    "-dname",
                    "CN=signer",
                    "-storepass",
                    PASSWORD,
                    "-keystore",
                    file.toString());
            KeyStore keys = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
            return (KeyStore.PrivateKeyEntry)
                    keys.getEntry("signer", new KeyStore.PasswordProtection(PASSWORD.toCharArray()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key that was just made cannot be read", e);
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException("keytool makes no key");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
