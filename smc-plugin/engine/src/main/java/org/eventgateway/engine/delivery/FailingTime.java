package org.eventgateway.engine.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
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
 * log by an answer to it, or when there is nothing left to deliver. If others of its batch got through, it has a respite: they do so again after each
 * start, so they cannot end it. Left out of both times are pauses for an operator, failures of
 * the store, and the time between two runs of the server, up to the next failure. What the remote system asks to wait counts: it may ask
 * again and again.
 *
 * <p>For the delivery thread.
 */
final class FailingTime {
    /** What is over sooner need not survive a restart. */
    private static final Duration BETWEEN_NOTES = Duration.ofMinutes(1);

    /** Longer than the longest delay between two attempts usually is. */
    private static final Duration RESPITE = Duration.ofMinutes(10);

    private final Duration deadline;
    private @Nullable Instant since;
    private @Nullable Instant waitingSince;
    private @Nullable Instant lastProgress;
    private Duration waited = Duration.ZERO;

    FailingTime(Duration deadline) {
        this.deadline = deadline;
    }

    /** Goes on with the outage of an earlier run of the server. */
    void resume(Outage outage) {
        since = outage.since();
        waited = outage.waited();
        waitingSince = outage.last();
    }

    /** A batch must be sent again, or the destination must start again, because something failed or has to wait. */
    void failed(Instant now) {
        if (waitingSince != null && now.isAfter(waitingSince)) {
            waited = waited.plus(Duration.between(waitingSince, now));
        }
        waitingSince = null;
        if (since == null || now.isBefore(since)) {
            // A clock that was set back must not let an event fail for as much longer.
            since = now;
            waited = Duration.ZERO;
        }
    }

    /** Nothing can be tried for now, which is not the remote system's failure. */
    void waits(Instant now) {
        if (since != null && waitingSince == null) {
            waitingSince = now;
        }
    }

    /** Something of the batch got through, if not what stands in front: nothing is given up for a while. */
    void progress(Instant now) {
        lastProgress = now;
    }

    /** What failed is out of the way, or nothing is left to deliver. */
    void ended() {
        since = null;
        waitingSince = null;
        waited = Duration.ZERO;
    }

    /** Whether an event that failed just now is given up. */
    boolean isOver(Instant received, Instant now) {
        return isLong(now) && !now.minus(waited).isBefore(received.plus(deadline));
    }

    /** Whether nothing has got through for the deadline, so that events that are old enough are given up. */
    boolean isLong(Instant now) {
        return since != null && !now.minus(waited).isBefore(since.plus(deadline)) && !works(now);
    }

    /** A clock that was set back must not make it look so. */
    private boolean works(Instant now) {
        return lastProgress != null && !now.isBefore(lastProgress) && now.isBefore(lastProgress.plus(RESPITE));
    }

    boolean hasEnded() {
        return since == null;
    }

    /**
     * Whether something is to be noted in the store.
     *
     * @param noted what was noted last, if anything was
     * @param behind up to where the log is settled
     */
    boolean isToBeNoted(@Nullable Outage noted, Position behind, Instant now) {
        if (since == null) {
            return false;
        }
        Instant counted = counted(now);
        return noted == null
                ? !counted.isBefore(since.plus(BETWEEN_NOTES))
                : !behind.equals(noted.behind())
                        || !counted.isBefore(noted.last().plus(BETWEEN_NOTES))
                        || counted.isBefore(noted.last());
    }

    /** What is to be noted; there must be something. */
    Outage note(Position behind, Position upTo, Attempts attempts, Instant now) {
        return new Outage(behind, Objects.requireNonNull(since), waited, counted(now), upTo, attempts);
    }

    /** Up to when it counts: who is killed in a wait that the remote system asked for begins no new one. */
    private Instant counted(Instant now) {
        return waitingSince == null ? now : waitingSince;
    }
}
