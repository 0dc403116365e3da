package org.eventgateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/** The sandbox's own side door: what goes wrong, how much it takes, and what it saw. */
final class SandboxControl {
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI url;

    SandboxControl(URI url) {
        this.url = url;
    }

    /** Goes back to the state after a start, with an empty journal. */
    void reset() {
        call("POST", "reset", "");
    }

    /** Changes the settings that are named. */
    void change(String json) {
        call("PUT", "settings", json);
    }

    /** Plays a fault on the next requests that match. */
    void addFault(JsonObject fault) {
        call("POST", "faults", fault.toString());
    }

    void clearFaults() {
        call("DELETE", "faults", "");
    }

    /** The number of the last request that it answered. */
    long lastSequence() {
        return call("GET", "journal?take=0", "").getJsonNumber("last_sequence").longValueExact();
    }

    /** The requests since the journal was emptied, in the order of their answers; fails if the journal did not keep them all. */
    List<JsonObject> journal() {
        List<JsonObject> entries = new ArrayList<>();
        long after = 0;
        while (true) {
            JsonObject page = call("GET", "journal?after=" + after + "&take=500", "");
            List<JsonObject> more = page.getJsonArray("entries").getValuesAs(JsonObject.class);
            if (more.isEmpty()) {
                return entries;
            }
            for (JsonObject entry : more) {
                long sequence = entry.getJsonNumber("sequence").longValueExact();
                assertThat(entries.isEmpty() || sequence == after + 1)
                        .as("the journal has request %d after %d", sequence, after)
                        .isTrue();
                entries.add(entry);
                after = sequence;
            }
        }
    }

    private JsonObject call(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/sandbox/" + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> reply = http.send(request, BodyHandlers.ofString());
            assertThat(reply.statusCode())
                    .as("%s %s: %s", method, path, reply.body())
                    .isEqualTo(200);
            try (var reader = Json.createReader(new StringReader(reply.body()))) {
                return reader.readObject();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
