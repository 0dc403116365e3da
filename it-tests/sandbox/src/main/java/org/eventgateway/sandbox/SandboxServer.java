package org.eventgateway.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.eventgateway.sandbox.http.SandboxReply;
import org.eventgateway.sandbox.http.SandboxRequest;
import org.eventgateway.sandbox.http.Sending;

/**
 * A sandbox behind the JDK's HTTP server on the loopback interface and a free port, for tests in one process. The control
 * API is there too, below {@code /sandbox/}. Close it when done; that ends its threads and connections.
 */
public final class SandboxServer implements AutoCloseable {
    // the JDK's server writes head and body apart; with Nagle's algorithm each reply would wait 40 ms for the client's
    // acknowledgement, and the server reads this property only once, before the first server is made
    private static final String NO_DELAY = "sun.net.httpserver.nodelay";

    private final Sandbox sandbox;
    private final HttpServer server;
    private final ExecutorService threads;

    private SandboxServer(Sandbox sandbox, HttpServer server, ExecutorService threads) {
        this.sandbox = sandbox;
        this.server = server;
        this.threads = threads;
    }

    /** Starts a server; throws {@link UncheckedIOException} if no port can be had. */
    public static SandboxServer start(SandboxConfig config) {
        Sandbox sandbox = Sandbox.create(config);
        ControlApi control = new ControlApi(sandbox);
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "sandbox");
            thread.setDaemon(true);
            return thread;
        });
        HttpServer server = bind();
        server.setExecutor(threads);
        server.createContext("/", exchange -> serve(exchange, sandbox::handle));
        server.createContext("/sandbox/", exchange -> serve(exchange, control::handle));
        server.start();
        return new SandboxServer(sandbox, server, threads);
    }

    /** The address without a path, e.g. {@code http://127.0.0.1:40123}. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public Sandbox sandbox() {
        return sandbox;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static HttpServer bind() {
        if (System.getProperty(NO_DELAY) == null) {
            System.setProperty(NO_DELAY, "true");
        }
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void serve(HttpExchange exchange, Function<SandboxRequest, SandboxReply> handler)
            throws IOException {
        try {
            send(exchange, handler.apply(request(exchange)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            // closing before everything is sent drops the connection, which is what the cutting faults need
            exchange.close();
        }
    }

    private static SandboxRequest request(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        return SandboxRequest.of(
                        exchange.getRequestMethod(), exchange.getRequestURI().toASCIIString(), headers, body)
                .from(exchange.getRemoteAddress().getAddress().getHostAddress());
    }

    private static void send(HttpExchange exchange, SandboxReply reply) throws IOException, InterruptedException {
        pause(reply.delay());
        if (reply.sending() == Sending.CUT) {
            return;
        }
        reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        byte[] body = reply.body();
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        if (body.length == 0) {
            return;
        }
        OutputStream out = exchange.getResponseBody();
        switch (reply.sending()) {
            case WHOLE, CUT -> out.write(body);
            case CUT_IN_BODY -> {
                out.write(Arrays.copyOf(body, body.length / 2));
                out.flush();
            }
            case DRIP -> {
                for (byte one : body) {
                    pause(reply.gap());
                    out.write(one);
                    out.flush();
                }
            }
        }
    }

    private static void pause(Duration time) throws InterruptedException {
        if (!time.isZero()) {
            // one more, so that a lock that ends after this time has ended on the clock too
            Thread.sleep(time.toMillis() + 1);
        }
    }
}
