package org.eventgateway.benchmarks.micro;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eventgateway.engine.log.LoggedEvent;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The store: appends with their fsync, and what delivery reads and settles. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class LogBenchmark {
    private static final int IN_A_REQUEST = 100;
    private static final int REQUESTS_AT_ONCE = 8;
    private static final int IN_A_DELIVERY = 2_500;

    private Optional<LogUnderTest> opened = Optional.empty();

    /** How many message ids the window for repeats holds at the start. */
    @Param({"0", "900000"})
    public int idsInWindow;

    /** Called by JMH before the first iteration. */
    @Setup(Level.Trial)
    public void open() {
        opened = Optional.of(LogUnderTest.open(idsInWindow));
    }

    /** Called by JMH after each iteration. */
    @TearDown(Level.Iteration)
    public void settle() {
        log().settleAll();
    }

    /** Called by JMH at the end. */
    @TearDown(Level.Trial)
    public void close() {
        opened.ifPresent(LogUnderTest::close);
    }

    /** One event, and its fsync. */
    @Benchmark
    public void appendOne(Tally tally) {
        tally.add(1, log().append(1, 1));
    }

    /** The events of one request, and their fsync. */
    @Benchmark
    public void append100(Tally tally) {
        tally.add(IN_A_REQUEST, log().append(1, IN_A_REQUEST));
    }

    /** The events of eight requests that come together, and share their fsyncs. */
    @Benchmark
    public void append8Times100(Tally tally) {
        tally.add(REQUESTS_AT_ONCE * IN_A_REQUEST, log().append(REQUESTS_AT_ONCE, IN_A_REQUEST));
    }

    /** All the way: 25 requests of 100 events are stored, read as one batch, and settled. */
    @Benchmark
    public List<LoggedEvent> through2500(Tally tally) {
        tally.add(IN_A_DELIVERY, log().append(IN_A_DELIVERY / IN_A_REQUEST, IN_A_REQUEST));
        return log().drain(IN_A_DELIVERY);
    }

    private LogUnderTest log() {
        return opened.orElseThrow();
    }
}
