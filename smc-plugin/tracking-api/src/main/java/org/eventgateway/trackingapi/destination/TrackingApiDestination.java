package org.eventgateway.trackingapi.destination;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eventgateway.plugin.destination.Batch;
import org.eventgateway.plugin.destination.CheckReport;
import org.eventgateway.plugin.destination.DeliveryResult;
import org.eventgateway.plugin.destination.Destination;
import org.eventgateway.plugin.destination.Erasure;
import org.eventgateway.plugin.destination.Preview;
import org.eventgateway.plugin.destination.Shipment;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.Person;
import org.eventgateway.trackingapi.client.BatchBody;
import org.eventgateway.trackingapi.client.BatchSender;
import org.eventgateway.trackingapi.client.Credentials;
import org.eventgateway.trackingapi.client.WireEvent;

/** Posts events to a Tracking API. See the package description for what its answers mean. */
final class TrackingApiDestination implements Destination {
    private final TrackingApiSettings settings;
    private final BatchSender sender;
    private final Clock clock;
    private final TokenBucket rate;
    private final Chunker chunker;

    TrackingApiDestination(TrackingApiSettings settings, BatchSender sender, Clock clock) {
        this.settings = settings;
        this.sender = sender;
        this.clock = clock;
        this.rate = new TokenBucket(settings.requestsPerSecond(), clock);
        this.chunker = new Chunker(settings.limits(), credentials().bodyKey());
    }

    @Override
    public CheckReport check() {
        return Reachability.check(address(), settings.endpoint().connectTimeout());
    }

    @Override
    public Preview preview(Event event) {
        WireEvent item;
        try {
            item = chunker.encode(event);
        } catch (RejectedEventException e) {
            return new Preview(List.of(), Optional.of(e.reason()));
        }
        BatchBody body = new BatchBody(credentials().maskedBodyKey(), clock.instant(), List.of(item));
        Map<String, String> headers = new HashMap<>(credentials().maskedHeaders());
        headers.put("Content-Type", "application/json");
        return new Preview(
                List.of(new Preview.Request("POST", address().toString(), headers, text(body))), Optional.empty());
    }

    @Override
    public DeliveryResult deliver(Batch batch) {
        return prepare(batch).send();
    }

    @Override
    public Shipment prepare(Batch batch) {
        return new TrackingShipment(chunker.cut(batch), credentials().bodyKey(), sender, rate, clock);
    }

    /** Sends nothing and says so: the Tracking API has no call for it, and the gateway does not ask (see the factory). */
    @Override
    public Erasure erase(Person person) {
        return new Erasure(
                List.of(new Erasure.Store("nothing was sent: the Tracking API cannot delete", 0, 0)), Optional.empty());
    }

    @Override
    public void close() {
        sender.close();
    }

    private Credentials credentials() {
        return settings.endpoint().credentials();
    }

    private URI address() {
        return settings.endpoint().address();
    }

    private static String text(BatchBody body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream((int) body.length());
        try {
            body.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
