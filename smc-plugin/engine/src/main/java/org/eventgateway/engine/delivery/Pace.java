package org.eventgateway.engine.delivery;

import java.time.Instant;
import org.eventgateway.plugin.Category;
import org.eventgateway.plugin.Reason;

/** How long a delivery holds back after something failed, and what is said of it meanwhile. For the delivery thread. */
final class Pace {
    private final DeliveryParts parts;
    private final StatusBoard board;
    private final FailingTime failing;
    private final JitteredBackOff starting;
    private final JitteredBackOff sending;
    private final JitteredBackOff storing;
    private final Hold held = new Hold();
    private final Hold storeHeld = new Hold();

    Pace(DeliveryParts parts, StatusBoard board, FailingTime failing) {
        this.parts = parts;
        this.board = board;
        this.failing = failing;
        this.starting = backOff(parts);
        this.sending = backOff(parts);
        this.storing = backOff(parts);
    }

    private static JitteredBackOff backOff(DeliveryParts parts) {
        return new JitteredBackOff(
                parts.settings().retryFirstDelay(), parts.settings().retryLongestDelay(), parts.random());
    }

    /** Before this nothing is asked of the destination. */
    Instant notBefore(Instant now) {
        return held.end(now);
    }

    /** Before this nothing is asked of the store. */
    Instant storeNotBefore(Instant now) {
        return storeHeld.end(now);
    }

    void restart() {
        held.release();
    }

    void started() {
        starting.reset();
    }

    /** The remote system has given a definite answer: it works. */
    void answered() {
        sending.reset();
    }

    void stored() {
        storing.reset();
    }

    Due startFailed(Reason reason) {
        failing.failed(now());
        return holdBack(reason, starting);
    }

    Due sendFailed(Reason reason) {
        return holdBack(reason, sending);
    }

    /** The destination may not be asked before a time; if it names none that lies ahead, it is asked again as after a failure. */
    Due startThrottled(Reason reason, Instant from) {
        failing.failed(now());
        return throttled(reason, from, starting);
    }

    /** As {@link #startThrottled}, of something that was to be sent. */
    Due sendThrottled(Reason reason, Instant from) {
        return throttled(reason, from, sending);
    }

    Due storeFailed() {
        Instant now = now();
        Instant until = now.plus(storing.next());
        storeHeld.set(until, now);
        failing.waits(now);
        board.enter(DeliveryState.BACKING_OFF, Reasons.STORE_UNAVAILABLE);
        return Due.at(until);
    }

    /** Some of a batch must be sent again. If others of it have their end, the delivery is not said to fail. */
    void again(Reason reason, boolean progress) {
        Instant now = now();
        held.set(now.plus(sending.next()), now);
        if (!progress) {
            board.enter(DeliveryState.BACKING_OFF, reason);
        }
    }

    /** An operator must act. */
    Due pause(Reason reason) {
        return until(now().plus(parts.settings().probeInterval()), DeliveryState.PAUSED, reason);
    }

    Due until(Instant instant, DeliveryState state, Reason reason) {
        Instant now = now();
        held.set(instant, now);
        if (state == DeliveryState.PAUSED) {
            failing.waits(now);
        }
        board.enter(state, reason);
        return Due.at(instant);
    }

    private Due throttled(Reason reason, Instant from, JitteredBackOff backOff) {
        return from.isAfter(now()) ? until(from, DeliveryState.THROTTLED, reason) : holdBack(reason, backOff);
    }

    private Due holdBack(Reason reason, JitteredBackOff backOff) {
        DeliveryState state =
                reason.category() == Category.THROTTLED ? DeliveryState.THROTTLED : DeliveryState.BACKING_OFF;
        return until(now().plus(backOff.next()), state, reason);
    }

    private Instant now() {
        return parts.clock().instant();
    }
}
