package org.eventgateway.engine.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.eventgateway.engine.fake.MemoryOutages;
import org.eventgateway.engine.fake.MemoryStore;
import org.eventgateway.engine.fake.ScriptedDestination;
import org.eventgateway.engine.fake.VirtualClock;
import org.eventgateway.engine.log.EventLog;
import org.eventgateway.engine.log.Ledger;
import org.eventgateway.plugin.destination.Destination;
import org.eventgateway.plugin.event.Event;

/** One delivery on a virtual clock, driven step by step on the test's own thread. */
final class DeliveryBench {
    static final String SMC = "smc";
    static final DeliverySettings DEFAULTS = new DeliverySettings(
            2_500,
            4_000_000,
            Duration.ofMillis(500),
            Duration.ofMinutes(5),
            Duration.ofDays(3),
            Duration.ofSeconds(30));
    private static final int MOST_STEPS = 100_000;

    final VirtualClock clock = new VirtualClock();
    final MemoryStore store = new MemoryStore();
    final MemoryOutages outages = new MemoryOutages();
    final ScriptedDestination destination = new ScriptedDestination();
    final List<String> heard = new ArrayList<>();
    final Delivery delivery;

    DeliveryBench() {
        this(DEFAULTS);
    }

    DeliveryBench(DeliverySettings settings) {
        this.delivery = delivery(settings, destination);
    }

    static DeliverySettings batchesOf(int events) {
        return new DeliverySettings(
                events,
                DEFAULTS.batchBytes(),
                DEFAULTS.retryFirstDelay(),
                DEFAULTS.retryLongestDelay(),
                DEFAULTS.deadline(),
                DEFAULTS.probeInterval());
    }

    /** Another delivery of the same log, as after a crash. */
    Delivery delivery(DeliverySettings settings, Destination to) {
        return delivery(settings, to, store);
    }

    /** The same with something between it and the log. */
    Delivery delivery(DeliverySettings settings, Destination to, EventLog log) {
        return new Delivery(new DeliveryParts(
                SMC,
                to,
                log,
                store.setAside(),
                store,
                outages,
                settings,
                clock,
                new SplittableRandom(7),
                new HeardListener(heard)));
    }

    DeliveryBench accept(List<Event> events) {
        store.append(SMC, events);
        return this;
    }

    DeliveryBench accept(Event... events) {
        return accept(List.of(events));
    }

    /** Steps until the log is empty, moving the clock to when each step is due. */
    DeliveryBench untilIdle() {
        return untilIdle(delivery);
    }

    /** The same with another delivery of the log. */
    DeliveryBench untilIdle(Delivery other) {
        for (int i = 0; i < MOST_STEPS; i++) {
            Due due = other.step(() -> {});
            if (due.equals(Due.ON_EVENT)) {
                return this;
            }
            clock.advanceTo(due.at());
        }
        throw new AssertionError("not idle after " + MOST_STEPS + " steps");
    }

    /** Steps until a time, moving the clock to when each step is due. */
    void until(Instant end, Delivery other) {
        while (clock.instant().isBefore(end)) {
            Due due = other.step(() -> {});
            clock.advanceTo(due.at().isBefore(end) ? due.at() : end);
        }
    }

    /** The same as its threads do it, which step each minute at least. */
    void minuteByMinute(Instant end, Delivery other) {
        while (clock.instant().isBefore(end)) {
            Instant due = other.step(() -> {}).at();
            Instant next = clock.instant().plus(Duration.ofMinutes(1));
            Instant earliest = due.isBefore(next) ? due : next;
            clock.advanceTo(earliest.isBefore(end) ? earliest : end);
        }
    }

    /** Steps without moving the clock until the delivery waits; answers until when. */
    Instant untilItWaits() {
        for (int i = 0; i < MOST_STEPS; i++) {
            Due due = delivery.step(() -> {});
            if (due.at().isAfter(clock.instant())) {
                return due.at();
            }
        }
        throw new AssertionError("does not wait after " + MOST_STEPS + " steps");
    }

    Ledger.Balance balance() {
        return store.balance(SMC);
    }
}
