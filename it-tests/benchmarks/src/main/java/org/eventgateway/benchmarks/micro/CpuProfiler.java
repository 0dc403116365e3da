package org.eventgateway.benchmarks.micro;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Reports events and bytes against the CPU time of the whole process, its writer threads, compiler and garbage collector included: other
 * programs on the machine lengthen a benchmark's time, but hardly its CPU time. JMH makes it by name, in each fork.
 */
public final class CpuProfiler implements InternalProfiler {
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** Static, because JMH makes profilers and states apart and gives neither the other. */
    private static volatile Work last = new Work(0, 0, 0);

    static long cpuNanos() {
        return PROCESS.getProcessCpuTime();
    }

    static void note(long events, long bytes, long cpuNanos) {
        last = new Work(events, bytes, cpuNanos);
    }

    @Override
    public String getDescription() {
        return "CPU time per event";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        note(0, 0, 0);
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        Work work = last;
        if (work.events == 0 || work.cpuNanos == 0) {
            return List.of();
        }
        double seconds = work.cpuNanos / 1e9;
        return List.of(
                new ScalarResult("cpu.per-1000", seconds * 1e6 / work.events, "ms", AggregationPolicy.AVG),
                new ScalarResult("events", work.events / seconds, "1/core-s", AggregationPolicy.AVG),
                new ScalarResult("volume", work.bytes / 1e6 / seconds, "MB/core-s", AggregationPolicy.AVG));
    }

    private record Work(long events, long bytes, long cpuNanos) {}
}
