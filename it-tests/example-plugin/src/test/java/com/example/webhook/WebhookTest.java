package com.example.webhook;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import org.eventgateway.plugin.destination.DestinationFactory;
import org.eventgateway.plugin.testkit.DestinationContract;
import org.eventgateway.plugin.testkit.HttpStandIn;
import org.eventgateway.plugin.testkit.Received;
import org.eventgateway.plugin.testkit.RemoteStandIn;

final class WebhookTest extends DestinationContract {
    private final HttpStandIn receiver = new Receiver();

    @Override
    protected DestinationFactory factory() {
        return new WebhookPlugin();
    }

    @Override
    protected RemoteStandIn remote() {
        return receiver;
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("url", receiver.url() + "/events?from=gateway", "token", "s3cret-of-the-test");
    }

    @Override
    protected Map<String, String> badSettings() {
        return Map.of("url", "ftp://example.org/");
    }

    /** Stores each event of an array under its message id, so that repeats change nothing. */
    private static final class Receiver extends HttpStandIn {
        @Override
        protected List<Stored> records(Received request) {
            try (var reader = Json.createReader(new StringReader(request.body()))) {
                return reader.readArray().getValuesAs(JsonObject.class).stream()
                        .map(event -> new Stored(event.getString("messageId"), event.getString("messageId"), event.toString()))
                        .toList();
            }
        }
    }
}
