package org.eventgateway.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The WAR as a program: what an engineer types who wants to know whether a connection works. */
class CommandIT {
    private final Gateway gateway = Guarded.gateway();

    @TempDir
    private Path folder;

    /** Until it has read the fields of the list, a connection cannot say what it would send, and says so. */
    @BeforeEach
    void started() {
        await().atMost(60, SECONDS)
                .until(() -> !gateway.post(
                                "/ops/connections/smc/preview",
                                "{\"type\":\"identify\",\"userId\":\"u\"}".getBytes(StandardCharsets.UTF_8),
                                Guarded.AS_OPERATOR)
                        .body()
                        .contains("structure_unknown"));
    }

    private record Ended(int status, String out, String err) {}

    @Test
    void aCheckTellsEachStepAndEndsWell() throws Exception {
        Ended check = run("check", "smc", "--url", gateway.url());

        assertThat(check.err()).isEmpty();
        assertThat(check.out())
                .startsWith("passed\n")
                .containsPattern("passed +admin URL +SMC's API answers at this address\\.")
                .containsPattern("skipped +write rights ");
        assertThat(check.status()).isZero();
    }

    @Test
    void aPreviewShowsTheRequestsAndNoSecret() throws Exception {
        Path event = Files.writeString(
                folder.resolve("event.json"),
                "{\"type\":\"track\",\"userId\":\"u-preview\",\"event\":\"é\",\"messageId\":\"preview-1\"}");

        Ended preview = run("preview", "smc", event.toString(), "--url", gateway.url());

        assertThat(preview.err()).isEmpty();
        assertThat(preview.out())
                .startsWith("POST http")
                .contains("/lists/segment_events/data/load", "***", "preview-1", "\"é\"")
                .doesNotContain("sandbox-secret");
        assertThat(preview.status()).isZero();
    }

    @Test
    void anEventThatWouldBeRejectedSaysWhy() throws Exception {
        Path event = Files.writeString(
                folder.resolve("group.json"), "{\"type\":\"group\",\"userId\":\"u-preview\",\"groupId\":\"g\"}");

        Ended preview = run("preview", "smc", event.toString(), "--url", gateway.url());

        assertThat(preview.out()).startsWith("rejected  ").contains("userlist");
        assertThat(preview.status()).isEqualTo(1);
    }

    @Test
    void anUnknownConnectionIsTold() throws Exception {
        Ended check = run("check", "nobody", "--url", gateway.url());

        assertThat(check.out()).isEmpty();
        assertThat(check.err()).startsWith("Not found: ").contains("connection_unknown");
        assertThat(check.status()).isEqualTo(2);
    }

    @Test
    void whoeverAsksForNoFormatGetsJson() throws IOException {
        assertThat(Answer.of(gateway.get("/ops/connections/smc/check", Guarded.AS_OPERATOR))
                        .body()
                        .getBoolean("passed"))
                .isTrue();
        assertThat(gateway.get("/ops/connections/nobody", Guarded.AS_OPERATOR)
                        .headers()
                        .firstValue("Content-Type"))
                .hasValue("application/problem+json");
    }

    private static Ended run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dfile.encoding=UTF-8",
                "-jar",
                DeployedWar.built().toString()));
        command.addAll(List.of(arguments));
        Path err = Files.createTempFile("command", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
            builder.environment().put("GATEWAY_OPERATOR_KEY", Guarded.operatorKey());
            Process process = builder.start();
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return new Ended(process.exitValue(), out, Files.readString(err));
        } finally {
            Files.delete(err);
        }
    }
}
