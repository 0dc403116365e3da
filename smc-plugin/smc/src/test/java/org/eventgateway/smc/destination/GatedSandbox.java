package org.eventgateway.smc.destination;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.eventgateway.plugin.testkit.Received;
import org.eventgateway.plugin.testkit.RemoteStandIn;
import org.eventgateway.sandbox.Sandbox;
import org.eventgateway.sandbox.SandboxConfig;
import org.eventgateway.sandbox.http.SandboxReply;
import org.eventgateway.sandbox.http.SandboxRequest;
import org.eventgateway.smc.SandboxBench;

/** The sandbox as the plugin test kit wants it: it can refuse and stumble over single events. */
final class GatedSandbox implements RemoteStandIn {
    private static final Pattern FIRST_CELL = Pattern.compile("\\[\"(kit-message-[0-9]+)\"");

    private final Sandbox sandbox = Sandbox.create(SandboxConfig.defaults());
    private final ExecutorService threads = Executors.newCachedThreadPool(SandboxBench::thread);
    private final HttpServer server;
    private final List<Received> received = new ArrayList<>();
    private final Set<String> refused = new HashSet<>();
    private final Set<String> stumbling = new HashSet<>();
    private int calls;
    private boolean down;
    private boolean mute;

    GatedSandbox() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
            String target = exchange.getRequestURI().toASCIIString();
            SandboxReply reply = answer(exchange.getRequestMethod(), target, headers, body);
            if (reply.status() == 0) {
                return; // closed without an answer
            }
            reply.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            exchange.sendResponseHeaders(reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
            exchange.getResponseBody().write(reply.body());
        }
    }

    private synchronized SandboxReply answer(String method, String target, Map<String, String> headers, byte[] body) {
        calls++;
        String text = new String(body, StandardCharsets.UTF_8);
        SandboxReply nothing = SandboxReply.of(0, "text/plain", new byte[0]);
        if (down) {
            return nothing;
        }
        boolean write = target.contains("/data") && !target.contains("/search");
        if (refused.stream().anyMatch(id -> write && text.contains(id))) {
            received.add(new Received(method, url() + target, lower(headers), text, List.of()));
            return SandboxReply.text(400, "refused");
        }
        if (stumbling.removeIf(id -> write && text.contains(id))) {
            return SandboxReply.text(503, "not now");
        }
        SandboxReply reply =
                sandbox.handle(SandboxRequest.of(method, target, headers, body).from("127.0.0.1"));
        if (write) {
            received.add(new Received(
                    method, url() + target, lower(headers), text, reply.status() == 200 ? ids(text) : List.of()));
        }
        return mute && write ? nothing : reply;
    }

    private static List<String> ids(String text) {
        return FIRST_CELL.matcher(text).results().map(match -> match.group(1)).toList();
    }

    private static Map<String, String> lower(Map<String, String> headers) {
        Map<String, String> lower = new HashMap<>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(java.util.Locale.ROOT), value));
        return lower;
    }

    @Override
    public synchronized List<Received> received() {
        return List.copyOf(received);
    }

    @Override
    public synchronized int calls() {
        return calls;
    }

    @Override
    public synchronized List<String> state() {
        List<String> state = new ArrayList<>();
        for (String list : List.of("segment_events", "USERS_SEGMENT")) {
            sandbox.rows("ACME", list).forEach(row -> {
                Map<String, Object> sorted = new TreeMap<>(row);
                sorted.remove("ID"); // SMC's own number, given anew after a reset
                state.add(list + sorted);
            });
        }
        return state;
    }

    @Override
    public synchronized void reset() {
        sandbox.reset();
        received.clear();
        refused.clear();
        stumbling.clear();
        calls = 0;
        down = false;
        mute = false;
    }

    @Override
    public synchronized void goDown() {
        down = true;
    }

    @Override
    public synchronized void loseAnswers() {
        mute = true;
    }

    @Override
    public synchronized void refuse(String messageId) {
        refused.add(messageId);
    }

    @Override
    public synchronized void stumbleOver(String messageId) {
        stumbling.add(messageId);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
