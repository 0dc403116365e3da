package org.eventgateway.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Watches the reads, writes and flushes of a process and its threads until it is detached. */
final class Strace {
    private static final String CALLS =
            "read,readv,recvfrom,recvmsg,write,writev,sendto,sendmsg,pwrite64,pwritev,fsync,fdatasync";

    private final Process process;
    private final Path trace;

    private Strace(Process process, Path trace) {
        this.process = process;
        this.trace = trace;
    }

    /** Whether this machine has strace and lets it watch. */
    static boolean isUsable() {
        try {
            Process probe = new ProcessBuilder("strace", "-f", "-o", "/dev/null", "true").start();
            return probe.waitFor(10, SECONDS) && probe.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Watches a process; returns when it is watched. */
    static Strace attach(long pid, Path folder) throws IOException {
        Path trace = folder.resolve("calls.strace");
        Path messages = folder.resolve("strace.log");
        Process process = new ProcessBuilder(List.of(
                        "strace",
                        "-f",
                        "-y",
                        "-s",
                        "20000",
                        "-e",
                        "trace=" + CALLS,
                        "-e",
                        "signal=none",
                        "-o",
                        trace.toString(),
                        "-p",
                        Long.toString(pid)))
                .redirectErrorStream(true)
                .redirectOutput(messages.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        await("strace to watch")
                .atMost(30, SECONDS)
                .until(() -> Files.readString(messages).contains("attached"));
        return new Strace(process, trace);
    }

    /** Where it writes what it sees, a line for each call, byte by byte as ISO 8859-1; whole only after it was detached. */
    Path trace() {
        return trace;
    }

    /** Lets go of the process, which goes on. */
    void detach() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(30, SECONDS)).as("strace ended").isTrue();
    }
}
