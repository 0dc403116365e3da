package org.eventgateway.engine.delivery;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long a delivery has been failing, which decides when an event is given up.
 *
 * <p>Decision. An event is given up when it was received the deadline ago <em>and</em> the delivery has been failing for the deadline.
 * Its age alone says nothing: it may have waited for an operator over a weekend, or be a dead letter of last week that was replayed,
 * and the first hiccup would cost it. Failing begins with the first failure of a batch or of a start and ends when an event leaves the front of the
 * log in any other way than by its deadline, or when there is nothing left to deliver. Pauses, waits that the remote system asked for
 * and failures of the store, up to the next failure of a batch, are left out of both times.
 *
 * <p>How long the delivery had been failing before it was started is not known. As long as nothing has reached its end since the start,
 * failing for a quarter of the deadline is therefore enough: an event that always fails holds up all behind it, and a server that is
 * started anew every night must not keep it for ever. One that is started anew more often than that gives nothing up.
 *
 * <p>For the delivery thread.
 */
final class FailingTime {
    private static final int SHARE_AFTER_A_START = 4;

    private final Duration deadline;
    private @Nullable Instant since;
    private @Nullable Instant waitingSince;
    private Duration waited = Duration.ZERO;
    private boolean workedSinceStart;

    FailingTime(Duration deadline) {
        this.deadline = deadline;
    }

    /** A batch must be sent again, or the destination must start again, because something failed. */
    void failed(Instant now) {
        if (waitingSince != null && now.isAfter(waitingSince)) {
            waited = waited.plus(Duration.between(waitingSince, now));
        }
        waitingSince = null;
        // A clock that was set back must not let an event fail for as much longer.
        since = since == null || now.isBefore(since) ? now : since;
    }

    /** Nothing can be tried for now, which is not the remote system's failure. */
    void waits(Instant now) {
        if (since != null && waitingSince == null) {
            waitingSince = now;
        }
    }

    /** Events left the front of the log for good, by an answer to them. */
    void worked() {
        workedSinceStart = true;
        ended();
    }

    /** What failed is out of the way, or nothing is left to deliver. */
    void ended() {
        since = null;
        waitingSince = null;
        waited = Duration.ZERO;
    }

    /** Whether an event that failed just now is given up. */
    boolean isOver(Instant received, Instant now) {
        if (since == null) {
            return false;
        }
        Instant tried = now.minus(waited);
        Duration enough = workedSinceStart ? deadline : deadline.dividedBy(SHARE_AFTER_A_START);
        return !tried.isBefore(received.plus(deadline)) && !tried.isBefore(since.plus(enough));
    }
}
