package org.eventgateway.engine.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eventgateway.engine.log.Attempts;
import org.eventgateway.engine.log.Outages.Outage;
import org.eventgateway.engine.log.Position;
import org.jspecify.annotations.Nullable;

/**
 * How long a delivery has got nothing through, which decides when an event is given up.
 *
 * <p>Decision. An event is given up when it was received the deadline ago <em>and</em> nothing has got through for the deadline.
 * Its age alone says nothing: it may have waited for an operator over a weekend, or be a dead letter of last week that was replayed,
 * and the first hiccup would cost it. Failing begins when a batch or a start fails, or is asked to wait, and ends when an event leaves the front of the
 * log in any other way than by its deadline, or when there is nothing left to deliver. Left out of both times are pauses for an operator, failures of
 * the store, and the time between two runs of the server, up to the next failure. What the remote system asks to wait counts: it may ask
 * again and again.
 *
 * <p>For the delivery thread.
 */
final class FailingTime {
    /** What is over sooner need not survive a restart. */
    private static final Duration BETWEEN_NOTES = Duration.ofMinutes(1);

    private final Duration deadline;
    private @Nullable Instant since;
    private @Nullable Instant last;
    private @Nullable Instant waitingSince;
    private Duration waited = Duration.ZERO;

    FailingTime(Duration deadline) {
        this.deadline = deadline;
    }

    /** Goes on with the outage of an earlier run of the server. */
    void resume(Outage outage) {
        since = outage.since();
        waited = outage.waited();
        last = outage.last();
        waitingSince = outage.last();
    }

    /** A batch must be sent again, or the destination must start again, because something failed or has to wait. */
    void failed(Instant now) {
        if (waitingSince != null && now.isAfter(waitingSince)) {
            waited = waited.plus(Duration.between(waitingSince, now));
        }
        waitingSince = null;
        // A clock that was set back must not let an event fail for as much longer.
        since = since == null || now.isBefore(since) ? now : since;
        last = now;
    }

    /** Nothing can be tried for now, which is not the remote system's failure. */
    void waits(Instant now) {
        if (since != null && waitingSince == null) {
            waitingSince = now;
        }
    }

    /** What failed is out of the way, or nothing is left to deliver. */
    void ended() {
        since = null;
        last = null;
        waitingSince = null;
        waited = Duration.ZERO;
    }

    /** Whether an event that failed just now is given up. */
    boolean isOver(Instant received, Instant now) {
        if (since == null) {
            return false;
        }
        Instant tried = now.minus(waited);
        return !tried.isBefore(received.plus(deadline)) && !tried.isBefore(since.plus(deadline));
    }

    boolean hasEnded() {
        return since == null;
    }

    /**
     * Tells what is to be noted in the store; empty if nothing is yet.
     *
     * @param noted what was noted last, if anything was
     */
    Optional<Outage> toNote(@Nullable Outage noted, Position behind, Position upTo, Attempts attempts) {
        if (since == null || last == null) {
            return Optional.empty();
        }
        boolean due = noted == null
                ? !last.isBefore(since.plus(BETWEEN_NOTES))
                : !behind.equals(noted.behind())
                        || !last.isBefore(noted.last().plus(BETWEEN_NOTES))
                        || last.isBefore(noted.last());
        return due ? Optional.of(new Outage(behind, since, waited, last, upTo, attempts)) : Optional.empty();
    }
}
