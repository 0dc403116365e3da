package org.eventgateway.benchmarks.micro;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.smc.mapping.RowMapper;
import org.eventgateway.smc.row.RowBuffer;
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
import org.openjdk.jmh.annotations.Warmup;

/** The payload of an event becomes the bytes of its row: what the SMC destination does with each event. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class MappingBenchmark {
    private static final int EVENTS = 100;
    private static final int DIFFERENT_EVENTS = 4_000;

    private final List<Event> events = ParsedEvents.make(DIFFERENT_EVENTS);
    private RowMapper mapper = new RowMapper(Columns.STANDARD.plan());
    private int next;

    /** What is mapped to what. */
    @Param({"STANDARD", "EIGHTEEN"})
    public Columns columns = Columns.STANDARD;

    /** Called by JMH before the first iteration. */
    @Setup(Level.Trial)
    public void compile() {
        mapper = new RowMapper(columns.plan());
    }

    /** A batch of 100 events into one buffer. */
    @Benchmark
    public RowBuffer batchOf100(Tally tally) {
        RowBuffer rows = new RowBuffer();
        long bytes = 0;
        for (int i = 0; i < EVENTS; i++) {
            Event event = events.get(next++ % DIFFERENT_EVENTS);
            mapper.append(event, rows);
            bytes += event.payloadLength();
        }
        if (rows.rows() != EVENTS) {
            throw new IllegalStateException("the mapping refused events of the workload");
        }
        tally.add(EVENTS, bytes);
        return rows;
    }
}
