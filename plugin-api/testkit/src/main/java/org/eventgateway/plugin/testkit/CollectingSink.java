package org.eventgateway.plugin.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.source.Checkpoint;
import org.eventgateway.plugin.source.EventSink;

/** A store in memory that can break after some events. For one thread. */
final class CollectingSink implements EventSink {
    /** What was committed. */
    private final List<Event> committed = new ArrayList<>();

    private final List<Event> open = new ArrayList<>();
    private final List<Long> refused = new ArrayList<>();
    private final int breaksAfter;
    private int accepted;
    private int commits;
    private Optional<Checkpoint> checkpoint = Optional.empty();

    private CollectingSink(int breaksAfter) {
        this.breaksAfter = breaksAfter;
    }

    static CollectingSink lasting() {
        return new CollectingSink(Integer.MAX_VALUE);
    }

    /** Takes this many events; the next one fails as it does when the disk is full. */
    static CollectingSink breakingAfter(int events) {
        return new CollectingSink(events);
    }

    @Override
    public void accept(Event event) {
        if (accepted++ >= breaksAfter) {
            throw new StoreBrokenException();
        }
        open.add(event);
    }

    @Override
    public void refuse(long position, Reason reason) {
        refused.add(position);
    }

    @Override
    public void commit(Checkpoint reached) {
        finish();
        checkpoint = Optional.of(reached);
        commits++;
    }

    /** What the gateway does when {@code read} has returned. */
    void finish() {
        committed.addAll(open);
        open.clear();
    }

    List<Event> committed() {
        return committed;
    }

    List<String> committedIds() {
        return committed.stream().map(Event::messageId).toList();
    }

    /** All events, committed or not. */
    List<Event> all() {
        List<Event> all = new ArrayList<>(committed);
        all.addAll(open);
        return all;
    }

    List<Long> refused() {
        return refused;
    }

    int commits() {
        return commits;
    }

    Optional<Checkpoint> checkpoint() {
        return checkpoint;
    }

    /** What the store throws when it cannot go on. A source lets it through. */
    static final class StoreBrokenException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StoreBrokenException() {
            super("the store of the test is broken");
        }
    }
}
