package org.eventgateway.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the scripts of {@code src/test/node} with the versions their lock file names. */
final class Node {
    private static final Path SCRIPTS = Path.of(System.getProperty("it.node"));
    private static final Path INSTALLED = Path.of(System.getProperty("it.work"), "node");
    private static final String MISSING = whyMissing();

    private Node() {}

    /** Skips the calling test, with the reason, where Node is not to be had. */
    static void assumeAvailable() {
        assumeTrue(MISSING.isEmpty(), MISSING);
    }

    /** Runs a script and answers what it printed; fails if it fails. */
    static synchronized String run(String script, String... arguments) {
        install();
        List<String> command = new ArrayList<>(List.of("node", script));
        command.addAll(List.of(arguments));
        return execute(command).strip();
    }

    private static void install() {
        try {
            Files.createDirectories(INSTALLED);
            boolean current = isInstalled();
            try (var files = Files.list(SCRIPTS)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(
                            file,
                            INSTALLED.resolve(file.getFileName()),
                            java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                }
            }
            if (!current) {
                execute(List.of("npm", "ci", "--no-audit", "--no-fund"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether what is installed is what the lock file names now. */
    private static boolean isInstalled() throws IOException {
        Path lock = INSTALLED.resolve("package-lock.json");
        return Files.exists(INSTALLED.resolve("node_modules/.package-lock.json"))
                && Files.exists(lock)
                && Files.mismatch(lock, SCRIPTS.resolve("package-lock.json")) < 0;
    }

    private static String whyMissing() {
        try {
            String version = execute(List.of("node", "--version")).strip();
            int major = Integer.parseInt(version.substring(1, version.indexOf('.')));
            return major >= 20 ? "" : "Node 20 or newer is needed, found " + version;
        } catch (UncheckedIOException e) {
            return "Node 20 is not installed";
        }
    }

    private static String execute(List<String> command) {
        try {
            Files.createDirectories(INSTALLED);
            Process process = new ProcessBuilder(command)
                    .directory(INSTALLED.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError(String.join(" ", command) + " failed:\n" + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
