package org.eventgateway.benchmarks.endtoend;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.eventgateway.benchmarks.Main;

/** The sink's process, and what the driver says to it. For one thread. */
final class SinkProcess implements AutoCloseable {
    private final Process process;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();

    private SinkProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static SinkProcess start(Options options) throws IOException {
        Process process = new ProcessBuilder(Pinning.on(
                        options.loadCpu(),
                        List.of(
                                Pinning.java(),
                                "-Xmx512m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName(),
                                "sink",
                                options.columns().name(),
                                Integer.toString(options.traits()))))
                .directory(Path.of("").toAbsolutePath().toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out = process.inputReader(StandardCharsets.US_ASCII);
        String port = out.readLine();
        if (port == null) {
            throw new IOException("the sink did not start");
        }
        return new SinkProcess(process, Integer.parseInt(port));
    }

    long pid() {
        return process.pid();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    void phase(int first, int count) throws IOException {
        get("phase?" + first + "," + count);
    }

    void behave(SinkBehaviour behaviour) throws IOException {
        get("behaviour?" + behaviour.query());
    }

    long delivered() throws IOException {
        return Long.parseLong(new String(get("delivered"), StandardCharsets.US_ASCII));
    }

    Arrivals.Report report() throws IOException {
        return Arrivals.Report.decode(get("report"));
    }

    private byte[] get(String what) throws IOException {
        try {
            return http.send(
                            HttpRequest.newBuilder(url().resolve("/bench/" + what))
                                    .build(),
                            BodyHandlers.ofByteArray())
                    .body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
