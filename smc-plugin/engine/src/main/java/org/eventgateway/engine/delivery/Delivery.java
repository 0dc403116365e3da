package org.eventgateway.engine.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eventgateway.engine.log.LoggedEvent;
import org.eventgateway.engine.log.Settlement;
import org.eventgateway.plugin.Category;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.destination.DeliveryResult;
import org.eventgateway.plugin.destination.Readiness;
import org.eventgateway.plugin.destination.Scope;
import org.eventgateway.plugin.destination.Shipment;
import org.jspecify.annotations.Nullable;

/**
 * The delivery of one connection, as a state machine. {@link #step} is called again and again by one thread, {@link #prepareAhead} by
 * another one or by the same; neither waits, except for the destination and the store.
 *
 * <p>What holds at every moment: events go out in the order of the log; at most one {@code send} is out; nothing goes out behind an
 * event without a final outcome, except for those that a {@link WaitingRoom} holds; what is settled was answered finally. All that is
 * remembered between steps can be lost: after a crash at most the batch in hand is sent again.
 */
public final class Delivery {
    /** So often mapping a batch may fail before it is halved: a fault that passes must not cost an event. */
    private static final int PREPARATIONS = 3;

    /** About as often as a delivery without events steps. */
    private static final Duration BETWEEN_REMINDERS = Duration.ofMinutes(1);

    /** A batch grows no longer than this before it is taken: longer waits are shown with their reason. */
    private static final Duration LONGEST_GROWTH = Duration.ofMillis(100);

    private final DeliveryParts parts;
    private final StatusBoard board;
    private final NextBatch next;
    private final WaitingRoom waiting;
    private final FailingTime failing;
    private final Outbox outbox;
    private final OutageNotes outageNotes;
    private final LogFront logFront;
    private final Pace pace;
    private final DestinationCalls calls;
    private final Erasing erasing;
    private boolean ready;
    private final Hold untilNextReminder = new Hold();
    private final Hold growing = new Hold();
    private @Nullable Settlement unsettled;
    private volatile boolean sendIsOut;

    public Delivery(DeliveryParts parts) {
        this.parts = parts;
        this.board = new StatusBoard(parts.connection(), parts.clock(), parts.listener());
        this.next = new NextBatch(parts);
        this.waiting = new WaitingRoom(parts);
        this.failing = new FailingTime(parts.settings().deadline());
        this.outbox = new Outbox(failing);
        this.outageNotes = new OutageNotes(parts, failing, outbox);
        this.logFront = new LogFront(parts, board, failing, outageNotes);
        this.pace = new Pace(parts, board, failing);
        this.calls = new DestinationCalls(parts.destination(), board);
        this.erasing = new Erasing(parts, calls, waiting.deletions());
    }

    /** How it is. From any thread. */
    public DeliveryStatus status() {
        return board.status();
    }

    /** Whether a call is out, so that it is worth while to prepare the next batch. From any thread. */
    public boolean sendIsOut() {
        return sendIsOut;
    }

    /**
     * Does one thing: gets ready, reads, maps, sends, or settles.
     *
     * @param aboutToSend run right before a call goes out
     * @return when to call again
     */
    public Due step(Runnable aboutToSend) {
        Instant now = now();
        remind(now);
        Instant storeNotBefore = pace.storeNotBefore(now);
        if (now.isBefore(storeNotBefore)) {
            return Due.at(storeNotBefore);
        }
        try {
            return stepWithStore(now, aboutToSend);
        } catch (StoreFailure e) {
            return pace.storeFailed();
        }
    }

    /** Reads and maps the next batch while a call is out; does nothing otherwise. */
    public void prepareAhead() {
        if (!sendIsOut) {
            return;
        }
        try {
            next.prepareAhead();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            // Not lost: nothing is mapped then, and the delivery thread meets the same failure when it takes the batch.
        }
    }

    /** Says that a step or a restart failed in a way nobody foresaw. A {@link #restart} must follow. By the thread of {@link #step}. */
    public void failed(Throwable failure) {
        board.enter(DeliveryState.BACKING_OFF, Reasons.deliveryFailed(failure));
    }

    /**
     * Forgets everything that is not settled and starts again behind what is, as after a crash. By the thread of {@link #step}. If it
     * fails, it must be done again before the next step.
     */
    public void restart() {
        sendIsOut = false;
        next.restart();
        waiting.restart();
        outbox.clear();
        unsettled = null;
        pace.restart();
        ready = false;
    }

    /** Says that no step will follow. */
    public void stopped() {
        board.stopped();
    }

    private Due stepWithStore(Instant now, Runnable aboutToSend) {
        if (unsettled != null) {
            return settle(unsettled);
        }
        outageNotes.keep();
        Instant notBefore = pace.notBefore(now);
        if (now.isBefore(notBefore)) {
            return Due.at(notBefore);
        }
        if (!ready) {
            return start();
        }
        Consignment head = outbox.head();
        if (head == null) {
            return load();
        }
        if (head.isErasure()) {
            return erase(head);
        }
        Shipment shipment = head.shipment();
        return shipment == null ? prepare(head) : send(head, shipment, aboutToSend);
    }

    private void remind(Instant now) {
        if (now.isBefore(untilNextReminder.end(now))) {
            return;
        }
        untilNextReminder.set(now.plus(BETWEEN_REMINDERS), now);
        calls.remind();
    }

    private Due start() {
        boolean free = isFree();
        Readiness readiness = next.exclusively(calls::start);
        if (readiness.missing().isPresent()) {
            Reason reason = readiness.missing().get();
            return switch (reason.category()) {
                case CONFIGURATION -> pause(reason);
                case THROTTLED -> notStarted(pace.startThrottled(reason, calls.sendableFrom()), reason, free);
                case EVENT, REMOTE, INTERNAL -> notStarted(pace.startFailed(reason), reason, true);
            };
        }
        ready = true;
        pace.started();
        next.unmap(); // what was mapped may rest on what the destination knew before
        if (outbox.head() == null) {
            next.restart(); // some of what was read may have been given up
            board.delivering(); // otherwise the answer to what is in hand decides whether the fault is gone
        }
        return Due.NOW;
    }

    /** Whether the destination does not hold itself back: if it is throttled all the same, the remote system has asked for it. */
    private boolean isFree() {
        return !calls.sendableFrom().isAfter(now());
    }

    /**
     * While it cannot even start, nothing is sent, but what has run out of time is given up all the same, a batch for each attempt.
     *
     * @param due when to try again
     * @param asked whether the remote system said anything
     */
    private Due notStarted(Due due, Reason reason, boolean asked) {
        if (!asked) {
            return due;
        }
        Instant now = now();
        if (outbox.head() != null) {
            outbox.expireHead(reason, now);
            settleFront();
            return unsettled == null ? due : Due.NOW;
        }
        logFront.giveUp(reason, now);
        return due;
    }

    private Due load() {
        Instant now = now();
        if (!waiting.inRound() && !now.isBefore(waiting.nextRound(now)) && StoreFailure.guard(waiting::beginRound)) {
            ready = false; // a start opens what was found closed
            return Due.NOW;
        }
        return waiting.inRound() ? loadWaiting() : loadNext();
    }

    private Due loadWaiting() {
        List<LoggedEvent> events = StoreFailure.guard(() -> waiting.next(now()));
        pace.stored();
        if (events.isEmpty()) {
            board.waiting(waiting.closed());
        } else {
            Consignment taken = Consignment.of(events);
            outbox.add(taken);
            board.oldest(outbox.oldestReceived());
            if (holdBack(taken)) {
                return settleFront();
            }
        }
        return Due.NOW;
    }

    private Due loadNext() {
        Instant from = calls.sendableFrom();
        // Behind the question: an answer of "now" must not lie ahead.
        Instant now = now();
        if (now.isBefore(from) && now.plus(LONGEST_GROWTH).isAfter(from) && !next.isFull() && mayGrow(now)) {
            return Due.at(from);
        }
        growing.release();
        Optional<Consignment> taken = StoreFailure.guard(next::take);
        pace.stored();
        if (taken.isEmpty()) {
            failing.ended();
            outageNotes.keep();
            board.delivering();
            return Due.onEventOrAt(waiting.nextRound(now));
        }
        taken.get().parcels().forEach(parcel -> parcel.attemptedBefore(outageNotes.of(parcel.position())));
        outbox.add(taken.get());
        board.oldest(outbox.oldestReceived());
        // First, as it cannot fail: what is left out below is left out again before it is mapped.
        boolean left = holdBack(taken.get());
        Consignment head = outbox.head();
        left |= head != null && dropDeleted(head);
        return left ? settleFront() : Due.NOW;
    }

    /** Whether the next batch has not grown for long yet: others may use up what this one waits for, again and again. */
    private boolean mayGrow(Instant now) {
        Instant end = growing.end(now);
        if (end.equals(Instant.MIN)) {
            growing.set(now.plus(LONGEST_GROWTH), now);
            return true;
        }
        return now.isBefore(end);
    }

    private Due prepare(Consignment head) {
        if (dropDeleted(head)) {
            return settleFront();
        }
        try {
            head.prepared(next.exclusively(
                    () -> Objects.requireNonNull(parts.destination().prepare(head.batch()), "prepare")));
            return Due.NOW;
        } catch (RuntimeException e) {
            Reason reason = calls.failed("prepare", e);
            return head.preparationFailed() < PREPARATIONS ? tryAgain(reason) : isolate(reason);
        } catch (Error e) {
            // Memory or a missing class: no event's fault, so none is singled out.
            return tryAgain(calls.failed("prepare", e));
        }
    }

    private Due send(Consignment head, Shipment shipment, Runnable aboutToSend) {
        sendIsOut = true;
        aboutToSend.run();
        Instant before = now();
        DeliveryResult result = calls.send(shipment);
        sendIsOut = false;
        Duration took = Duration.between(before, now());
        board.tell(listener -> listener.sent(parts.connection(), head.size(), took));
        return result.accept(new Answer(head));
    }

    private Due erase(Consignment head) {
        boolean free = isFree();
        Erasing.Attempt attempt = erasing.erase(head.parcels().get(0));
        if (attempt.outcome().isPresent()) {
            pace.answered();
            waitFor(outbox.finished(attempt.outcome().get()));
            board.delivering();
            return settleFront();
        }
        Reason reason = attempt.open().orElseThrow();
        return switch (reason.category()) {
            case CONFIGURATION -> pauseErasure(reason);
            case THROTTLED -> {
                if (free) {
                    outbox.expireHead(reason, now());
                }
                pace.sendThrottled(reason, calls.sendableFrom());
                yield settleFront();
            }
            case EVENT, REMOTE, INTERNAL -> tryAgain(reason);
        };
    }

    /**
     * A destination may remember what it lacks until it is started again, and a start comes only before a round through what is set aside.
     * So a request that has no room there is given back to the log, where the round goes first.
     */
    private Due pauseErasure(Reason reason) {
        if (waiting.isNeeded() && !waiting.inRound()) {
            outbox.clear();
            next.restart();
        }
        return pause(reason);
    }

    /** Some may stand behind a deletion of their person that waits; answers whether any did. */
    private boolean holdBack(Consignment head) {
        WaitingDeletions deletions = waiting.deletions();
        return !deletions.isEmpty() && !head.isErasure() && waitFor(outbox.hold(deletions::before));
    }

    private boolean waitFor(Map<Scope, Reason> scopes) {
        if (scopes.isEmpty()) {
            return false;
        }
        waiting.waiting(scopes, now());
        board.waiting(waiting.closed());
        return true;
    }

    /** Leaves out what was deleted after it was read; answers whether anything was. */
    private boolean dropDeleted(Consignment head) {
        try {
            return outbox.drop(StoreFailure.guard(() -> waiting.inRound()
                    ? waiting.deleted(head)
                    : parts.deletions().deleted(parts.connection(), head.first(), head.last())));
        } catch (StoreFailure e) {
            // What was mapped ahead may hold some of them; they are asked for again before it is mapped.
            head.unmap();
            throw e;
        }
    }

    /** Something must be sent again; what has failed for too long is not. */
    private Due tryAgain(Reason reason) {
        outbox.expireHead(reason, now());
        if (reason.category() == Category.CONFIGURATION) {
            pause(reason);
        } else {
            pace.sendFailed(reason);
        }
        return settleFront();
    }

    private Due isolate(Reason reason) {
        outbox.isolate(reason);
        return settleFront();
    }

    /** Takes what is finished off the front; the next step writes it down. */
    private Due settleFront() {
        unsettled = outbox.settleFront(now()).orElse(null);
        return Due.NOW;
    }

    private Due settle(Settlement settlement) {
        StoreFailure.guardWrite(() -> {
            if (waiting.inRound()) {
                waiting.settle(settlement);
            } else if (parts.log().committed(parts.connection()).compareTo(settlement.upTo()) < 0) {
                // A commit whose answer was lost must not count twice.
                parts.log().commit(parts.connection(), settlement);
            }
        });
        unsettled = null;
        pace.stored();
        board.settled(settlement);
        board.oldest(outbox.oldestReceived());
        return Due.NOW;
    }

    private Due pause(Reason reason) {
        // A start would open what somebody waits for, and the batch in hand would overtake him: it is just sent again.
        ready = ready && waiting.isNeeded();
        next.unmap();
        return pace.pause(reason);
    }

    private Instant now() {
        return parts.clock().instant();
    }

    /** What follows from each answer of a destination. */
    private final class Answer implements DeliveryResult.Visitor<Due> {
        private final Consignment head;

        Answer(Consignment head) {
            this.head = head;
        }

        @Override
        public Due settled(DeliveryResult.Settled result) {
            Outbox.Round round = outbox.answered(result.outcomes(), now());
            waitFor(round.waiting());
            if (round.progress()) {
                pace.answered();
                board.delivering();
            }
            round.again().ifPresent(reason -> {
                board.tell(listener ->
                        listener.retried(parts.connection(), head.open().size(), reason));
                if (reason.category() == Category.CONFIGURATION) {
                    pause(reason);
                } else {
                    pace.again(reason, round.progress());
                }
            });
            return settleFront();
        }

        @Override
        public Due refused(DeliveryResult.Refused result) {
            pace.answered(); // a refusal is a definite answer: the remote system works
            outbox.refused(result.reason(), now());
            board.delivering();
            return settleFront();
        }

        @Override
        public Due throttled(DeliveryResult.Throttled result) {
            Instant earliest = now().plus(parts.settings().retryFirstDelay());
            // A time that has passed already would make a busy loop.
            Instant until = result.until().isAfter(now()) ? result.until() : earliest;
            Outbox.Round round = outbox.inPart(result.outcomes(), result.reason(), now());
            waitFor(round.waiting());
            if (round.progress()) {
                pace.answered();
            } else if (result.asked()) {
                outbox.expireHead(result.reason(), now());
            }
            pace.until(until, DeliveryState.THROTTLED, result.reason());
            return settleFront();
        }

        @Override
        public Due paused(DeliveryResult.Paused result) {
            return pause(result.reason());
        }

        @Override
        public Due unknown(DeliveryResult.Unknown result) {
            Outbox.Round round = outbox.inPart(result.outcomes(), result.reason(), now());
            waitFor(round.waiting());
            board.tell(
                    listener -> listener.retried(parts.connection(), head.open().size(), result.reason()));
            if (round.progress()) {
                pace.answered();
                outbox.attemptedHead(now());
            } else {
                outbox.unanswered(result.reason(), now());
            }
            pace.again(result.reason(), round.progress());
            return settleFront();
        }
    }
}
