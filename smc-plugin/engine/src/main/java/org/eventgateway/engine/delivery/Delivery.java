package org.eventgateway.engine.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eventgateway.engine.log.LoggedEvent;
import org.eventgateway.engine.log.Position;
import org.eventgateway.engine.log.Settlement;
import org.eventgateway.plugin.Category;
import org.eventgateway.plugin.PluginException;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.destination.DeliveryResult;
import org.eventgateway.plugin.destination.Erasure;
import org.eventgateway.plugin.destination.Outcome;
import org.eventgateway.plugin.destination.Readiness;
import org.eventgateway.plugin.destination.Shipment;
import org.eventgateway.plugin.event.Person;
import org.jspecify.annotations.Nullable;

/**
 * The delivery of one connection, as a state machine. {@link #step} is called again and again by one thread, {@link #prepareAhead} by
 * another one or by the same; neither waits, except for the destination and the store.
 *
 * <p>What holds at every moment: events go out in the order of the log; at most one {@code send} is out; nothing goes out behind an
 * event without a final outcome, except for those that a {@link WaitingRoom} holds; what is settled was answered finally. All that is remembered between steps can be lost: after a crash
 * at most the batch in hand is sent again.
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
    private final Outbox outbox;
    private final JitteredBackOff starting;
    private final JitteredBackOff sending;
    private final JitteredBackOff storing;
    private boolean ready;
    private Instant notBefore = Instant.MIN;
    private Instant storeNotBefore = Instant.MIN;
    private Instant nextReminder = Instant.MIN;
    private @Nullable Settlement unsettled;
    private volatile boolean sendIsOut;

    public Delivery(DeliveryParts parts) {
        this.parts = parts;
        this.board = new StatusBoard(parts.connection(), parts.clock(), parts.listener());
        this.next = new NextBatch(parts);
        this.waiting = new WaitingRoom(parts);
        this.outbox = new Outbox(parts.settings().deadline());
        this.starting = backOff();
        this.sending = backOff();
        this.storing = backOff();
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
        if (now.isBefore(storeNotBefore)) {
            return Due.at(storeNotBefore);
        }
        try {
            return stepWithStore(now, aboutToSend);
        } catch (StoreFailure e) {
            storeNotBefore = now().plus(storing.next());
            board.enter(DeliveryState.BACKING_OFF, Reasons.STORE_UNAVAILABLE);
            return Due.at(storeNotBefore);
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
            // Not lost: the delivery thread meets the same failure when it takes the batch, and handles it.
            next.unmap();
        }
    }

    /** Forgets everything that is not settled and starts again behind what is, as after a crash. By the thread of {@link #step}. */
    public void restart() {
        next.restart();
        waiting.restart();
        outbox.clear();
        unsettled = null;
        notBefore = Instant.MIN;
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
        if (now.isBefore(nextReminder)) {
            return;
        }
        nextReminder = now.plus(BETWEEN_REMINDERS);
        try {
            parts.destination().remind();
        } catch (RuntimeException | Error e) {
            failed("remind", e);
        }
    }

    private Due start() {
        Readiness readiness;
        try {
            readiness = next.exclusively(
                    () -> Objects.requireNonNull(parts.destination().start(), "start"));
        } catch (RuntimeException | Error e) {
            readiness = Readiness.notReady(failed("start", e));
        }
        if (readiness.missing().isPresent()) {
            return wait(readiness.missing().get(), starting);
        }
        ready = true;
        starting.reset();
        next.unmap(); // what was mapped may rest on what the destination knew before
        if (outbox.head() == null) {
            board.delivering(); // otherwise the answer to what is in hand decides whether the fault is gone
        }
        return Due.NOW;
    }

    private Due load() {
        if (!waiting.inRound() && !now().isBefore(waiting.nextRound()) && StoreFailure.guard(waiting::beginRound)) {
            ready = false; // a start opens what was found closed
            return Due.NOW;
        }
        return waiting.inRound() ? loadWaiting() : loadNext();
    }

    private Due loadWaiting() {
        List<LoggedEvent> events = StoreFailure.guard(() -> waiting.next(now()));
        storing.reset();
        if (events.isEmpty()) {
            board.waiting(waiting.closed());
        } else {
            outbox.add(Consignment.of(events));
            board.oldest(outbox.oldestReceived());
        }
        return Due.NOW;
    }

    private Due loadNext() {
        Instant from = sendableFrom();
        // Behind the question: an answer of "now" must not lie ahead.
        Instant now = now();
        if (now.isBefore(from) && now.plus(LONGEST_GROWTH).isAfter(from) && !next.isFull()) {
            return Due.at(from);
        }
        Optional<Consignment> taken = StoreFailure.guard(next::take);
        storing.reset();
        if (taken.isEmpty()) {
            board.delivering();
            return Due.onEventOrAt(waiting.nextRound());
        }
        outbox.add(taken.get());
        board.oldest(outbox.oldestReceived());
        return dropDeleted(taken.get()) ? settleFront() : Due.NOW;
    }

    private Instant sendableFrom() {
        try {
            return Objects.requireNonNull(parts.destination().sendableFrom(), "sendableFrom");
        } catch (RuntimeException | Error e) {
            failed("sendableFrom", e);
            return Instant.MIN;
        }
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
            Reason reason = failed("prepare", e);
            return head.preparationFailed() < PREPARATIONS ? tryAgain(reason) : isolate(reason);
        } catch (Error e) {
            // Memory or a missing class: no event's fault, so none is singled out.
            return tryAgain(failed("prepare", e));
        }
    }

    private Due send(Consignment head, Shipment shipment, Runnable aboutToSend) {
        sendIsOut = true;
        aboutToSend.run();
        Instant before = now();
        DeliveryResult result;
        try {
            result = Objects.requireNonNull(shipment.send(), "send");
        } catch (RuntimeException | Error e) {
            result = new DeliveryResult.Unknown(failed("send", e));
        } finally {
            sendIsOut = false;
        }
        Duration took = Duration.between(before, now());
        board.tell(listener -> listener.sent(parts.connection(), head.size(), took));
        return result.accept(new Answer(head));
    }

    private Due erase(Consignment head) {
        Optional<String> userId = head.parcels().get(0).event().userId();
        if (userId.isEmpty()) {
            return finish(Outcome.rejected(Reasons.NO_USER_ID));
        }
        Person person = new Person(userId.get());
        Erasure erasure;
        try {
            erasure = Objects.requireNonNull(parts.destination().erase(person), "erase");
        } catch (RuntimeException | Error e) {
            erasure = new Erasure(List.of(), Optional.of(failed("erase", e)));
        }
        head.parcels().get(0).attempted(now());
        note(head.last(), person, erasure);
        Optional<Reason> open = erasure.open();
        if (open.isEmpty()) {
            return finish(Outcome.DELIVERED);
        }
        Reason reason = open.get();
        return switch (reason.category()) {
            case EVENT -> finish(Outcome.rejected(reason));
            case CONFIGURATION -> pause(reason);
            case THROTTLED -> wait(reason, sending);
            case REMOTE, INTERNAL -> tryAgain(reason);
        };
    }

    private void note(Position request, Person person, Erasure erasure) {
        StoreFailure.guard(() -> {
            parts.deletions().answered(parts.connection(), request, person, erasure);
            return request;
        });
    }

    /** Leaves out what was deleted after it was read; answers whether anything was. */
    private boolean dropDeleted(Consignment head) {
        return outbox.drop(StoreFailure.guard(() -> waiting.inRound()
                ? waiting.deleted(head)
                : parts.deletions().deleted(parts.connection(), head.first(), head.last())));
    }

    private Due finish(Outcome outcome) {
        sending.reset();
        outbox.finished(outcome);
        board.delivering();
        return settleFront();
    }

    /** Something must be sent again; what has run out of time is not. */
    private Due tryAgain(Reason reason) {
        outbox.expireHead(now());
        wait(reason, sending);
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
        StoreFailure.guard(() -> {
            if (waiting.inRound()) {
                waiting.settle(settlement);
            } else if (parts.log().committed(parts.connection()).compareTo(settlement.upTo()) < 0) {
                // A commit whose answer was lost must not count twice.
                parts.log().commit(parts.connection(), settlement);
            }
            return settlement;
        });
        unsettled = null;
        storing.reset();
        board.settled(settlement);
        board.oldest(outbox.oldestReceived());
        return Due.NOW;
    }

    private Due pause(Reason reason) {
        // A start would open what somebody waits for, and the batch in hand would overtake him: it is just sent again.
        ready = ready && waiting.isNeeded();
        next.unmap();
        return until(now().plus(parts.settings().probeInterval()), DeliveryState.PAUSED, reason);
    }

    /** Waits as the reason's category asks for. */
    private Due wait(Reason reason, JitteredBackOff backOff) {
        return switch (reason.category()) {
            case CONFIGURATION -> pause(reason);
            case THROTTLED -> until(now().plus(backOff.next()), DeliveryState.THROTTLED, reason);
            case EVENT, REMOTE, INTERNAL -> until(now().plus(backOff.next()), DeliveryState.BACKING_OFF, reason);
        };
    }

    private Due until(Instant instant, DeliveryState state, Reason reason) {
        notBefore = instant;
        board.enter(state, reason);
        return Due.at(instant);
    }

    private Reason failed(String call, Throwable thrown) {
        Reason reason = thrown instanceof PluginException known ? known.reason() : Reasons.pluginFailed(call, thrown);
        board.pluginFailed(reason, thrown);
        return reason;
    }

    private Instant now() {
        return parts.clock().instant();
    }

    private JitteredBackOff backOff() {
        return new JitteredBackOff(
                parts.settings().retryFirstDelay(), parts.settings().retryLongestDelay(), parts.random());
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
            waiting.waiting(round.waiting(), now());
            board.waiting(waiting.closed());
            if (round.progress()) {
                sending.reset();
                board.delivering();
            }
            round.again().ifPresent(reason -> {
                board.tell(listener ->
                        listener.retried(parts.connection(), head.open().size(), reason));
                if (reason.category() == Category.CONFIGURATION) {
                    pause(reason);
                } else {
                    backOff(reason, round.progress());
                }
            });
            return settleFront();
        }

        @Override
        public Due refused(DeliveryResult.Refused result) {
            sending.reset(); // a refusal is a definite answer: the remote system works
            outbox.refused(result.reason(), now());
            board.delivering();
            return settleFront();
        }

        @Override
        public Due throttled(DeliveryResult.Throttled result) {
            Instant earliest = now().plus(parts.settings().retryFirstDelay());
            // A time that has passed already would make a busy loop.
            Instant until = result.until().isAfter(now()) ? result.until() : earliest;
            return until(until, DeliveryState.THROTTLED, result.reason());
        }

        @Override
        public Due paused(DeliveryResult.Paused result) {
            return pause(result.reason());
        }

        @Override
        public Due unknown(DeliveryResult.Unknown result) {
            board.tell(listener -> listener.retried(parts.connection(), head.size(), result.reason()));
            outbox.unanswered(now());
            backOff(result.reason(), false);
            return settleFront();
        }

        private void backOff(Reason reason, boolean progress) {
            notBefore = now().plus(sending.next());
            if (!progress) {
                board.enter(DeliveryState.BACKING_OFF, reason);
            }
        }
    }
}
