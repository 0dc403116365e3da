package org.eventgateway.it;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eventgateway.smccontract.RecordedRequest;
import org.eventgateway.smccontract.SmcContract;

/** Looks at SMC the way anyone can: through its own calls. Beside them it reads the journal of what the sandbox was asked. */
final class Smc {
    private static final String KEY = "sandbox-key:sandbox-secret";
    private static final List<String> EVENT_COLUMNS = List.of(
            "EVENT_ID",
            "EVENT_TYPE",
            "EVENT_NAME",
            "USER_ID",
            "ANONYMOUS_ID",
            "PREVIOUS_ID",
            "GROUP_ID",
            "EVENT_DT",
            "RECEIVED_DT",
            "PROPERTIES",
            "CONTEXT");

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI url;

    Smc(URI url) {
        this.url = url;
    }

    /** The rows of the events list whose column has a value, in the order of another column; each row by column name. */
    List<Map<String, String>> rows(String list, String column, String value, String orderBy) {
        return rows(list, EVENT_COLUMNS, column, value, orderBy);
    }

    /** As above, with the columns to show. */
    List<Map<String, String>> rows(String list, List<String> columns, String column, String value, String orderBy) {
        List<Map<String, String>> rows = new ArrayList<>();
        JsonArray filters = Json.createArrayBuilder()
                .add(Json.createObjectBuilder()
                        .add("field_name", "MASTER." + column)
                        .add("operator", "EqualTo")
                        .add("field_value", value))
                .build();
        search(list + "/data/search", columns, filters, orderBy, rows);
        return rows;
    }

    /** All rows of a list, with the columns to show. */
    List<Map<String, String>> rows(String list, List<String> columns, String orderBy) {
        List<Map<String, String>> rows = new ArrayList<>();
        search(list + "/data/search", columns, JsonValue.EMPTY_JSON_ARRAY, orderBy, rows);
        return rows;
    }

    /** How many records a list has. */
    long count(String list) {
        return call("GET", "lists/" + list + "/records", "")
                .getJsonNumber("count")
                .longValueExact();
    }

    /** The members of a static segment, by their mail. */
    List<String> members(String list, String segment) {
        List<Map<String, String>> rows = new ArrayList<>();
        search(
                list + "/segments/" + segment + "/data/search",
                List.of("MAIL"),
                JsonValue.EMPTY_JSON_ARRAY,
                "MAIL",
                rows);
        return rows.stream().map(row -> row.get("MAIL")).toList();
    }

    /** Takes all members out of a static segment. */
    void clear(String list, String segment) {
        call("DELETE", "lists/" + list + "/segments/" + segment + "/data/clear", "");
    }

    /** All event ids of the events list. */
    List<String> eventIds() {
        List<Map<String, String>> rows = new ArrayList<>();
        search("segment_events/data/search", List.of("EVENT_ID"), JsonValue.EMPTY_JSON_ARRAY, "EVENT_ID", rows);
        return rows.stream().map(row -> row.get("EVENT_ID")).toList();
    }

    private void search(
            String path, List<String> fields, JsonArray filters, String orderBy, List<Map<String, String>> rows) {
        int page = 1_000;
        for (int skip = 0; ; skip += page) {
            JsonObject body = Json.createObjectBuilder()
                    .add(
                            "fields",
                            Json.createArrayBuilder(fields.stream()
                                    .map(field -> "MASTER." + field)
                                    .toList()))
                    .add("filters", filters)
                    .add("skip", skip)
                    .add("take", page)
                    .add("order_by", "MASTER." + orderBy)
                    .add("order_by_direction", "ASC")
                    .build();
            JsonArray data = call("POST", "lists/" + path, body.toString()).getJsonArray("data");
            for (JsonValue row : data) {
                Map<String, String> cells = new LinkedHashMap<>();
                for (int i = 0; i < fields.size(); i++) {
                    cells.put(fields.get(i), text(row.asJsonArray().get(i)));
                }
                rows.add(cells);
            }
            if (data.size() < page) {
                return;
            }
        }
    }

    private static String text(JsonValue value) {
        return switch (value.getValueType()) {
            case NULL -> "";
            case STRING -> ((JsonString) value).getString();
            default -> value.toString();
        };
    }

    private JsonObject call(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/Portal/Api/organizations/ACME/" + path))
                .header("X-ApiKey", KEY)
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(30))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> reply = send(request);
        if (reply.statusCode() != 200) {
            throw new AssertionError(
                    "SMC answered " + reply.statusCode() + " to " + method + " " + path + ": " + reply.body());
        }
        return object(reply.body());
    }

    /** What the sandbox was asked since the journal was cleared. */
    List<RecordedRequest> journal() {
        List<RecordedRequest> requests = new ArrayList<>();
        long after = 0;
        while (true) {
            JsonArray page = object(send(HttpRequest.newBuilder(
                                            URI.create(url + "/sandbox/journal?after=" + after + "&take=500"))
                                    .build())
                            .body())
                    .getJsonArray("entries");
            if (page.isEmpty()) {
                return requests;
            }
            for (JsonValue value : page) {
                JsonObject entry = value.asJsonObject();
                after = entry.getJsonNumber("sequence").longValueExact();
                requests.add(recorded(entry));
            }
        }
    }

    /** The event ids in the order in which rows of the events list were sent to SMC, repeats included. */
    List<String> loadedEventIds() {
        List<String> ids = new ArrayList<>();
        for (RecordedRequest request : journal()) {
            String query = String.valueOf(request.rawQuery());
            if (!request.rawPath().endsWith("/lists/segment_events/data/load") || !query.contains("fields=")) {
                continue;
            }
            List<String> fields =
                    List.of(query.replaceAll(".*(^|&)fields=([^&]*).*", "$2").split("%2C|,", -1));
            int column = fields.indexOf("EVENT_ID");
            try (var reader = Json.createReader(new StringReader(new String(request.body(), StandardCharsets.UTF_8)))) {
                for (JsonValue row : reader.readArray()) {
                    ids.add(row.asJsonArray().getString(column));
                }
            }
        }
        return ids;
    }

    /** Checks what the gateway asked of SMC against the contract. */
    void assertRequestsKeepTheContract() {
        SmcContract.standard().assertAllValid(journal());
    }

    private static RecordedRequest recorded(JsonObject entry) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        entry.getJsonObject("headers").forEach((name, value) -> headers.put(name, List.of(text(value))));
        String query = entry.getString("query");
        return new RecordedRequest(
                entry.getString("method"),
                entry.getString("path"),
                query.isEmpty() ? null : query,
                headers,
                entry.getString("body").getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonObject object(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
