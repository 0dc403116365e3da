package org.eventgateway.benchmarks.micro;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Counts what an iteration does, and hands it to {@link CpuProfiler} at its end. The CPU time is read every tenth of a second, which
 * costs nothing, and at no other time, so that what a benchmark tidies up between iterations does not count. For one thread.
 */
@State(Scope.Thread)
public class Tally {
    private static final long BETWEEN_READINGS = 100_000_000;

    private long cpuAtStart;
    private long cpuAtReading;
    private long lastReading;
    private long events;
    private long bytes;
    private long eventsAtReading;
    private long bytesAtReading;

    /** Called by JMH before each iteration. */
    @Setup(Level.Iteration)
    public void start() {
        events = 0;
        bytes = 0;
        eventsAtReading = 0;
        bytesAtReading = 0;
        lastReading = System.nanoTime();
        cpuAtStart = CpuProfiler.cpuNanos();
        cpuAtReading = cpuAtStart;
    }

    void add(long moreEvents, long moreBytes) {
        events += moreEvents;
        bytes += moreBytes;
        long now = System.nanoTime();
        if (now - lastReading >= BETWEEN_READINGS) {
            lastReading = now;
            cpuAtReading = CpuProfiler.cpuNanos();
            eventsAtReading = events;
            bytesAtReading = bytes;
        }
    }

    /** Called by JMH after each iteration. */
    @TearDown(Level.Iteration)
    public void end() {
        CpuProfiler.note(eventsAtReading, bytesAtReading, cpuAtReading - cpuAtStart);
    }
}
