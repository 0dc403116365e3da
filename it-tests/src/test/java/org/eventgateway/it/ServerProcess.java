package org.eventgateway.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A server of the tests: one application, one folder, one process. It can be killed the hard way and started again on the same
 * folder. A server that a test forgot ends with the test's own process.
 */
abstract class ServerProcess implements AutoCloseable {
    private static final Path WORK = Path.of(System.getProperty("it.work"));
    /** Not HTTP/2, which Java asks for by default: when such a question is cut, Payara's HTTP threads can lock each other for good. */
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Ten times what a start takes on a busy machine. */
    private static final int START_SECONDS = 300;

    private static final int START_ATTEMPTS = 3;
    /** Payara Micro, and Open Liberty when its port is taken. */
    private static final Pattern GAVE_UP = Pattern.compile("Failed to start, exiting|CWWKO0221E");

    private final Builder<?> builder;
    private final int port;
    private @Nullable Process process;
    private int logBefore;
    private String lastAnswer = "nothing";

    ServerProcess(Builder<?> builder) {
        this.builder = builder;
        this.port = builder.port == 0 ? FreePort.next() : builder.port;
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
    }

    /** The command that runs the server in the foreground. */
    abstract List<String> command();

    /** What the command needs in its environment. */
    Map<String, String> environment() {
        return Map.of();
    }

    /** Writes what the server reads when it starts. */
    abstract void layOut() throws IOException;

    /** The WAR that the server runs, where it keeps it. */
    Path deployedWar() {
        return builder.war;
    }

    /** Names of the files that bring the settings in, secrets among them; below the server's folder, wherever. */
    abstract Set<String> settingsFiles();

    /** Names of the files the server logs into. */
    abstract Set<String> logFiles();

    /** The folder of the server's own files, laid out afresh for each run of the tests. */
    Path folder() {
        return WORK.resolve("servers").resolve(builder.name);
    }

    /** The data folder the gateway is told to use. */
    Path dataFolder() {
        return folder().resolve("data");
    }

    /** The folder of plugins, if the gateway is told to use one. */
    Path pluginFolder() {
        return folder().resolve("plugins");
    }

    String name() {
        return builder.name;
    }

    int port() {
        return port;
    }

    /** The process; only while it runs. */
    long pid() {
        return Objects.requireNonNull(process).pid();
    }

    /** The address of the application, without a slash at its end. */
    String url() {
        return origin() + (builder.contextRoot.equals("/") ? "" : builder.contextRoot);
    }

    private URI origin() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Everything the server has logged so far. */
    String log() {
        try {
            return Files.readString(folder().resolve("console.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the server has logged since it was last started. */
    String logOfThisLaunch() {
        return log().substring(logBefore);
    }

    /**
     * Starts the process and waits until the application answers. A server that gives up, or stands still, before it gets as far as
     * the application is started again: that is not what is tested here.
     */
    void launch() {
        for (int attempt = 1; !comesUp(); attempt++) {
            FailedStart failed = FailedStart.of(this, lastAnswer);
            kill();
            if (failed.reachedTheApplication() || attempt == START_ATTEMPTS) {
                throw new IllegalStateException(failed.toString());
            }
            System.err.println(failed);
        }
        if (builder.war.equals(DeployedWar.built())) {
            DeployedWar.assertUnaltered(this);
        }
    }

    private boolean comesUp() {
        Path console = folder().resolve("console.log");
        logBefore = Files.exists(console) ? log().length() : 0;
        ProcessBuilder command = new ProcessBuilder(command())
                .directory(folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(console.toFile()));
        command.environment().putAll(environment());
        command.environment().putAll(builder.environment);
        try {
            process = command.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            await("server " + name() + " to answer at " + builder.readyPath)
                    .atMost(START_SECONDS, SECONDS)
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> hasGivenUp() || (answers() && deployed()));
            return !hasGivenUp();
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    /** Some servers go on as a process without a door. */
    private boolean hasGivenUp() {
        return GAVE_UP.matcher(logOfThisLaunch()).find();
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

    /** Whether the server is done with the application. Some say that it is ready while they still deploy it. */
    boolean deployed() {
        return true;
    }

    private boolean answers() {
        Process running = process;
        if (running == null || !running.isAlive()) {
            throw new IllegalStateException("server " + name() + " ended; its log:\n" + log());
        }
        try {
            HttpResponse<String> reply = ask(origin() + builder.readyPath);
            lastAnswer = reply.statusCode() + " " + reply.body();
            return reply.statusCode() == 200 && reply.body().contains(builder.readyText);
        } catch (IOException e) {
            lastAnswer = e.toString();
            return false;
        }
    }

    /** Asks the server, briefly. */
    static HttpResponse<String> ask(String url) throws IOException {
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(URI.create(url))
                            .timeout(Duration.ofSeconds(5))
                            .build(),
                    BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    void makeFolder() {
        try {
            deleteTree(folder());
            Files.createDirectories(pluginFolder());
            layOut();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Collects what a server is to be. */
    abstract static class Builder<S extends ServerProcess> {
        final String name;
        final Path war;
        final Map<String, String> settings = new LinkedHashMap<>();
        final Map<String, String> environment = new LinkedHashMap<>();
        final List<String> jvmOptions = new ArrayList<>(List.of("-Xmx512m"));
        String contextRoot = "/";
        String readyPath = "/";
        String readyText = "";
        int port;
        private boolean withPluginFolder;

        Builder(String name, Path war) {
            this.name = name;
            this.war = war;
        }

        Builder<S> contextRoot(String value) {
            contextRoot = value;
            return this;
        }

        /** A path below the host that answers 200 when the application is up. */
        Builder<S> readyPath(String value) {
            readyPath = value;
            return this;
        }

        Builder<S> port(int value) {
            port = value;
            return this;
        }

        /** What stands in that answer. */
        Builder<S> readyText(String value) {
            readyText = value;
            return this;
        }

        /** The gateway looks for plugins in a folder. */
        Builder<S> pluginFolder() {
            withPluginFolder = true;
            return this;
        }

        /** A setting, given by the server's own means. */
        Builder<S> setting(String key, String value) {
            settings.put(key, value);
            return this;
        }

        /** What stands in the environment of the server's process. */
        Builder<S> environment(String variable, String value) {
            environment.put(variable, value);
            return this;
        }

        Builder<S> jvmOption(String option) {
            jvmOptions.add(option);
            return this;
        }

        abstract S build();

        /** Lays the server's folder out afresh and starts it. */
        S start() {
            S server = build();
            settings.putIfAbsent("gateway.data-folder", server.dataFolder().toString());
            if (withPluginFolder) {
                settings.put("gateway.plugin-folder", server.pluginFolder().toString());
            }
            server.makeFolder();
            server.launch();
            return server;
        }
    }
}
