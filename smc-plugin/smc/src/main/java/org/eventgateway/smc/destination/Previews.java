package org.eventgateway.smc.destination;

import jakarta.ws.rs.core.UriBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.destination.Outcome;
import org.eventgateway.plugin.destination.Preview;
import org.eventgateway.smc.api.HttpSettings;

/** Shows calls as requests. Thread-safe. */
final class Previews {
    private static final Map<String, String> HEADERS =
            Map.of("X-ApiKey", "***:***", "Content-Type", "application/json", "Accept", "application/json");

    private final HttpSettings http;

    Previews(HttpSettings http) {
        this.http = http;
    }

    Preview of(EventWork work, Deque<BulkCall> calls) {
        List<Preview.Request> requests = calls.stream().map(this::request).toList();
        return new Preview(requests, work.takeOutcome().flatMap(Previews::reason));
    }

    private static Optional<Reason> reason(Outcome outcome) {
        return outcome instanceof Outcome.Rejected rejected ? Optional.of(rejected.reason()) : Optional.empty();
    }

    private Preview.Request request(BulkCall call) {
        String url = UriBuilder.fromUri(http.url().base())
                .path("organizations/{organization}/" + call.target().path())
                .queryParam("keyFields", call.target().key())
                .queryParam("fields", String.join(",", call.target().fields()))
                .build(http.organization())
                .toString();
        return new Preview.Request(call.target().method(), url, HEADERS, body(call));
    }

    private static String body(BulkCall call) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            call.rows().writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
