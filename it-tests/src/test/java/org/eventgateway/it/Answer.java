package org.eventgateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.http.HttpResponse;

/**
 * An answer with JSON in it, as every door gives it.
 *
 * @param status the HTTP status
 * @param body the JSON
 */
record Answer(int status, JsonObject body) {

    /** Fails if it is no JSON, whatever its header says. */
    static Answer of(HttpResponse<String> reply) {
        assertThat(reply.headers().firstValue("Content-Type").orElse("none"))
                .as("content type of %s", reply.statusCode())
                .contains("json");
        try (var reader = Json.createReader(new StringReader(reply.body()))) {
            return new Answer(reply.statusCode(), reader.readObject());
        }
    }

    /** The code of the answer, or of the first event that was refused. */
    String code() {
        return where().getString("code", "none");
    }

    /** The text beside the code; a problem of the operator API has it in its detail. */
    String text() {
        return where().getString("message", where().getString("detail", "none"));
    }

    private JsonObject where() {
        JsonArray errors = body.getJsonArray("errors");
        return body.containsKey("code") || errors == null ? body : errors.getJsonObject(0);
    }
}
