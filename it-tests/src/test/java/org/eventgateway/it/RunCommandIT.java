package org.eventgateway.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the first command does once both servers run, with a stand-in for Liberty's own script that writes down how it was called. */
@Tag(ServerUnderTest.NAMED)
class RunCommandIT {
    private static final String CTRL_C = "\u0003";

    @TempDir
    private Path liberty;

    @BeforeEach
    void standIn() throws IOException {
        Path script = Files.createDirectories(liberty.resolve("bin")).resolve("server");
        Files.writeString(script, "#!/bin/sh\necho \"$@\" >> \"" + calls() + "\"\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void ctrlCStopsTheGatewayThenTheSandbox() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "the program script is needed, for a terminal");
        Path output = liberty.resolve("output");
        // A build that runs in the background ignores Ctrl-C, and so would whatever it starts.
        String listening = "env --default-signal=INT " + String.join(" ", command());
        Process terminal = new ProcessBuilder("/usr/bin/script", "-qefc", listening, "/dev/null")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try (OutputStream keys = terminal.getOutputStream()) {
            await().atMost(60, SECONDS).until(() -> Files.readString(output).contains("Ctrl-C stops both."));
            assertThat(Files.exists(calls())).isFalse();

            keys.write(CTRL_C.getBytes(UTF_8));
            keys.flush();

            assertThat(terminal.waitFor(60, SECONDS)).isTrue();
        } finally {
            terminal.destroyForcibly();
        }
        assertThat(Files.readAllLines(calls())).containsExactly("stop gateway", "stop sandbox");
    }

    @Test
    void aScriptGoesOnAndTheServersRun() throws Exception {
        Process process =
                new ProcessBuilder(command()).redirectErrorStream(true).start();
        process.getOutputStream().close();

        String output = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor()).isZero();
        assertThat(output)
                .contains("http://localhost:9080/v1/track", "http://localhost:9081/Portal/Api")
                .contains("mvn -Pstop -pl liberty-config validate");
        assertThat(Files.exists(calls())).isFalse();
    }

    private Path calls() {
        return liberty.resolve("calls");
    }

    private List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dstdout.encoding=UTF-8",
                "-cp",
                Path.of("../liberty-config/target/classes").toAbsolutePath().toString(),
                "org.eventgateway.liberty.RunningServers",
                liberty.toString(),
                "9080",
                "9081");
    }
}
