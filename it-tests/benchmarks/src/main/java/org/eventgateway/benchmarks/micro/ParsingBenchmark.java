package org.eventgateway.benchmarks.micro;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.eventgateway.benchmarks.workload.Bodies;
import org.eventgateway.benchmarks.workload.Workload;
import org.eventgateway.trackingapi.parser.BodyRefusedException;
import org.eventgateway.trackingapi.parser.CallHint;
import org.eventgateway.trackingapi.parser.ParserLimits;
import org.eventgateway.trackingapi.parser.TrackingCall;
import org.eventgateway.trackingapi.parser.TrackingParser;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The body of a call to {@code /v1/batch} becomes events: what a door does with each request. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class ParsingBenchmark {
    private static final int EVENTS = 100;
    private static final int DIFFERENT_BODIES = 50;

    private final TrackingParser parser = new TrackingParser(ParserLimits.TRACKING);
    private final List<byte[]> bodies = bodies();
    private int next;

    private static List<byte[]> bodies() {
        Workload workload = new Workload(ParsedEvents.SEED);
        return IntStream.range(0, DIFFERENT_BODIES)
                .mapToObj(any -> Bodies.batch(workload.next(EVENTS)))
                .toList();
    }

    /** One body of 100 events. */
    @Benchmark
    public TrackingCall batchOf100(Tally tally) throws BodyRefusedException {
        byte[] body = bodies.get(next++ % DIFFERENT_BODIES);
        TrackingCall call = parser.parse(body, CallHint.BATCH, ParsedEvents.RECEIVED);
        tally.add(call.events().size(), body.length);
        return call;
    }
}
