package org.eventgateway.engine.fake;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eventgateway.plugin.destination.Batch;
import org.eventgateway.plugin.destination.CheckReport;
import org.eventgateway.plugin.destination.DeliveryResult;
import org.eventgateway.plugin.destination.Destination;
import org.eventgateway.plugin.destination.Erasure;
import org.eventgateway.plugin.destination.Outcome;
import org.eventgateway.plugin.destination.Preview;
import org.eventgateway.plugin.destination.Readiness;
import org.eventgateway.plugin.destination.Shipment;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.Person;

/** Answers what it was told to, then that all was delivered; writes down what it was asked. */
public final class ScriptedDestination implements Destination {
    private final Deque<Function<Batch, DeliveryResult>> answers = new ArrayDeque<>();
    private final Deque<Readiness> starts = new ArrayDeque<>();
    private final Deque<Erasure> erasures = new ArrayDeque<>();
    private final List<List<String>> sent = new ArrayList<>();
    private final List<Batch> batches = new ArrayList<>();
    private final List<Integer> shipments = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private Function<Batch, DeliveryResult> otherwise = ScriptedDestination::allDelivered;
    private Consumer<Batch> whenPreparing = batch -> {};
    private Supplier<Instant> sendableFrom = () -> Instant.MIN;
    private int prepared;
    private int reminded;
    private boolean openCalls;

    /** Every event of the batch is delivered. */
    public static DeliveryResult allDelivered(Batch batch) {
        Map<Long, Outcome> outcomes = new HashMap<>();
        batch.items().forEach(item -> outcomes.put(item.id(), Outcome.DELIVERED));
        return new DeliveryResult.Settled(outcomes);
    }

    /** Adds what the next {@code send} answers. */
    public ScriptedDestination answer(DeliveryResult result) {
        return answer(batch -> result);
    }

    /** Adds what the next {@code send} answers. */
    public ScriptedDestination answer(Function<Batch, DeliveryResult> result) {
        answers.add(result);
        return this;
    }

    /** What {@code send} answers when nothing else was told. */
    public ScriptedDestination otherwise(Function<Batch, DeliveryResult> result) {
        otherwise = result;
        return this;
    }

    /** Runs when a batch is mapped; may throw. */
    public ScriptedDestination whenPreparing(Consumer<Batch> action) {
        whenPreparing = action;
        return this;
    }

    /** Says when a batch can go out at the earliest; may throw. */
    public ScriptedDestination sendableFrom(Supplier<Instant> earliest) {
        sendableFrom = earliest;
        return this;
    }

    /** Adds what the next {@code start} answers. */
    public ScriptedDestination start(Readiness readiness) {
        starts.add(readiness);
        return this;
    }

    /** Adds what the next {@code erase} answers. */
    public ScriptedDestination erasure(Erasure erasure) {
        erasures.add(erasure);
        return this;
    }

    /** Whether calls of it may still take effect when it is closed. */
    public ScriptedDestination withOpenCalls(boolean open) {
        openCalls = open;
        return this;
    }

    /** The message ids of each {@code send}, in order. */
    public List<List<String>> sent() {
        return sent;
    }

    /** The batch of each {@code send}, in order. */
    public List<Batch> batches() {
        return batches;
    }

    /** The number of the shipment of each {@code send}: equal numbers are the same shipment. */
    public List<Integer> shipments() {
        return shipments;
    }

    /** How often it was asked to remind. */
    public int reminded() {
        return reminded;
    }

    /** All calls in order, as words, without reminders. */
    public List<String> calls() {
        return calls;
    }

    @Override
    public void afterCrash() {
        calls.add("afterCrash");
    }

    @Override
    public boolean mayStillTakeEffect() {
        return openCalls;
    }

    @Override
    public void remind() {
        reminded++;
    }

    @Override
    public Readiness start() {
        calls.add("start");
        return Optional.ofNullable(starts.poll()).orElse(Readiness.READY);
    }

    @Override
    public Instant sendableFrom() {
        return sendableFrom.get();
    }

    @Override
    public Shipment prepare(Batch batch) {
        int number = ++prepared;
        calls.add("prepare " + batch.items().size());
        whenPreparing.accept(batch);
        return () -> {
            shipments.add(number);
            calls.add("send " + batch.items().size());
            return deliver(batch);
        };
    }

    @Override
    public DeliveryResult deliver(Batch batch) {
        batches.add(batch);
        sent.add(batch.items().stream().map(item -> item.event().messageId()).toList());
        return Optional.ofNullable(answers.poll()).orElse(otherwise).apply(batch);
    }

    @Override
    public Erasure erase(Person person) {
        calls.add("erase");
        return Optional.ofNullable(erasures.poll()).orElse(new Erasure(List.of(), Optional.empty()));
    }

    @Override
    public CheckReport check() {
        return new CheckReport(List.of(new CheckReport.Step("scripted", CheckReport.Verdict.PASSED, "It is a fake.")));
    }

    @Override
    public Preview preview(Event event) {
        return new Preview(List.of(), Optional.empty());
    }

    @Override
    public void close() {
        calls.add("close");
    }
}
