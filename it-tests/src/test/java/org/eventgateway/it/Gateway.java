package org.eventgateway.it;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/** A sender that speaks plain HTTP to the gateway's doors. */
final class Gateway {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;
    private final String writeKey;

    /** Takes the address with the context root, without a slash at its end. */
    Gateway(String url) {
        this(url, "write-key");
    }

    Gateway(String url, String writeKey) {
        this.url = url;
        this.writeKey = writeKey;
    }

    /** Shows a write key as Segment's libraries do. */
    static String basic(String writeKey) {
        return "Basic " + Base64.getEncoder().encodeToString((writeKey + ":").getBytes(StandardCharsets.UTF_8));
    }

    /** Its address with the context root, without a slash at its end. */
    String url() {
        return url;
    }

    /** Posts JSON with the write key. */
    HttpResponse<String> post(String path, String json) throws IOException {
        return post(
                path,
                json.getBytes(StandardCharsets.UTF_8),
                "Authorization",
                basic(writeKey),
                "Content-Type",
                "application/json");
    }

    /** Posts bytes with these headers and no others: names and values in turn. */
    HttpResponse<String> post(String path, byte[] body, String... headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(30))
                .POST(BodyPublishers.ofByteArray(body));
        return send((headers.length == 0 ? request : request.headers(headers)).build());
    }

    /** What the operator API says of a connection. */
    JsonObject connection(String name, String... headers) throws IOException {
        return Answer.of(get("/ops/connections/" + name, headers)).body();
    }

    /** Its dead letters, as the operator API lists them. */
    List<JsonObject> deadLetters(String name, String... headers) throws IOException {
        return Answer.of(get("/ops/connections/" + name + "/dead-letters", headers))
                .body()
                .getJsonArray("deadLetters")
                .getValuesAs(JsonObject.class);
    }

    HttpResponse<String> get(String path, String... headers) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(30));
        return send((headers.length == 0 ? request : request.headers(headers)).build());
    }

    HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
