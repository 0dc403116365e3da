package org.eventgateway.trackingapi.destination;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A Tracking API that is as strict as Segment's documentation: limits, required fields, types of ids, and the email spec for its six
 * events. What it would object to is listed in {@link #problems()}; answers can be prescribed.
 */
final class StrictReceiver implements AutoCloseable {
    static final String WRITE_KEY = "writekey-1";

    private static final int MOST_BYTES = 500 * 1024;
    private static final int MOST_EVENTS = 2_500;
    private static final int MOST_EVENT_BYTES = 32 * 1024;
    private static final Set<String> TYPES = Set.of("identify", "track", "group", "alias", "page", "screen");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<String> problems = new CopyOnWriteArrayList<>();
    private final Set<String> seen = new HashSet<>();

    StrictReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Prescribes the next answer; without one it is 200 {@code {"success":true}}. */
    StrictReceiver answering(Answer answer) {
        answers.add(answer);
        return this;
    }

    StrictReceiver answering(int status) {
        return answering(exchange -> reply(exchange, status, Map.of(), "{}"));
    }

    StrictReceiver answering(int status, Map<String, String> headers, String body) {
        return answering(exchange -> reply(exchange, status, headers, body));
    }

    List<Request> requests() {
        return requests;
    }

    List<String> problems() {
        return problems;
    }

    List<String> messageIds() {
        List<String> ids = new ArrayList<>();
        for (Request request : requests) {
            request.items().forEach(item -> ids.add(item.getString("messageId")));
        }
        return ids;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        JsonObject json;
        try (var reader = Json.createReader(new ByteArrayInputStream(body))) {
            json = reader.readObject();
        } catch (JsonException e) {
            problems.add("no JSON: " + e.getMessage());
            reply(exchange, 400, Map.of(), "{\"success\":false}");
            return;
        }
        Request request = new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")),
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Write-Key")),
                body.length,
                json);
        requests.add(request);
        Answer prescribed = answers.poll();
        if (prescribed != null) {
            prescribed.give(exchange);
            return;
        }
        inspect(exchange, request);
        reply(exchange, 200, Map.of(), "{\"success\":true}");
    }

    private synchronized void inspect(HttpExchange exchange, Request request) {
        require(request.method().equals("POST"), "the method is " + request.method());
        require(
                "application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type")),
                "the content type is " + exchange.getRequestHeaders().getFirst("Content-Type"));
        require(request.bytes() <= MOST_BYTES, "a body of " + request.bytes() + " bytes");
        require(request.carriesKey(), "no write key");
        require(isTime(request.body().get("sentAt")), "the batch has no sentAt");
        require(request.items().size() <= MOST_EVENTS, request.items().size() + " events");
        request.items().forEach(this::inspect);
    }

    private void inspect(JsonObject item) {
        int bytes = item.toString().getBytes(StandardCharsets.UTF_8).length;
        require(bytes <= MOST_EVENT_BYTES, "an event of " + bytes + " bytes");
        require(TYPES.contains(item.getString("type", "")), "type " + item.get("type"));
        String messageId = item.getString("messageId", "");
        require(!messageId.isEmpty() && messageId.length() < 100, "messageId " + messageId);
        require(seen.add(messageId), "messageId seen before: " + messageId);
        require(isTextOrAbsent(item.get("userId")), "userId is no text");
        require(isTextOrAbsent(item.get("anonymousId")), "anonymousId is no text");
        require(item.containsKey("userId") || item.containsKey("anonymousId"), "no_user_anon_id");
        require(isTime(item.get("timestamp")), "timestamp " + item.get("timestamp"));
        require(isTime(item.get("sentAt")), "sentAt " + item.get("sentAt"));
        require(!item.containsKey("writeKey"), "a write key in an event");
        if (item.getString("type", "").equals("track")) {
            require(!item.getString("event", "").isEmpty(), "event_not_defined");
            problems.addAll(EmailSpec.problems(item));
        }
    }

    private void require(boolean holds, String problem) {
        if (!holds) {
            problems.add(problem);
        }
    }

    private static boolean isTextOrAbsent(@Nullable JsonValue value) {
        return value == null
                || (value instanceof JsonString text && !text.getString().isEmpty());
    }

    private static boolean isTime(@Nullable JsonValue value) {
        return value instanceof JsonString text
                && text.getString().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?Z");
    }

    static void reply(HttpExchange exchange, int status, Map<String, String> headers, String body) throws IOException {
        headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** How to answer a request. */
    @FunctionalInterface
    interface Answer {
        void give(HttpExchange exchange) throws IOException;
    }

    /** What came. */
    record Request(
            String method,
            String path,
            Optional<String> authorization,
            Optional<String> keyHeader,
            int bytes,
            JsonObject body) {

        List<JsonObject> items() {
            JsonArray batch = body.getJsonArray("batch");
            return batch.getValuesAs(JsonObject.class);
        }

        boolean carriesKey() {
            String basic =
                    "Basic " + Base64.getEncoder().encodeToString((WRITE_KEY + ":").getBytes(StandardCharsets.UTF_8));
            return authorization.filter(basic::equals).isPresent()
                    || authorization.filter(("Bearer " + WRITE_KEY)::equals).isPresent()
                    || keyHeader.filter(WRITE_KEY::equals).isPresent()
                    || WRITE_KEY.equals(body.getString("writeKey", ""));
        }
    }
}
