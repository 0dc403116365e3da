package org.eventgateway.benchmarks.endtoend;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * What the gateway costs a server when no event comes: CPU time, the time of the start, the heap. The server with it runs in turn with
 * the bare server of the same features, and with one that has an empty application with CDI, since features do most of their work for the first
 * application; on the same core; one line of JSON for each start.
 */
public final class AtRest {
    /** What a start leaves to be done, such as compiling, is over by then. */
    private static final long SETTLED_SECONDS = 60;

    private AtRest() {}

    /** Options are {@code --name value} pairs; see {@link Options}. {@code --n} says how many pairs, {@code --seconds} how long each rests. */
    public static void main(String[] args) throws IOException {
        Options options = Options.parse(args);
        Pinning.self(options.loadCpu());
        try (SinkProcess sink = SinkProcess.start(options)) {
            for (int pair = 0; pair < options.events(); pair++) {
                measure("bare", options, Optional.empty(), List.of());
                measure("empty application", options, Optional.of(emptyApplication(options)), List.of());
                measure("gateway", options, Optional.of(options.war()), List.of(sink.url()));
            }
        }
    }

    private static Path emptyApplication(Options options) throws IOException {
        Path war = options.folder().resolveSibling("empty.war");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war))) {
            zip.putNextEntry(new ZipEntry("WEB-INF/beans.xml"));
            zip.write(
                    "<beans xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"4.0\" bean-discovery-mode=\"annotated\"/>"
                            .getBytes(StandardCharsets.US_ASCII));
            zip.closeEntry();
        }
        return war;
    }

    private static void measure(String what, Options options, Optional<Path> war, List<URI> organizations)
            throws IOException {
        try (GatewayServer server = GatewayServer.start(options, war, organizations)) {
            double startCpu = ProcFigures.cpuMillis(server.pid());
            rest(SETTLED_SECONDS);
            double before = ProcFigures.cpuMillis(server.pid());
            double stolenBefore = ProcFigures.stolenMillis();
            long start = System.nanoTime();
            rest(options.longest().toSeconds());
            double wall = (System.nanoTime() - start) / 1e6;
            double cpu = ProcFigures.cpuMillis(server.pid()) - before;
            System.out.printf(
                    Locale.ROOT,
                    "{\"run\":\"at rest, %s\",\"startMs\":%d,\"startCpuMs\":%.0f,\"percentOfACore\":%.2f,\"heapMB\":%d,\"peakRssMB\":%.0f,\"stolenCores\":%.2f}%n",
                    what,
                    server.startMillis(),
                    startCpu,
                    100 * cpu / wall,
                    server.keptHeapMegabytes(),
                    ProcFigures.peakMegabytes(server.pid()),
                    (ProcFigures.stolenMillis() - stolenBefore) / wall);
        }
    }

    private static void rest(long seconds) throws IOException {
        try {
            TimeUnit.SECONDS.sleep(seconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
