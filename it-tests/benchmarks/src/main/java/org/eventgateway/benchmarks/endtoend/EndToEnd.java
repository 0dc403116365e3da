package org.eventgateway.benchmarks.endtoend;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.eventgateway.benchmarks.workload.EmailWorkload;
import org.eventgateway.benchmarks.workload.MadeEvent;
import org.eventgateway.benchmarks.workload.Workload;

/** Runs one measurement: warm-up, then the events that count; prints one line of JSON. Ends whatever it started. */
public final class EndToEnd {
    private static final long SEED = 20_260_302;

    /** Not more often: sink and driver share a core, and the time of the last arrival is known to the sink anyway. */
    private static final long LOOK_EVERY_MILLIS = 250;

    /**
     * The warm-up ends so often, with a drained log, a question to the operator API and new connections. At each such change a JVM that had
     * not met it throws compiled code away and makes it anew, for seconds; a server that has run for a while has met it.
     */
    private static final int WARM_UPS = 10;

    private final Options options;
    private final SinkProcess sink;
    private final GatewayServer server;

    private EndToEnd(Options options, SinkProcess sink, GatewayServer server) {
        this.options = options;
        this.sink = sink;
        this.server = server;
    }

    /** Options are {@code --name value} pairs; see {@link Options}. */
    public static void main(String[] args) throws IOException {
        Options options = Options.parse(args);
        Pinning.self(options.loadCpu());
        try (SinkProcess sink = SinkProcess.start(options)) {
            if (options.neighbours() == 0) {
                run(options, sink, List.of(sink.url()));
                return;
            }
            try (SinkProcess healthy = SinkProcess.start(options);
                    SinkProcess last = SinkProcess.start(options)) {
                healthy.behave(SinkBehaviour.SHARED);
                last.behave(options.ofNeighbour());
                List<URI> organizations = new ArrayList<>(Collections.nCopies(options.neighbours(), healthy.url()));
                organizations.set(0, sink.url());
                organizations.add(last.url());
                run(options, sink, organizations);
            }
        }
    }

    private static void run(Options options, SinkProcess sink, List<URI> organizations) throws IOException {
        try (GatewayServer server = GatewayServer.start(options, organizations)) {
            new EndToEnd(options, sink, server).run();
        }
    }

    private void run() throws IOException {
        IntFunction<List<MadeEvent>> workload = options.door() == Door.EMAIL
                ? new EmailWorkload(SEED)::next
                : new Workload(SEED, options.traits())::next;
        // The first question to the operator API costs the server seconds, which are not those of events.
        server.commits();
        if (options.warmUp() > 0) {
            warmUp(workload);
            rest();
        }
        List<MadeEvent> events = workload.apply(options.events());
        sink.phase(options.warmUp(), options.events());
        sink.behave(options.hold() ? SinkBehaviour.DOWN : options.behaviour());
        Driver driver = new Driver(options, server.port());
        SyncProbe probe = SyncProbe.start(options.folder());
        Reading before = Reading.take(this);
        long[] sent;
        long[] syncs;
        try (probe) {
            sent = driver.push(events, options.rate());
            syncs = probe.end();
        }
        double acceptedMillis = (System.nanoTime() - before.nanos) / 1e6;
        sink.behave(options.behaviour());
        awaitDelivered(options.events());
        if (options.traits() > 0) {
            awaitLastProfile();
        }
        Reading after = Reading.take(this);
        Arrivals.Report report = sink.report();
        print(before, after, report, sent, acceptedMillis, driver, syncs);
    }

    private void warmUp(IntFunction<List<MadeEvent>> workload) throws IOException {
        sink.phase(0, options.warmUp());
        int pushed = 0;
        for (int part = 1; part <= WARM_UPS; part++) {
            int upTo = (int) ((long) options.warmUp() * part / WARM_UPS);
            if (upTo > pushed) {
                new Driver(options, server.port()).push(workload.apply(upTo - pushed), 0);
                pushed = upTo;
            }
            awaitDelivered(pushed);
            server.commits();
        }
    }

    private void rest() {
        try {
            TimeUnit.MILLISECONDS.sleep(options.rest().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until all are there, or none came for 30 s, or the run takes too long. */
    private void awaitDelivered(int wanted) throws IOException {
        long start = System.nanoTime();
        long lastChange = start;
        long last = -1;
        long now = start;
        while (last < wanted
                && now - start < options.longest().toNanos()
                && now - lastChange < TimeUnit.SECONDS.toNanos(30)) {
            long delivered = sink.delivered();
            lastChange = delivered == last ? lastChange : now;
            last = delivered;
            try {
                TimeUnit.MILLISECONDS.sleep(last < wanted ? LOOK_EVERY_MILLIS : 0);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            now = System.nanoTime();
        }
    }

    /** Rows go out before profiles: waits until no call came for a while. */
    private void awaitLastProfile() throws IOException {
        long last = -1;
        for (long posts = sink.report().posts();
                posts != last;
                posts = sink.report().posts()) {
            last = posts;
            try {
                TimeUnit.SECONDS.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void print(
            Reading before,
            Reading after,
            Arrivals.Report report,
            long[] sent,
            double acceptedMillis,
            Driver driver,
            long[] syncs)
            throws IOException {
        double wall = (after.nanos - before.nanos) / 1e6;
        double serverCpu = after.server - before.server;
        double own = serverCpu + after.sink - before.sink + after.driver - before.driver;
        double last = lastArrival(report, before.nanos);
        long[] latencies = latencies(report, sent);
        long[] answerTimes = driver.answerTimes();
        Arrays.sort(answerTimes);
        double thousands = Math.max(1, report.delivered()) / 1e3;
        System.out.printf(
                Locale.ROOT,
                "{\"run\":\"%s\",\"n\":%d,\"delivered\":%d,\"twice\":%d,\"inversions\":%d,\"posts\":%d,\"postsPer1k\":%.1f,\"refusedBySink\":%d,\"busyAtSink\":%d,"
                        + "\"refusedByDoor\":%d,\"cpuMsPer1k\":%.1f,\"compilerCpuMsPer1k\":%.1f,\"sinkCpuMsPer1k\":%.1f,\"driverCpuMsPer1k\":%.1f,"
                        + "\"eventsPerS\":%.0f,\"acceptedPerS\":%.0f,\"deliveredPerS\":%.0f,\"p50Ms\":%.1f,\"p99Ms\":%.1f,\"ackP50Ms\":%.2f,\"ackP99Ms\":%.2f,\"syncP50Ms\":%.2f,\"syncP99Ms\":%.2f,"
                        + "\"eventsPerCommit\":%.1f,\"peakRssMB\":%.0f,"
                        + "\"writtenPerEventByte\":%.2f,\"othersCores\":%.2f,\"stolenCores\":%.2f}%n",
                options.summary(),
                options.events(),
                report.delivered(),
                report.twice(),
                report.inversions(),
                report.posts(),
                report.posts() / thousands,
                report.refused(),
                report.busy(),
                driver.refusals(),
                serverCpu / thousands,
                Math.max(0, after.compiler - before.compiler) / thousands,
                (after.sink - before.sink) / thousands,
                (after.driver - before.driver) / thousands,
                report.delivered() / last * 1e3,
                options.events() / acceptedMillis * 1e3,
                deliveredPerSecond(report),
                percentile(latencies, 0.50),
                percentile(latencies, 0.99),
                percentile(answerTimes, 0.50),
                percentile(answerTimes, 0.99),
                percentile(syncs, 0.50),
                percentile(syncs, 0.99),
                report.delivered() / (double) Math.max(1, after.commits - before.commits),
                ProcFigures.peakMegabytes(server.pid()),
                (after.written - before.written) / (thousands * 1e3 * 1_128),
                (after.all - before.all - own) / wall,
                (after.stolen - before.stolen) / wall);
    }

    private static double lastArrival(Arrivals.Report report, long start) {
        return Arrays.stream(report.at()).max().stream()
                .mapToDouble(last -> Math.max(1, last - start) / 1e6)
                .sum();
    }

    /** From the first arrival on, and without what came with it: the pace of the delivery once it goes. */
    private static double deliveredPerSecond(Arrivals.Report report) {
        LongSummaryStatistics arrivals =
                Arrays.stream(report.at()).filter(at -> at != 0).summaryStatistics();
        long later =
                Arrays.stream(report.at()).filter(at -> at > arrivals.getMin()).count();
        return later * 1e9 / Math.max(1, arrivals.getMax() - arrivals.getMin());
    }

    private static long[] latencies(Arrivals.Report report, long[] sent) {
        long[] latencies = new long[sent.length];
        int count = 0;
        for (int i = 0; i < sent.length; i++) {
            if (report.at()[i] != 0) {
                latencies[count++] = report.at()[i] - sent[i];
            }
        }
        long[] sorted = Arrays.copyOf(latencies, count);
        Arrays.sort(sorted);
        return sorted;
    }

    private static double percentile(long[] sorted, double share) {
        return sorted.length == 0
                ? 0
                : sorted[(int) Math.min(sorted.length - 1L, (long) (sorted.length * share))] / 1e6;
    }

    /** Clocks and counters at one moment, in milliseconds but for the first and the last two. */
    private record Reading(
            long nanos,
            double server,
            double compiler,
            double sink,
            double driver,
            double all,
            double stolen,
            long written,
            long commits) {
        static Reading take(EndToEnd run) throws IOException {
            return new Reading(
                    System.nanoTime(),
                    ProcFigures.cpuMillis(run.server.pid()),
                    ProcFigures.compilerMillis(run.server.pid()),
                    ProcFigures.cpuMillis(run.sink.pid()),
                    ProcFigures.cpuMillis(ProcessHandle.current().pid()),
                    ProcFigures.cpuMillisOfAll(),
                    ProcFigures.stolenMillis(),
                    ProcFigures.writtenBytes(run.server.pid()),
                    run.server.commits());
        }
    }
}
