package org.eventgateway.benchmarks.endtoend;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The WAR on Open Liberty, in a process and a folder of its own. For one thread. */
final class GatewayServer implements AutoCloseable {
    private static final int START_SECONDS = 180;
    private static final long LOOK_EVERY_MILLIS = 50;

    private static final String GC_LOG = "gc.log";
    /** What is left behind a collection. */
    private static final Pattern LEFT = Pattern.compile("->(\\d+)M\\(");

    private static final Pattern COMMITS = Pattern.compile("\"commits\":(\\d+)");

    /** Asks in plain HTTP/1.1: a client that offers HTTP/2 leaves code and profiles in the server that its senders would never have brought. */
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Process process;
    private final int port;
    private final Path folder;
    private final long begun = System.nanoTime();
    private long readyAfter;

    private GatewayServer(Process process, int port, Path folder) {
        this.process = process;
        this.port = port;
        this.folder = folder;
    }

    /** Lays the server out afresh, starts it, and waits until it is ready to deliver. */
    static GatewayServer start(Options options, List<URI> organizations) throws IOException {
        return start(options, Optional.of(options.war()), organizations);
    }

    /** The same with another application, or none; without an organization it gets no settings. */
    static GatewayServer start(Options options, Optional<Path> war, List<URI> organizations) throws IOException {
        Path folder = options.folder();
        deleteTree(folder);
        Path server = Files.createDirectories(folder.resolve("servers/bench"));
        int port = freePort();
        Files.writeString(server.resolve("server.xml"), serverXml(options, war, organizations, port));
        if (options.window() > 0) {
            FullWindow.fill(folder.resolve("data"), options.door() == Door.EMAIL ? "gateway" : "smc", options.window());
        }
        List<String> command = new ArrayList<>();
        command.add(Pinning.java());
        command.add("-javaagent:" + options.wlp().resolve("bin/tools/ws-javaagent.jar"));
        // What the server's own script adds; without it the application does not start on Java 17.
        command.add("@" + options.wlp().resolve("lib/platform/java/java9.options"));
        command.addAll(options.jvm());
        command.add("-Xlog:gc:file=" + folder.resolve(GC_LOG));
        command.add("-Djava.awt.headless=true");
        command.add("-jar");
        command.add(options.wlp().resolve("bin/tools/ws-server.jar").toString());
        command.add("bench");
        ProcessBuilder builder = new ProcessBuilder(Pinning.on(options.serverCpu(), command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("console.log").toFile());
        builder.environment().put("WLP_USER_DIR", folder.toString());
        builder.environment().put("LOG_DIR", folder.resolve("logs").toString());
        GatewayServer started = new GatewayServer(builder.start(), port, folder);
        Runtime.getRuntime().addShutdownHook(new Thread(started.process::destroyForcibly));
        started.awaitReady();
        return started;
    }

    private static String serverXml(Options options, Optional<Path> war, List<URI> organizations, int port) {
        StringBuilder xml = new StringBuilder("<server>\n  <include location=\"")
                .append(options.features())
                .append("\"/>\n  <httpEndpoint id=\"defaultHttpEndpoint\" host=\"127.0.0.1\" httpPort=\"")
                .append(port)
                .append("\" httpsPort=\"-1\"/>\n  <applicationMonitor updateTrigger=\"disabled\"/>\n");
        war.ifPresent(
                file -> xml.append("  <webApplication location=\"").append(file).append("\" contextRoot=\"/\"/>\n"));
        if (organizations.isEmpty()) {
            return xml.append("</server>\n").toString();
        }
        settings(options, organizations)
                .forEach((key, value) -> xml.append("  <variable name=\"")
                        .append(key)
                        .append("\" value=\"")
                        .append(value)
                        .append("\"/>\n"));
        return xml.append("</server>\n").toString();
    }

    private static Map<String, String> settings(Options options, List<URI> organizations) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("gateway.data-folder", options.folder().resolve("data").toString());
        settings.put("gateway.disk-budget", options.budget());
        if (options.door() == Door.EMAIL) {
            connectBack(settings, organizations.get(0));
            return settings;
        }
        StringBuilder names = new StringBuilder("smc");
        connect(settings, "destination.smc.", organizations.get(0), options);
        for (int i = 1; i < organizations.size(); i++) {
            String name = "neighbour" + i;
            names.append(',').append(name);
            settings.put("destination." + name + ".plugin", "smc");
            connect(settings, "destination." + name + ".", organizations.get(i), options);
        }
        settings.put("destinations", names.toString());
        return settings;
    }

    private static void connectBack(Map<String, String> settings, URI gateway) {
        settings.put("destinations", "gateway");
        settings.put("destination.gateway.plugin", "tracking-api");
        settings.put("destination.gateway.url", gateway.toString());
        settings.put("destination.gateway.write-key", "bench");
        settings.put("destination.gateway.allow-insecure-url", "true");
        settings.put("sources", "smc");
        settings.put("source.smc.organization", "BENCH");
    }

    private static void connect(Map<String, String> settings, String prefix, URI smc, Options options) {
        settings.put(prefix + "api-key", prefix + "key"); // a quota of its own
        settings.put(prefix + "api-secret", "bench-secret");
        settings.put(prefix + "admin-url", smc.toString());
        settings.put(prefix + "allow-insecure-url", "true");
        settings.put(prefix + "organization", "BENCH");
        settings.put(prefix + "allowed-events", "*");
        settings.put(prefix + "group-to", "row");
        settings.put(prefix + "requests-per-minute", options.requestsPerMinute());
        if (options.traits() > 0) {
            settings.put(prefix + "user-list", Sink.PROFILES);
            settings.put(prefix + "business-key", Sink.BUSINESS_KEY);
        }
        settings.put(prefix + "columns", options.columns().setting());
        settings.put(prefix + "batch-events", Integer.toString(options.outBatch()));
        settings.put(prefix + "call-rows", Integer.toString(Math.min(2_500, options.outBatch())));
    }

    private void awaitReady() throws IOException {
        HttpRequest ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready"))
                .build();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (System.nanoTime() < deadline && process.isAlive()) {
            try {
                if (http.send(ready, BodyHandlers.discarding()).statusCode() == 200) {
                    readyAfter = System.nanoTime() - begun;
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            } catch (IOException e) {
                awaitPort();
            }
        }
        close();
        throw new IOException("the server did not get ready; see " + folder.resolve("console.log"));
    }

    private static void awaitPort() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** How many transactions its store has made durable since the start. */
    long commits() throws IOException {
        HttpRequest store = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/ops/store"))
                .build();
        try {
            String body = http.send(store, BodyHandlers.ofString()).body();
            Matcher commits = COMMITS.matcher(body);
            if (!commits.find()) {
                throw new IOException("the server does not tell its commits");
            }
            return Long.parseLong(commits.group(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** How long its start took, until it was ready. */
    long startMillis() {
        return TimeUnit.NANOSECONDS.toMillis(readyAfter);
    }

    long pid() {
        return process.pid();
    }

    int port() {
        return port;
    }

    /** What a full collection leaves in the heap, in megabytes: what is kept, without the garbage that young collections carry along. */
    int keptHeapMegabytes() throws IOException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process collection = new ProcessBuilder(jcmd, Long.toString(pid()), "GC.run")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            collection.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        int left = 0;
        for (String line : Files.readAllLines(folder.resolve(GC_LOG))) {
            Matcher matcher = LEFT.matcher(line);
            left = matcher.find() ? Integer.parseInt(matcher.group(1)) : left;
        }
        return left;
    }

    /** How much the kept events take, in megabytes. */
    long dataMegabytes() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            return files.map(Path::toFile)
                            .filter(File::isFile)
                            .mapToLong(File::length)
                            .sum()
                    / 1_048_576;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
