package org.eventgateway.benchmarks.endtoend;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.eventgateway.benchmarks.workload.Workload;

/**
 * SMC is down for long while senders go on: shows the heap, what the doors answer once the disk budget is spent, and that everything
 * that was accepted arrives afterwards, once and in order. Prints a line a minute and one of JSON at the end, and fails if that is not so.
 */
public final class Outage {
    private static final long SEED = 20_260_405;
    /** After an outage the gateway asks at longer and longer intervals whether SMC is back. */
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(12);

    /** Megabytes: what a full collection leaves is not the same each time. */
    private static final int HEAP_MAY_GROW = 40;

    private final Options options;
    private final SinkProcess sink;
    private final GatewayServer server;
    private final Workload workload = new Workload(SEED);
    private final Answers answers = new Answers();
    private final List<Integer> heaps = new ArrayList<>();

    private Outage(Options options, SinkProcess sink, GatewayServer server) {
        this.options = options;
        this.sink = sink;
        this.server = server;
    }

    /** Options are {@code --name value} pairs; see {@link Options}. {@code --seconds} says how long SMC is down. */
    public static void main(String[] args) throws IOException {
        Options options = Options.parse(args);
        if (options.rate() == 0) {
            throw new IllegalArgumentException("--rate says how many events are sent a second; an outage needs it");
        }
        Pinning.self(options.loadCpu());
        try (SinkProcess sink = SinkProcess.start(options)) {
            sink.behave(SinkBehaviour.DOWN);
            try (GatewayServer server = GatewayServer.start(options, List.of(sink.url()))) {
                new Outage(options, sink, server).run();
            }
        }
    }

    private void run() throws IOException {
        int seconds = Math.toIntExact(options.longest().toSeconds());
        int rate = options.rate();
        sink.phase(0, seconds * rate);
        try (Senders senders = new Senders(options, server.port())) {
            long start = System.nanoTime();
            for (int second = 0; second < seconds; second++) {
                senders.send(workload.next(rate), start + TimeUnit.SECONDS.toNanos(second), answers);
                if (second % 60 == 59) {
                    sample(second / 60 + 1);
                }
            }
        }
        long end = System.nanoTime();
        sink.behave(SinkBehaviour.KIND);
        awaitDelivered(answers.accepted(), end);
        Arrivals.Report report = sink.report();
        print(report, System.nanoTime() - end);
        List<String> wrong = wrong(report);
        if (!wrong.isEmpty()) {
            throw new IllegalStateException("not as it must be: " + String.join(", ", wrong));
        }
    }

    /** What must never be, however long it lasts; the heap may grow no further once the first half of the time is over. */
    private List<String> wrong(Arrivals.Report report) {
        List<String> wrong = new ArrayList<>();
        add(wrong, answers.lost(report.at()), "lost");
        add(wrong, report.twice(), "twice");
        add(wrong, report.inversions(), "out of order");
        add(wrong, answers.refusedWithoutRetryAfter(), "refused without Retry-After");
        add(wrong, answers.others(), "other answers");
        int half = heaps.size() / 2;
        int before = heaps.subList(0, half).stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
        int after = heaps.subList(half, heaps.size()).stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
        if (half > 0 && after > before + HEAP_MAY_GROW) {
            wrong.add("a heap of " + after + " MB after " + before);
        }
        return wrong;
    }

    private static void add(List<String> wrong, long count, String what) {
        if (count > 0) {
            wrong.add(count + " " + what);
        }
    }

    private void sample(int minute) throws IOException {
        int heap = server.keptHeapMegabytes();
        heaps.add(heap);
        System.out.printf(
                Locale.ROOT,
                "minute %d: accepted %d, refused %d, heap %d MB after a full collection, data folder %d MB%n",
                minute,
                answers.accepted(),
                answers.refused(),
                heap,
                server.dataMegabytes());
    }

    private void awaitDelivered(int wanted, long start) throws IOException {
        long lastChange = start;
        long last = 0;
        while (last < wanted && System.nanoTime() - lastChange < PATIENCE_NANOS) {
            long delivered = sink.delivered();
            lastChange = delivered == last ? lastChange : System.nanoTime();
            last = delivered;
            try {
                TimeUnit.MILLISECONDS.sleep(500);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void print(Arrivals.Report report, long recovery) throws IOException {
        System.out.printf(
                Locale.ROOT,
                "{\"run\":\"outage of %d s @%d %s\",\"accepted\":%d,\"refused\":%d,\"refusedWithoutRetryAfter\":%d,\"otherAnswers\":%d,"
                        + "\"delivered\":%d,\"lost\":%d,\"twice\":%d,\"inversions\":%d,\"secondsToDeliver\":%d,"
                        + "\"heapMB\":%s,\"peakRssMB\":%.0f}%n",
                options.longest().toSeconds(),
                options.rate(),
                options.summary(),
                answers.accepted(),
                answers.refused(),
                answers.refusedWithoutRetryAfter(),
                answers.others(),
                report.delivered(),
                answers.lost(report.at()),
                report.twice(),
                report.inversions(),
                TimeUnit.NANOSECONDS.toSeconds(recovery),
                heaps,
                ProcFigures.peakMegabytes(server.pid()));
    }
}
