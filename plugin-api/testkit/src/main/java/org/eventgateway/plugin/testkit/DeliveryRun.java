package org.eventgateway.plugin.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eventgateway.plugin.destination.Batch;
import org.eventgateway.plugin.destination.DeliveryResult;
import org.eventgateway.plugin.destination.Destination;
import org.eventgateway.plugin.destination.Outcome;
import org.eventgateway.plugin.destination.Shipment;
import org.eventgateway.plugin.event.Event;

/**
 * Hands events over as the gateway does: prepares, sends, sends again while there is something open, and halves what is refused
 * as a whole; only without waiting in between. For one thread.
 */
final class DeliveryRun {
    /** Where ids start, so that they are not mistaken for places in the batch. */
    private static final long FIRST_ID = 7_001;

    private final Destination destination;
    private final int sends;
    private final Map<Long, Event> events = new LinkedHashMap<>();
    private final Map<Long, Outcome> ends = new LinkedHashMap<>();
    private final Set<Long> strangers = new TreeSet<>();
    private final List<Object> said = new ArrayList<>();
    private final List<RuntimeException> thrown = new ArrayList<>();

    private DeliveryRun(Destination destination, int sends) {
        this.destination = destination;
        this.sends = sends;
    }

    /** Delivers until every event has its end, or until nothing has moved for too long. */
    static DeliveryRun toTheEnd(Destination destination, List<Event> events) {
        return new DeliveryRun(destination, 6).run(events);
    }

    /** Sends each shipment once. */
    static DeliveryRun once(Destination destination, List<Event> events) {
        return new DeliveryRun(destination, 1).run(events);
    }

    /** The batch as the kit numbers it. */
    static Batch batch(List<Event> events) {
        List<Batch.Item> items = new ArrayList<>();
        for (Event event : events) {
            items.add(Batch.Item.of(FIRST_ID + items.size(), event));
        }
        return new Batch(items);
    }

    /** The message ids of those that were reported delivered. */
    List<String> delivered() {
        return with(Outcome.Delivered.class);
    }

    /** The message ids of those that became dead letters. */
    List<String> rejected() {
        return with(Outcome.Rejected.class);
    }

    /** The message ids of those without an end. */
    List<String> open() {
        return events.entrySet().stream()
                .filter(entry -> !ends.containsKey(entry.getKey()))
                .map(entry -> entry.getValue().messageId())
                .toList();
    }

    /** Ids that an answer named and the batch did not hold. */
    Set<Long> strangers() {
        return strangers;
    }

    /** All answers. */
    List<Object> said() {
        return said;
    }

    /** All that was thrown instead of an answer. */
    List<RuntimeException> thrown() {
        return thrown;
    }

    private DeliveryRun run(List<Event> all) {
        Batch batch = batch(all);
        batch.items().forEach(item -> events.put(item.id(), item.event()));
        ship(batch);
        return this;
    }

    private void ship(Batch batch) {
        try {
            Shipment shipment = destination.prepare(batch);
            Answer answer = new Answer(batch);
            for (int i = 0; i < sends && !answer.complete(); i++) {
                send(shipment, answer);
            }
        } catch (RuntimeException e) {
            thrown.add(e);
        }
    }

    private void send(Shipment shipment, Answer answer) {
        try {
            DeliveryResult result = shipment.send();
            said.add(result);
            result.accept(answer);
        } catch (RuntimeException e) {
            thrown.add(e);
        }
    }

    private List<String> with(Class<? extends Outcome> kind) {
        return events.entrySet().stream()
                .filter(entry -> kind.isInstance(ends.get(entry.getKey())))
                .map(entry -> entry.getValue().messageId())
                .toList();
    }

    /** Takes the answers to one shipment; each answer says whether there is nothing left to send. */
    private final class Answer implements DeliveryResult.Visitor<Boolean> {
        private final Batch batch;
        private boolean halved;

        Answer(Batch batch) {
            this.batch = batch;
        }

        boolean complete() {
            return halved || open().isEmpty();
        }

        @Override
        public Boolean settled(DeliveryResult.Settled result) {
            result.outcomes().forEach(this::settle);
            return complete();
        }

        @Override
        public Boolean refused(DeliveryResult.Refused result) {
            List<Batch.Item> items = open();
            if (items.size() == 1) {
                ends.put(items.get(0).id(), Outcome.rejected(result.reason()));
            } else if (!items.isEmpty()) {
                halved = true;
                ship(new Batch(items.subList(0, items.size() / 2)));
                ship(new Batch(items.subList(items.size() / 2, items.size())));
            }
            return complete();
        }

        @Override
        public Boolean throttled(DeliveryResult.Throttled result) {
            result.outcomes().forEach(this::settle);
            return complete();
        }

        @Override
        public Boolean paused(DeliveryResult.Paused result) {
            return complete();
        }

        @Override
        public Boolean unknown(DeliveryResult.Unknown result) {
            result.outcomes().forEach(this::settle);
            return complete();
        }

        private List<Batch.Item> open() {
            return batch.items().stream()
                    .filter(item -> !ends.containsKey(item.id()))
                    .toList();
        }

        private void settle(Long id, Outcome outcome) {
            if (batch.items().stream().noneMatch(item -> item.id() == id)) {
                strangers.add(id);
            } else if (!(outcome instanceof Outcome.RetryLater)) {
                ends.putIfAbsent(id, outcome);
            }
        }
    }
}
