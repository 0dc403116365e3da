package org.eventgateway.trackingapi.destination;

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

/** The contract that every destination keeps, held against a receiver of batches. */
class TrackingApiDestinationContractTest extends DestinationContract {
    private final HttpStandIn remote = new BatchReceiver();

    @Override
    protected DestinationFactory factory() {
        return new TrackingApiFactory();
    }

    @Override
    protected RemoteStandIn remote() {
        return remote;
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("url", remote.url().toString(), "write-key", "kit-write-key-1", "allow-insecure-url", "true");
    }

    @Override
    protected Map<String, String> badSettings() {
        return Map.of("path", "v1/batch?x=1", "auth", "digest", "max-batch-events", "0", "auth-header", "no header");
    }

    /** Keeps each event under its message id, as every Tracking API drops repeats by it. */
    private static final class BatchReceiver extends HttpStandIn {
        @Override
        protected List<Stored> records(Received request) {
            try (var reader = Json.createReader(new StringReader(request.body()))) {
                return reader.readObject().getJsonArray("batch").getValuesAs(JsonObject.class).stream()
                        .map(event -> new Stored(
                                event.getString("messageId"), event.getString("messageId"), event.toString()))
                        .toList();
            }
        }

        /** There is no call that only reads, so the check opens a connection and sends nothing. */
        @Override
        protected boolean closesItsDoor() {
            return true;
        }

        @Override
        protected String answer(Received request) {
            return "{\"success\":true}";
        }
    }
}
