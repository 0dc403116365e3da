package org.eventgateway.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A third party's jar, put beside the WAR as it is, is there after a restart and delivers. Run once per server and way. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DropInPlugins {
    private static final Path EXAMPLE = Path.of(System.getProperty("it.example.plugin"));

    private final ConcurrentLinkedQueue<String> posted = new ConcurrentLinkedQueue<>();
    private final HttpServer receiver = receiver();

    /** Describes a server without the plugin. */
    abstract ServerProcess.Builder<?> gateway();

    /** Where its jars are put. */
    abstract Path pluginFolder(ServerProcess server);

    @AfterAll
    void stop() {
        receiver.stop(0);
    }

    @Test
    void theExampleAppearsAfterARestartAndDeliversBesideABrokenJar() throws IOException {
        String url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/events";
        try (ServerProcess server = Sandbox.connected(gateway())
                .setting("destinations", "smc,hook")
                .setting("destination.hook.plugin", "webhook")
                .setting("destination.hook.url", url)
                .start()) {
            Gateway gateway = new Gateway(server.url());
            assertThat(plugin(gateway, "webhook")).isEmpty();
            assertThat(gateway.connection("hook").getString("state")).isEqualTo("bad-settings");

            Path folder = pluginFolder(server);
            Files.copy(EXAMPLE, folder.resolve("webhook-plugin.jar"));
            Files.writeString(folder.resolve("a-broken.jar"), "<html>not found</html>");
            server.close();
            server.launch();

            assertThat(plugin(gateway, "webhook").orElseThrow().getBoolean("loaded"))
                    .isTrue();
            assertThat(plugin(gateway, "smc").orElseThrow().getBoolean("loaded"))
                    .isTrue();
            assertBroken(gateway);
            assertThat(gateway.post("/v1/track", """
                            {"messageId":"drop-in-1","userId":"u","event":"Order Completed"}""").statusCode()).isEqualTo(200);
            await("the event at the webhook").atMost(30, SECONDS).until(() -> !posted.isEmpty());
            assertThat(posted.peek()).contains("\"drop-in-1\"", "Order Completed");
        }
    }

    /** What the operator sees of the broken jar. */
    void assertBroken(Gateway gateway) throws IOException {
        JsonObject broken = plugin(gateway, "a-broken.jar").orElseThrow();
        assertThat(broken.getBoolean("loaded")).isFalse();
        assertThat(broken.getJsonObject("refused").getString("code")).isEqualTo("plugin_not_a_jar");
    }

    private static Optional<JsonObject> plugin(Gateway gateway, String name) throws IOException {
        List<JsonObject> plugins = Answer.of(gateway.get("/ops/plugins"))
                .body()
                .getJsonArray("plugins")
                .getValuesAs(JsonObject.class);
        return plugins.stream()
                .filter(plugin -> plugin.getString("name").equals(name))
                .findFirst();
    }

    private HttpServer receiver() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                try (exchange) {
                    posted.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                    exchange.sendResponseHeaders(204, -1);
                }
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
