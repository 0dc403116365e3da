package org.eventgateway.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The other end of the way out: a Tracking API as strict as Segment's documentation about limits, keys and required members, and as its
 * email spec and SMC's catalogue page about the six events. What it would object to is in {@link #problems()}. Like Segment it takes a
 * message id once: what comes again is counted and dropped.
 */
final class StrictTrackingApi implements AutoCloseable {
    static final String WRITE_KEY = "writekey-of-smc";

    private static final int MOST_BYTES = 500 * 1_024;
    private static final int MOST_EVENTS = 2_500;
    private static final int MOST_EVENT_BYTES = 32 * 1_024;
    private static final Set<String> ALWAYS =
            Set.of("event", "email_id", "email_subject", "campaign_id", "campaign_name", "timestamp", "sentAt");
    private static final Map<String, Set<String>> OWN = Map.of(
            "Email Delivered", Set.of(),
            "Email Opened", Set.of(),
            "Email Link Clicked", Set.of("link_id", "link_name"),
            "Email Marked as Spam", Set.of(),
            "Email Bounced", Set.of(),
            "Email Unsubscribed", Set.of("list_id", "list_name"));
    private static final Set<String> SOMETIMES = Set.of("link_id", "link_name", "link_url", "list_id", "list_name");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, JsonObject> events = new LinkedHashMap<>();
    private final List<String> problems = new CopyOnWriteArrayList<>();
    private int repeats;

    StrictTrackingApi() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/v1/batch", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The events in the order of their first arrival. */
    synchronized List<JsonObject> events() {
        return new ArrayList<>(events.values());
    }

    synchronized int count() {
        return events.size();
    }

    /** How many events came again. */
    synchronized int repeats() {
        return repeats;
    }

    List<String> problems() {
        return problems;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        require(exchange.getRequestMethod().equals("POST"), "method " + exchange.getRequestMethod());
        require(body.length <= MOST_BYTES, "a body of " + body.length + " bytes");
        String basic =
                "Basic " + Base64.getEncoder().encodeToString((WRITE_KEY + ":").getBytes(StandardCharsets.UTF_8));
        require(
                basic.equals(exchange.getRequestHeaders().getFirst("Authorization")),
                "the write key is not the user of Basic authentication");
        try (var reader = Json.createReader(new ByteArrayInputStream(body))) {
            take(reader.readObject());
        } catch (JsonException | ClassCastException | NullPointerException e) {
            problems.add("no batch: " + e.getMessage());
        }
        byte[] answer = "{\"success\":true}".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private void take(JsonObject body) {
        require(isTime(body.get("sentAt")), "the batch has no sentAt");
        List<JsonObject> batch = body.getJsonArray("batch").getValuesAs(JsonObject.class);
        require(batch.size() <= MOST_EVENTS, batch.size() + " events");
        batch.forEach(this::inspect);
        synchronized (this) {
            for (JsonObject event : batch) {
                if (events.putIfAbsent(event.getString("messageId"), event) != null) {
                    repeats++;
                }
            }
        }
    }

    private void inspect(JsonObject event) {
        int bytes = event.toString().getBytes(StandardCharsets.UTF_8).length;
        String name = event.getString("event", "");
        String messageId = event.getString("messageId", "");
        require(bytes <= MOST_EVENT_BYTES, "an event of " + bytes + " bytes");
        require(event.getString("type", "").equals("track"), "type " + event.get("type"));
        require(!messageId.isEmpty() && messageId.length() < 100, "messageId " + messageId);
        require(isText(event.get("userId")) || isText(event.get("anonymousId")), name + " has nobody");
        require(isTime(event.get("timestamp")), name + ": timestamp " + event.get("timestamp"));
        require(isTime(event.get("sentAt")), name + ": sentAt " + event.get("sentAt"));
        Set<String> own = OWN.get(name);
        if (own == null) {
            problems.add("an event that is none of the six: " + name);
            return;
        }
        JsonObject properties = event.getJsonObject("properties");
        ALWAYS.forEach(key -> require(isText(properties.get(key)), name + " lacks " + key));
        require(!isText(event.get("userId")) || isText(properties.get("user_id")), name + " lacks user_id");
        own.forEach(key -> require(isText(properties.get(key)), name + " lacks " + key));
        properties.keySet().stream()
                .filter(SOMETIMES::contains)
                .filter(key -> !own.contains(key) && !(key.equals("link_url") && own.contains("link_id")))
                .forEach(key -> problems.add(name + " must not have " + key));
        require(name.equals(properties.getString("event", "")), "properties.event is not " + name);
        JsonObject traits = event.getJsonObject("context").getJsonObject("traits");
        require(traits != null && isText(traits.get("email")), name + " lacks context.traits.email");
    }

    private void require(boolean holds, String problem) {
        if (!holds) {
            problems.add(problem);
        }
    }

    private static boolean isText(@Nullable JsonValue value) {
        return value instanceof JsonString text && !text.getString().isEmpty();
    }

    private static boolean isTime(@Nullable JsonValue value) {
        return value instanceof JsonString text
                && text.getString().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?Z");
    }
}
