package org.eventgateway.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<Asked> asked = new ArrayList<>();

    @TempDir
    private Path folder;

    private HttpServer gateway;
    private int status = 200;
    private String type = "text/plain;charset=UTF-8";
    private String body = "passed\n";

    private record Asked(String line, Optional<String> authorization, Optional<String> accept, String body) {}

    @BeforeEach
    void start() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/", this::answer);
        gateway.start();
    }

    @AfterEach
    void stop() {
        gateway.stop(0);
    }

    @Test
    void aCheckThatPassedIsPrintedAndEndsWith0() {
        body = "passed\n  passed  key  é\n";

        assertThat(run(Map.of(), "", "check", "--url", url())).isZero();

        assertThat(out.toString(UTF_8)).isEqualTo(body);
        assertThat(err.size()).isZero();
        assertThat(asked)
                .containsExactly(
                        new Asked("GET /ops/connections/smc/check", Optional.empty(), Optional.of("text/plain"), ""));
    }

    @Test
    void aCheckThatFailedEndsWith1() {
        body = "failed\n  failed  key  SMC refused the key.\n";

        assertThat(run(Map.of(), "", "check", "de", "--url", url() + "/gateway/"))
                .isEqualTo(1);
        assertThat(asked.get(0).line()).isEqualTo("GET /gateway/ops/connections/de/check");
    }

    @Test
    void anEventIsPreviewedFromAFile() throws IOException {
        body = "POST https://acme.slgnt.eu/x\n\n{}\n";
        Path event = Files.writeString(folder.resolve("event.json"), "{\"type\":\"track\"}");

        assertThat(run(Map.of(), "", "preview", "smc", event.toString(), "--url", url()))
                .isZero();

        assertThat(out.toString(UTF_8)).isEqualTo(body);
        assertThat(asked.get(0).line()).isEqualTo("POST /ops/connections/smc/preview");
        assertThat(asked.get(0).body()).isEqualTo("{\"type\":\"track\"}");
    }

    @Test
    void anEventIsPreviewedFromStandardInputAndItsRejectionEndsWith1() {
        body = "rejected  There is no user. (no_user)\n";

        assertThat(run(Map.of(), "{\"type\":\"group\"}", "preview", "--url", url()))
                .isEqualTo(1);
        assertThat(asked.get(0).body()).isEqualTo("{\"type\":\"group\"}");
    }

    @Test
    void theOperatorKeyComesFromAFileOrTheEnvironment() throws IOException {
        Path key = Files.writeString(folder.resolve("key"), "from-file\n");

        run(Map.of("GATEWAY_OPERATOR_KEY", "from-environment"), "", "check", "--url", url());
        run(Map.of("GATEWAY_OPERATOR_KEY", "unused"), "", "check", "--url", url(), "--key-file", key.toString());

        assertThat(asked)
                .extracting(Asked::authorization)
                .containsExactly(Optional.of("Bearer from-environment"), Optional.of("Bearer from-file"));
    }

    @Test
    void theGatewaysRefusalIsToldAndEndsWith2() {
        status = 401;
        body =
                "Unauthorized: Send a key that stands in gateway.operator-key as Bearer token, without its name. (operator_key_wrong)\n";

        assertThat(run(Map.of(), "", "check", "--url", url())).isEqualTo(2);
        assertThat(err.toString(UTF_8)).isEqualTo(body);
    }

    @Test
    void somethingElseThanAGatewayIsTold() {
        type = "text/html";
        body = "<html>Welcome</html>";

        assertThat(run(Map.of(), "", "check", "--url", url())).isEqualTo(2);
        assertThat(err.toString(UTF_8))
                .contains(url(), "(200)", "is no gateway")
                .doesNotContain("Welcome");
    }

    @Test
    void aGatewayThatDoesNotRunIsTold() {
        gateway.stop(0);

        assertThat(run(Map.of(), "", "check", "--url", url())).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("No gateway answers there");
    }

    @Test
    void aFileThatCannotBeReadIsNamed() {
        assertThat(run(
                        Map.of(),
                        "",
                        "preview",
                        "smc",
                        folder.resolve("none.json").toString(),
                        "--url",
                        url()))
                .isEqualTo(2);
        assertThat(err.toString(UTF_8)).startsWith("Cannot read ").contains("none.json");
        assertThat(asked).isEmpty();
    }

    @Test
    void wrongWordsAreAnsweredWithTheUsage() {
        assertThat(wrong()).startsWith("Say what to do.");
        assertThat(wrong("erase")).startsWith("There is no command erase.");
        assertThat(wrong("check", "smc", "more")).startsWith("There is a word too many: more.");
        assertThat(wrong("check", "--operator-key", "x")).startsWith("There is no option --operator-key.");
        assertThat(wrong("check", "--url")).startsWith("A value is missing after --url.");
        assertThat(wrong("check", "--url", "localhost:9080")).startsWith("This is no address of a gateway");
        assertThat(asked).isEmpty();
    }

    @Test
    void helpIsNoError() {
        assertThat(run(Map.of(), "", "--help")).isZero();
        assertThat(out.toString(UTF_8)).startsWith("Usage: java -jar smc-plugin.war check");
    }

    private String wrong(String... arguments) {
        err.reset();
        assertThat(run(Map.of(), "", arguments)).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("Usage: java -jar smc-plugin.war check");
        return err.toString(UTF_8);
    }

    private int run(Map<String, String> environment, String input, String... arguments) {
        return new Main(
                        new ByteArrayInputStream(input.getBytes(UTF_8)),
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8),
                        environment)
                .run(List.of(arguments));
    }

    private String url() {
        return "http://localhost:" + gateway.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(new Asked(
                exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")),
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Accept")),
                new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
        exchange.getResponseHeaders().add("Content-Type", type);
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
