package org.eventgateway.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * The time of one simulation, and what is going to happen by itself. It moves only when told, and on its way carries out what is due,
 * in order. Used by several threads, of which one runs at a time.
 */
class VirtualClock extends Clock {
    static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    private final PriorityQueue<Plan> plans =
            new PriorityQueue<>(Comparator.comparing(Plan::at).thenComparing(Plan::number));
    private volatile Instant now = START;
    private long planned;

    synchronized void plan(Instant at, Runnable action) {
        plans.add(new Plan(at, planned++, action));
    }

    void advance(Duration duration) {
        advanceTo(now.plus(duration));
    }

    /** Moves on, never back. */
    synchronized void advanceTo(Instant instant) {
        while (isDueBy(instant)) {
            Instant due = plans.element().at();
            now = due.isAfter(now) ? due : now;
            carryOutNext();
        }
        now = instant.isAfter(now) ? instant : now;
    }

    final synchronized boolean isDueBy(Instant instant) {
        return !plans.isEmpty() && !plans.element().at().isAfter(instant);
    }

    final synchronized void carryOutNext() {
        plans.remove().action().run();
    }

    /** When the next thing happens by itself. */
    synchronized Optional<Instant> next() {
        return Optional.ofNullable(plans.peek()).map(Plan::at);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    private record Plan(Instant at, long number, Runnable action) {}
}
