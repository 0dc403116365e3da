package org.eventgateway.plugin.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.destination.Batch;
import org.eventgateway.plugin.destination.CheckReport;
import org.eventgateway.plugin.destination.CheckReport.Step;
import org.eventgateway.plugin.destination.CheckReport.Verdict;
import org.eventgateway.plugin.destination.DeliveryResult;
import org.eventgateway.plugin.destination.Destination;
import org.eventgateway.plugin.destination.DestinationContext;
import org.eventgateway.plugin.destination.Erasure;
import org.eventgateway.plugin.destination.Outcome;
import org.eventgateway.plugin.destination.Preview;
import org.eventgateway.plugin.destination.Shipment;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.Person;
import org.eventgateway.plugin.settings.Secret;

/** A good destination, in small steps that a faulty one replaces. It has a thread of its own, as a watchdog would be. */
class FakeDestination implements Destination {
    final FakeRemote remote;
    final Secret apiKey;
    final CountDownLatch stop = new CountDownLatch(1);
    private final Thread watchdog;

    FakeDestination(FakeRemote remote, DestinationContext context) {
        this(remote, context, context.settings().get(FakeFactory.API_KEY));
    }

    FakeDestination(FakeRemote remote, DestinationContext context, Secret apiKey) {
        this.remote = remote;
        this.apiKey = apiKey;
        this.watchdog = context.threads().newThread(this::watch);
        watchdog.start();
    }

    void watch() {
        try {
            stop.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public CheckReport check() {
        boolean up = remote.probe() == 200;
        return new CheckReport(List.of(new Step("remote", up ? Verdict.PASSED : Verdict.FAILED, checkText())));
    }

    String checkText() {
        return "It was asked for its state.";
    }

    @Override
    public Preview preview(Event event) {
        return new Preview(
                List.of(new Preview.Request("POST", FakeRemote.URL, Map.of("Authorization", "***"), body(event))),
                Optional.empty());
    }

    @Override
    public DeliveryResult deliver(Batch batch) {
        return prepare(batch).send();
    }

    @Override
    public Shipment prepare(Batch batch) {
        return new FakeShipment(batch);
    }

    @Override
    public Erasure erase(Person person) {
        return remote.delete(person.userId()) == 200
                ? new Erasure(List.of(new Erasure.Store("events", 1, 0)), Optional.empty())
                : new Erasure(List.of(), Optional.of(unavailable(503)));
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            watchdog.join(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    String body(Event event) {
        return StandardCharsets.UTF_8.decode(event.payload()).toString();
    }

    /** The key of a record; {@code attempt} counts from 0. */
    String key(Event event, int attempt) {
        return event.messageId();
    }

    List<Batch.Item> inOrder(List<Batch.Item> items) {
        return items;
    }

    boolean goesOnAfterFailure() {
        return false;
    }

    Outcome outcome(Event event, int attempt) throws IOException {
        int status = remote.post(event, key(event, attempt), Map.of("authorization", apiKey.reveal()), body(event));
        return switch (status) {
            case 200 -> Outcome.DELIVERED;
            case 503 -> Outcome.retryLater(unavailable(status));
            default -> Outcome.rejected(refusal(event));
        };
    }

    Reason unavailable(int status) {
        return Reason.remote("remote_down", "The remote answered " + status + "; it is tried again.");
    }

    Reason refusal(Event event) {
        return Reason.event("refused", "The remote refused the event; look at its fields.");
    }

    DeliveryResult brokenConnection(List<Batch.Item> open) {
        return new DeliveryResult.Unknown(Reason.remote("no_answer", "The connection broke before the answer."));
    }

    DeliveryResult settled(Map<Long, Outcome> outcomes) {
        return new DeliveryResult.Settled(outcomes);
    }

    /** Which items a further send leaves out. */
    boolean isDone(Outcome outcome) {
        return !(outcome instanceof Outcome.RetryLater);
    }

    /** Sends one event after the other and remembers which are done. */
    private final class FakeShipment implements Shipment {
        private final List<Batch.Item> open;
        private int attempt;

        FakeShipment(Batch batch) {
            this.open = new ArrayList<>(inOrder(batch.items()));
        }

        @Override
        public DeliveryResult send() {
            Map<Long, Outcome> outcomes = new LinkedHashMap<>();
            try {
                for (Batch.Item item : List.copyOf(open)) {
                    Outcome outcome = outcome(item.event(), attempt);
                    outcomes.put(item.id(), outcome);
                    if (isDone(outcome)) {
                        open.remove(item);
                    } else if (!goesOnAfterFailure()) {
                        break;
                    }
                }
                return settled(outcomes);
            } catch (IOException e) {
                return brokenConnection(open);
            } finally {
                attempt++;
            }
        }
    }
}
