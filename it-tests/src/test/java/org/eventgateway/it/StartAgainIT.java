package org.eventgateway.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A server is started while the one before still holds its data folder: it waits, and needs nobody to start it once more. */
class StartAgainIT {

    @Test
    void theGatewayStartsByItselfOnceItsFolderIsFree() throws IOException {
        Path folder = Files.createTempDirectory(Path.of(System.getProperty("it.work")), "taken");
        int port = FreePort.next();
        try (FileChannel file =
                        FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.lock()) {
            CompletableFuture<Void> freed = CompletableFuture.runAsync(() -> {
                await("the server to say why it does not start")
                        .atMost(240, SECONDS)
                        .until(() -> ready(port).contains("is in use by another process"));
                free(lock);
            });
            try (ServerProcess server = Sandbox.connected(ServerUnderTest.gateway("start-again"))
                    .setting("gateway.data-folder", folder.toString())
                    .port(port)
                    .start()) {
                freed.join();

                assertThat(server.log())
                        .containsOnlyOnce("The gateway cannot start: The data folder")
                        .contains("tried again every 15 seconds");
                HttpResponse<String> reply = new Gateway(server.url())
                        .post("/v1/track", "{\"userId\":\"start-again\",\"event\":\"Order Completed\"}");
                assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
            }
        }
    }

    private static String ready(int port) {
        try {
            return ServerProcess.ask("http://127.0.0.1:" + port + "/health/ready")
                    .body();
        } catch (IOException e) {
            return "";
        }
    }

    private static void free(FileLock lock) {
        try {
            lock.release();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
