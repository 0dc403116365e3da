package org.eventgateway.engine.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eventgateway.engine.fake.ScriptedDestination;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.destination.Batch;
import org.eventgateway.plugin.destination.DeliveryResult;
import org.eventgateway.plugin.destination.Outcome;
import org.eventgateway.plugin.destination.Readiness;
import org.eventgateway.plugin.destination.Scope;

/** Writes each event to the lists {@code a} and {@code b} that its name names; either may lack a right. */
final class TwoLists extends ForwardingDestination {
    private final Set<String> lacking = new HashSet<>();
    private final Set<String> closed = new HashSet<>();
    private final Map<String, List<String>> written = new HashMap<>();
    private int batches;
    private boolean pausing;
    private boolean failing;

    TwoLists() {
        super(new ScriptedDestination());
    }

    /** Takes the right to write to a list away. */
    void revoke(String list) {
        lacking.add(list);
    }

    void grant(String list) {
        lacking.remove(list);
    }

    /** Answers the next batch that nothing can go on at all. */
    void pauseOnce() {
        pausing = true;
    }

    /** Does not answer the next batch, nor do it. */
    void failOnce() {
        failing = true;
    }

    /** The message ids that were written to a list, in order. */
    List<String> in(String list) {
        return written.getOrDefault(list, List.of());
    }

    int batches() {
        return batches;
    }

    @Override
    public Readiness start() {
        closed.clear();
        return super.start();
    }

    @Override
    public DeliveryResult deliver(Batch batch) {
        batches++;
        if (failing) {
            failing = false;
            return new DeliveryResult.Unknown(Answers.TIMED_OUT);
        }
        if (pausing) {
            pausing = false;
            return new DeliveryResult.Paused(Scope.CONNECTION, Reason.configuration("key_refused", "Renew the key."));
        }
        Map<Long, Outcome> outcomes = new HashMap<>();
        batch.items().forEach(item -> outcomes.put(item.id(), outcome(item)));
        return new DeliveryResult.Settled(outcomes);
    }

    private static List<String> names(Batch.Item item) {
        return item.event()
                .name()
                .orElseThrow()
                .chars()
                .mapToObj(Character::toString)
                .toList();
    }

    private Outcome outcome(Batch.Item item) {
        Set<String> done = new HashSet<>(item.doneEffects());
        Set<Scope> waitsFor = new HashSet<>();
        for (String list : names(item)) {
            if (lacking.contains(list) || closed.contains(list)) {
                closed.add(list);
                waitsFor.add(new Scope("list", list));
            } else if (done.add(list)) {
                written.computeIfAbsent(list, each -> new ArrayList<>())
                        .add(item.event().messageId());
            }
        }
        return waitsFor.isEmpty()
                ? Outcome.DELIVERED
                : Outcome.waiting(Reason.configuration("right_missing", "Grant the right."), waitsFor, done);
    }
}
