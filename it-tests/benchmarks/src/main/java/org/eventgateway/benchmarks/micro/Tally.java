package org.eventgateway.benchmarks.micro;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Counts what an iteration does, and hands it to {@link CpuProfiler} at its end. For one thread. */
@State(Scope.Thread)
public class Tally {
    private long cpuAtStart;
    private long cpuNow;
    private long events;
    private long bytes;

    /** Called by JMH before each iteration. */
    @Setup(Level.Iteration)
    public void start() {
        events = 0;
        bytes = 0;
        cpuAtStart = CpuProfiler.cpuNanos();
        cpuNow = cpuAtStart;
    }

    void add(long moreEvents, long moreBytes) {
        events += moreEvents;
        bytes += moreBytes;
        cpuNow = CpuProfiler.cpuNanos();
    }

    /** Called by JMH after each iteration. */
    @TearDown(Level.Iteration)
    public void end() {
        CpuProfiler.note(events, bytes, cpuNow - cpuAtStart);
    }
}
