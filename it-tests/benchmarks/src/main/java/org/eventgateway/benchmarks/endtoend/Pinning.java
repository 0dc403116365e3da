package org.eventgateway.benchmarks.endtoend;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Keeps processes to cores, with {@code taskset}; an empty list of cores leaves them free. */
final class Pinning {
    private Pinning() {}

    static List<String> on(String cpus, List<String> command) {
        List<String> pinned = new ArrayList<>();
        if (!cpus.isEmpty()) {
            pinned.addAll(List.of("taskset", "-c", cpus));
        }
        pinned.addAll(command);
        return pinned;
    }

    /** Pins all threads of this process. */
    static void self(String cpus) throws IOException {
        if (cpus.isEmpty()) {
            return;
        }
        String pid = Long.toString(ProcessHandle.current().pid());
        try {
            new ProcessBuilder("taskset", "-a", "-p", "-c", cpus, pid)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
