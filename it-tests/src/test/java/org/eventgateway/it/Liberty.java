package org.eventgateway.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An Open Liberty server of the tests: one application, one folder, one process. It can be killed the hard way and started again
 * on the same folder. A server that a test forgot ends with the test's own process.
 */
final class Liberty implements AutoCloseable {
    private static final Path WLP = Path.of(System.getProperty("it.wlp.home"));
    private static final Path WORK = Path.of(System.getProperty("it.work"));
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String name;
    private final int port;
    private final String readyPath;
    private final List<String> jvmOptions;
    private @Nullable Process process;

    private Liberty(Builder builder) {
        this.name = builder.name;
        this.port = builder.port == 0 ? freePort() : builder.port;
        this.readyPath = builder.readyPath;
        this.jvmOptions = List.copyOf(builder.jvmOptions);
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
    }

    /** Describes the gateway's server. */
    static Builder gateway(String name) {
        return new Builder(name, Path.of(System.getProperty("it.smc.war")));
    }

    /** Describes the sandbox's server. */
    static Builder sandbox(String name) {
        return new Builder(name, Path.of(System.getProperty("it.sandbox.war")));
    }

    /** The address with the context root, without a slash at its end. */
    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** The folder in which the server runs and keeps its data. */
    Path folder() {
        return WORK.resolve("servers").resolve(name).resolve("servers").resolve(name);
    }

    /** The data folder the gateway is told to use. */
    Path dataFolder() {
        return folder().resolve("data");
    }

    /** Everything the server has logged so far. */
    String log() {
        try {
            return Files.readString(folder().resolve("console.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the process and waits until the application answers. */
    Liberty start() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-javaagent:" + WLP.resolve("bin/tools/ws-javaagent.jar"));
        command.addAll(jvmOptions);
        command.add("-Djava.awt.headless=true");
        command.add("-jar");
        command.add(WLP.resolve("bin/tools/ws-server.jar").toString());
        command.add(name);
        File console = folder().resolve("console.log").toFile();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(console));
        builder.environment().put("WLP_USER_DIR", WORK.resolve("servers").resolve(name).toString());
        builder.environment().put("LOG_DIR", folder().resolve("logs").toString());
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await("server " + name + " to answer at " + readyPath)
                .atMost(120, SECONDS)
                .pollInterval(Duration.ofMillis(200))
                .until(this::answers);
        return this;
    }

    /** Ends the process as a power cut would: no shutdown hook, no flush. */
    void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly().onExit().join();
            process = null;
        }
    }

    /** Ends the process in order. */
    @Override
    public void close() {
        Process running = process;
        if (running != null) {
            running.destroy();
            try {
                if (!running.waitFor(30, SECONDS)) {
                    running.destroyForcibly().onExit().join();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                running.destroyForcibly();
            }
            process = null;
        }
    }

    private boolean answers() {
        Process running = process;
        if (running == null || !running.isAlive()) {
            throw new IllegalStateException("server " + name + " ended; its log:\n" + log());
        }
        try {
            return HTTP.send(
                                    HttpRequest.newBuilder(URI.create(url() + readyPath))
                                            .timeout(Duration.ofSeconds(5))
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Collects what a server is to be. */
    static final class Builder {
        private final String name;
        private final Path war;
        private final Map<String, String> variables = new LinkedHashMap<>();
        private final List<String> jvmOptions = new ArrayList<>(List.of("-Xmx512m"));
        private String contextRoot = "/";
        private String readyPath = "/";
        private int port;

        private Builder(String name, Path war) {
            this.name = name;
            this.war = war;
        }

        Builder contextRoot(String value) {
            contextRoot = value;
            return this;
        }

        /** A path below the host that answers 200 when the application is up. */
        Builder readyPath(String value) {
            readyPath = value;
            return this;
        }

        Builder port(int value) {
            port = value;
            return this;
        }

        /** A variable of server.xml, which MicroProfile Config reads. */
        Builder variable(String key, String value) {
            variables.put(key, value);
            return this;
        }

        Builder jvmOption(String option) {
            jvmOptions.add(option);
            return this;
        }

        /** Lays the server's folder out afresh; does not start it. */
        Liberty create() {
            Liberty server = new Liberty(this);
            try {
                deleteTree(WORK.resolve("servers").resolve(name));
                Files.createDirectories(server.folder());
                Files.writeString(server.folder().resolve("server.xml"), serverXml(server));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return server;
        }

        private String serverXml(Liberty server) {
            StringBuilder xml = new StringBuilder("<server>\n");
            xml.append("  <include location=\"").append(System.getProperty("it.features")).append("\"/>\n");
            xml.append("  <httpEndpoint id=\"defaultHttpEndpoint\" host=\"127.0.0.1\" httpPort=\"")
                    .append(server.port)
                    .append("\" httpsPort=\"-1\"/>\n");
            xml.append("  <webApplication location=\"").append(war).append("\" contextRoot=\"").append(contextRoot).append("\"/>\n");
            xml.append("  <applicationMonitor updateTrigger=\"disabled\"/>\n");
            variables.putIfAbsent("gateway.data-folder", server.dataFolder().toString());
            variables.forEach((key, value) -> xml.append("  <variable name=\"")
                    .append(key)
                    .append("\" value=\"")
                    .append(value.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;"))
                    .append("\"/>\n"));
            return xml.append("</server>\n").toString();
        }

        private static void deleteTree(Path folder) throws IOException {
            if (!Files.exists(folder)) {
                return;
            }
            try (var paths = Files.walk(folder)) {
                for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
