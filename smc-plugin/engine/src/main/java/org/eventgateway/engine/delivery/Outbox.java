package org.eventgateway.engine.delivery;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.eventgateway.engine.log.Attempts;
import org.eventgateway.engine.log.LoggedEvent;
import org.eventgateway.engine.log.Position;
import org.eventgateway.engine.log.Settlement;
import org.eventgateway.plugin.Category;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.destination.Outcome;
import org.eventgateway.plugin.destination.Scope;
import org.jspecify.annotations.Nullable;

/** What was taken from the log and is not settled yet, in order, and what goes out next. For the delivery thread. */
final class Outbox {
    private final FailingTime failing;
    private final Deque<Parcel> unsettled = new ArrayDeque<>();
    private final Deque<Consignment> todo = new ArrayDeque<>();

    Outbox(FailingTime failing) {
        this.failing = failing;
    }

    /** What goes out next; nothing else may before it is finished. */
    @Nullable Consignment head() {
        return todo.peekFirst();
    }

    void add(Consignment taken) {
        unsettled.addAll(taken.parcels());
        todo.add(taken);
    }

    void clear() {
        unsettled.clear();
        todo.clear();
    }

    Optional<Instant> oldestReceived() {
        return Optional.ofNullable(unsettled.peekFirst())
                .map(parcel -> parcel.event().receivedAt());
    }

    /** The head was sent and has these outcomes; what is open afterwards stays the head and must be mapped anew. */
    Round answered(Map<Long, Outcome> outcomes, Instant now) {
        Consignment head = todo.removeFirst();
        Optional<Reason> again = Optional.empty();
        boolean progress = false;
        Map<Scope, Reason> waiting = new HashMap<>();
        for (Parcel parcel : head.parcels()) {
            Outcome outcome = outcomes.get(parcel.id());
            Optional<Reason> reason = outcome == null ? Optional.of(Reasons.NOT_MENTIONED) : outcome.accept(parcel);
            if (!parcel.isWaiting()) {
                parcel.attempted(now);
            }
            progress |= reason.isEmpty();
            again = again.or(() -> reason);
            waiting.putAll(parcel.waitsFor());
        }
        // Where something works or an operator is waited for, no event is given up.
        if (progress) {
            failing.progress(now);
        } else if (again.isPresent() && again.get().category() != Category.CONFIGURATION) {
            expire(head, again.get(), now);
        }
        putBack(head.open());
        return new Round(progress, again, waiting);
    }

    /** The head was sent and must be sent again as it is: what has these outcomes already leaves it. */
    Round inPart(Map<Long, Outcome> outcomes, Reason reason, Instant now) {
        Consignment head = todo.getFirst();
        boolean progress = false;
        Map<Scope, Reason> waiting = new HashMap<>();
        for (Parcel parcel : head.parcels()) {
            Outcome outcome = outcomes.get(parcel.id());
            if (outcome != null) {
                progress |= outcome.accept(parcel).isEmpty();
                waiting.putAll(parcel.waitsFor());
                if (!parcel.open() && !parcel.isWaiting()) {
                    parcel.attempted(now);
                }
            }
        }
        if (progress) {
            failing.progress(now);
            todo.removeFirst();
            Consignment rest = head.rest();
            if (rest.size() > 0) {
                todo.addFirst(rest);
            }
        }
        return new Round(progress, Optional.of(reason), waiting);
    }

    /** The head was sent, and it does not count as in vain; or there is none any more. */
    void attemptedHead(Instant now) {
        Optional.ofNullable(todo.peekFirst())
                .ifPresent(head -> head.parcels().forEach(parcel -> parcel.attempted(now)));
    }

    /** The head was sent and nobody knows what became of it: it stays as it is, except for what has run out of time. */
    void unanswered(Reason reason, Instant now) {
        attemptedHead(now);
        expireHead(reason, now);
    }

    /** The head cannot be sent for now: what has run out of time leaves it. */
    void expireHead(Reason reason, Instant now) {
        if (expire(todo.getFirst(), reason, now)) {
            putBack(todo.removeFirst().open());
        }
    }

    /** The head was sent and refused as a whole. */
    void refused(Reason reason, Instant now) {
        attemptedHead(now);
        isolate(reason);
    }

    /** Something in the head is at fault: halves it, or, when it is a single event, rejects that. */
    void isolate(Reason reason) {
        Consignment head = todo.removeFirst();
        if (head.size() == 1) {
            head.parcels().get(0).reject(reason);
        } else {
            todo.addFirst(head.secondHalf());
            todo.addFirst(head.firstHalf());
        }
    }

    /** Some of the head may have gone with their person: they leave it. Answers whether any did. */
    boolean drop(Set<Position> deleted) {
        List<Parcel> gone = todo.getFirst().parcels().stream()
                .filter(parcel -> parcel.open() && deleted.contains(parcel.position()))
                .toList();
        if (gone.isEmpty()) {
            return false;
        }
        gone.forEach(Parcel::delete);
        putBack(todo.removeFirst().open());
        return true;
    }

    /** Some of the head may have to wait: they leave it. Answers why they wait, by what they wait for. */
    Map<Scope, Reason> hold(Function<Parcel, Optional<Outcome.Waiting>> outcomes) {
        Map<Scope, Reason> waiting = new HashMap<>();
        for (Parcel parcel : todo.getFirst().parcels()) {
            outcomes.apply(parcel).filter(any -> parcel.open()).ifPresent(outcome -> outcome.accept(parcel));
            waiting.putAll(parcel.waitsFor());
        }
        if (!waiting.isEmpty()) {
            putBack(todo.removeFirst().open());
        }
        return waiting;
    }

    /** The head, a single event, has its end, or waits. Answers why, by what it waits for. */
    Map<Scope, Reason> finished(Outcome outcome) {
        Parcel parcel = todo.removeFirst().parcels().get(0);
        outcome.accept(parcel);
        return parcel.waitsFor();
    }

    /**
     * Takes the finished parcels off the front. The log settles from the front only, so a finished parcel behind an open one waits
     * here; a crash then repeats it.
     */
    Optional<Settlement> settleFront(Instant now) {
        Position upTo = null;
        long delivered = 0;
        long deleted = 0;
        List<Settlement.Rejected> rejected = new ArrayList<>();
        List<Settlement.Waiting> waiting = new ArrayList<>();
        List<LoggedEvent> identified = new ArrayList<>();
        while (!unsettled.isEmpty() && !unsettled.getFirst().open()) {
            Parcel parcel = unsettled.removeFirst();
            upTo = parcel.position();
            note(parcel, now);
            Optional<Settlement.Rejected> rejection = parcel.rejection(now);
            rejection.ifPresent(rejected::add);
            parcel.identified().ifPresent(identified::add);
            deleted += parcel.isDeleted() ? 1 : 0;
            if (parcel.isWaiting()) {
                waiting.add(parcel.setAside());
            } else {
                delivered += rejection.isPresent() || parcel.isDeleted() ? 0 : 1;
            }
        }
        return upTo == null
                ? Optional.empty()
                : Optional.of(new Settlement(upTo, delivered, deleted, rejected, waiting, identified));
    }

    /** Who waits for an operator says neither that something works nor that something fails. */
    private void note(Parcel settled, Instant now) {
        if (settled.isAnswered()) {
            failing.ended();
        } else if (settled.isWaiting()) {
            failing.waits(now);
        }
    }

    /** Those in front that were sent equally often, from the oldest on; empty if nothing is in hand. */
    Optional<Front> front() {
        Parcel first = unsettled.peekFirst();
        if (first == null) {
            return Optional.empty();
        }
        Position upTo = first.position();
        for (Parcel parcel : unsettled) {
            if (!parcel.attempts().equals(first.attempts())) {
                break;
            }
            upTo = parcel.position();
        }
        return Optional.of(new Front(upTo, first.attempts()));
    }

    private void putBack(List<Parcel> open) {
        if (!open.isEmpty()) {
            todo.addFirst(new Consignment(open, null, 0));
        }
    }

    private boolean expire(Consignment head, Reason reason, Instant now) {
        failing.failed(now);
        List<Parcel> expired = head.parcels().stream()
                .filter(parcel -> parcel.open() && failing.isOver(parcel.event().receivedAt(), now))
                .toList();
        expired.forEach(parcel -> parcel.expire(reason));
        return !expired.isEmpty();
    }

    /**
     * Events that were sent equally often.
     *
     * @param upTo the last of them
     * @param attempts how often
     */
    record Front(Position upTo, Attempts attempts) {}

    /**
     * What one answer brought.
     *
     * @param progress whether any event has its final outcome by the answer
     * @param again why something must be sent again; empty if nothing must
     * @param waiting why some wait for an operator, by what they wait for
     */
    record Round(boolean progress, Optional<Reason> again, Map<Scope, Reason> waiting) {}
}
