package org.eventgateway.benchmarks.endtoend;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.StringTokenizer;

/** What Linux tells of processes below {@code /proc}. */
final class ProcFigures {
    /** Ticks of {@code /proc/.../stat} are hundredths of a second on every Linux this runs on (USER_HZ). */
    private static final double MILLIS_PER_TICK = 10;

    private static final int UTIME = 11;
    private static final int USER = 1;
    private static final int NICE = 2;
    private static final int SYSTEM = 3;
    private static final int STOLEN = 8;

    private ProcFigures() {}

    /** CPU time of a process, all its threads, user and system. */
    static double cpuMillis(long pid) throws IOException {
        return cpuMillis(Path.of("/proc/" + pid + "/stat"));
    }

    /**
     * CPU time of the threads of a JVM that compile: what a server that has run for a while does not need any more. That of threads which
     * the JVM has ended since is not in it.
     */
    static double compilerMillis(long pid) throws IOException {
        double millis = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
            for (Path thread : threads) {
                try {
                    if (Files.readString(thread.resolve("comm")).contains("CompilerThre")) {
                        millis += cpuMillis(thread.resolve("stat"));
                    }
                } catch (IOException e) {
                    // It ended meanwhile: there is no such file, or none that can be read.
                }
            }
        }
        return millis;
    }

    private static double cpuMillis(Path file) throws IOException {
        String stat = Files.readString(file);
        // The name in brackets may hold blanks.
        StringTokenizer fields = new StringTokenizer(stat.substring(stat.lastIndexOf(')') + 1));
        for (int i = 0; i < UTIME; i++) {
            fields.nextToken();
        }
        return (Long.parseLong(fields.nextToken()) + Long.parseLong(fields.nextToken())) * MILLIS_PER_TICK;
    }

    /** CPU time of everything on this machine. */
    static double cpuMillisOfAll() throws IOException {
        return (machine(USER) + machine(NICE) + machine(SYSTEM)) * MILLIS_PER_TICK;
    }

    /** Time in which this machine was ready to run and its host ran others. */
    static double stolenMillis() throws IOException {
        return machine(STOLEN) * MILLIS_PER_TICK;
    }

    private static long machine(int field) throws IOException {
        StringTokenizer fields =
                new StringTokenizer(Files.readAllLines(Path.of("/proc/stat")).get(0));
        for (int i = 0; i < field; i++) {
            fields.nextToken();
        }
        return Long.parseLong(fields.nextToken());
    }

    /** The most resident memory a process has had. */
    static double peakMegabytes(long pid) throws IOException {
        List<String> status = Files.readAllLines(Path.of("/proc/" + pid + "/status"));
        String line = status.stream()
                .filter(each -> each.startsWith("VmHWM:"))
                .findFirst()
                .orElse("VmHWM: 0 kB");
        return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1_024.0;
    }

    /** Bytes that a process has had written to disk. */
    static long writtenBytes(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/io")).stream()
                .filter(line -> line.startsWith("write_bytes:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .sum();
    }
}
