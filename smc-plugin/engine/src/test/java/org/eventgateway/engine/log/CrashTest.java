package org.eventgateway.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it appends loses nothing that it acknowledged. */
class CrashTest {
    private static final int ENOUGH = 600;

    @TempDir
    private Path folder;

    @RepeatedTest(3)
    void aKilledProcessHasKeptAllItAcknowledgedOnceAndInOrder() throws Exception {
        List<String> acknowledged = appendUntilKilled();

        try (SqliteStore store =
                SqliteStore.open(StoreConfig.of(folder), List.of("smc"), new ManualClock(), Thread::new)) {
            List<String> kept = store.eventLog().read("smc", Position.START, Integer.MAX_VALUE, Long.MAX_VALUE).stream()
                    .map(logged -> logged.event().messageId())
                    .toList();

            // What was on disk when the kill came between the sync and the answer is there too, behind the rest.
            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ENOUGH);
            assertThat(kept).doesNotHaveDuplicates().startsWith(acknowledged.toArray(String[]::new));
            assertThat(store.ledger().balance("smc").pending()).isEqualTo(kept.size());
        }
    }

    private List<String> appendUntilKilled() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingAppender.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> acknowledged = new ArrayList<>();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String id;
            while ((id = out.readLine()) != null) {
                acknowledged.add(id);
                if (acknowledged.size() == ENOUGH) {
                    // By its handle: the process itself would also close the stream that is still to be read.
                    process.toHandle().destroyForcibly();
                }
            }
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        // The kill may cut the last line off.
        acknowledged.removeIf(id -> !id.endsWith("."));
        return acknowledged;
    }
}
