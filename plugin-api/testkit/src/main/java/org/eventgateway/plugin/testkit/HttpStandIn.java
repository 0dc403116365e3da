package org.eventgateway.plugin.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/**
 * A stand-in for a remote that speaks HTTP, on a free port of this machine. The author says what a request means ({@link
 * #records}); records of one key replace each other. Safe for any thread.
 */
public abstract class HttpStandIn implements RemoteStandIn {
    private final int port;
    private final ExecutorService handlers = Executors.newCachedThreadPool();
    private final Map<String, String> stored = new LinkedHashMap<>();
    private final List<Received> received = new ArrayList<>();
    private final Set<String> refused = new HashSet<>();
    private final Set<String> stumbles = new HashSet<>();
    private HttpServer server;
    private boolean down;
    private boolean doorClosed;
    private boolean answersLost;
    private int calls;

    /** Starts it. */
    protected HttpStandIn() {
        server = listen(0);
        port = server.getAddress().getPort();
    }

    private HttpServer listen(int wanted) {
        try {
            HttpServer listening =
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 0);
            listening.setExecutor(handlers);
            listening.createContext("/", this::handle);
            listening.start();
            return listening;
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on this machine", e);
        }
    }

    /**
     * What the remote would store for a request, in order.
     *
     * @param messageId the event it is made of
     * @param key records of one key replace each other, as they do at the remote
     * @param content what is stored
     */
    public record Stored(String messageId, String key, String content) {}

    /** Reads the records out of a request. An exception thrown here is answered with status 400. */
    protected abstract List<Stored> records(Received request);

    /** The text by which a request deletes: every record whose content holds it goes. Empty for requests that do not delete. */
    protected Optional<String> deletes(Received request) {
        return Optional.empty();
    }

    /** Whether a request could change something. By default each but GET, HEAD and OPTIONS. */
    protected boolean writes(Received request) {
        return !Set.of("GET", "HEAD", "OPTIONS").contains(request.method());
    }

    /**
     * Whether nobody listens while it is down; otherwise it answers 503. For destinations whose check looks only whether a connection
     * can be made.
     */
    protected boolean closesItsDoor() {
        return false;
    }

    /** The body of a good answer. */
    protected String answer(Received request) {
        return "{}";
    }

    /** Its address, without a slash at the end. */
    public final URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public final synchronized List<Received> received() {
        return List.copyOf(received);
    }

    @Override
    public final synchronized int calls() {
        return calls;
    }

    @Override
    public final synchronized List<String> state() {
        return List.copyOf(stored.values());
    }

    @Override
    public final synchronized void reset() {
        stored.clear();
        received.clear();
        refused.clear();
        stumbles.clear();
        down = false;
        if (doorClosed) {
            server = listen(port);
            doorClosed = false;
        }
        answersLost = false;
        calls = 0;
    }

    @Override
    public final synchronized void goDown() {
        down = true;
        if (closesItsDoor() && !doorClosed) {
            server.stop(0);
            doorClosed = true;
        }
    }

    @Override
    public final synchronized void loseAnswers() {
        answersLost = true;
    }

    @Override
    public final synchronized void refuse(String messageId) {
        refused.add(messageId);
    }

    @Override
    public final synchronized void stumbleOver(String messageId) {
        stumbles.add(messageId);
    }

    @Override
    public final synchronized void close() {
        if (!doorClosed) {
            server.stop(0);
        }
        handlers.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Received request = read(exchange);
            int status = take(request);
            if (status == 0) {
                return;
            }
            byte[] body = answer(request).getBytes(StandardCharsets.UTF_8);
            boolean empty = request.method().equals("HEAD") || body.length == 0;
            exchange.sendResponseHeaders(status, empty ? -1 : body.length);
            if (!empty) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    /** Answers the status, or 0 when the connection is to break without one. */
    private synchronized int take(Received request) {
        calls++;
        boolean writes = writes(request);
        int status = down ? 503 : writes ? store(request) : 200;
        if (writes && status != 200) {
            received.add(request);
        }
        return status == 200 && answersLost ? 0 : status;
    }

    private int store(Received request) {
        List<Stored> records;
        try {
            records = records(request);
        } catch (RuntimeException e) {
            return 400;
        }
        List<String> ids = records.stream().map(Stored::messageId).toList();
        // Not anyMatch: each event stumbles once, even when several are in one request.
        if (stumbles.removeAll(ids)) {
            return 503;
        }
        if (ids.stream().anyMatch(refused::contains)) {
            return 400;
        }
        deletes(request).ifPresent(text -> stored.values().removeIf(content -> content.contains(text)));
        records.forEach(record -> stored.put(record.key(), record.content()));
        received.add(new Received(request.method(), request.url(), request.headers(), request.body(), ids));
        return 200;
    }

    private Received read(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        boolean packed = "gzip".equals(headers.get("content-encoding"));
        try (InputStream body = packed ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody()) {
            String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
            return new Received(
                    exchange.getRequestMethod(), url().toString() + exchange.getRequestURI(), headers, text, List.of());
        }
    }
}
