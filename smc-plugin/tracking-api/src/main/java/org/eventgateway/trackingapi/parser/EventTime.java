package org.eventgateway.trackingapi.parser;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When an event happened (Segment spec: timestamps): receivedAt − (sentAt − originalTimestamp), so that a wrong clock at the sender
 * does no harm. In a library's own traffic {@code timestamp} plays originalTimestamp's part and {@code sentAt} may stand beside the
 * batch.
 *
 * <p>An event that carries all of {@code timestamp}, {@code originalTimestamp} and {@code receivedAt} has passed a gateway, which
 * corrected its timestamp; correcting it again with our later receivedAt would move it by the time of that gateway's retries.
 */
final class EventTime {
    private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private EventTime() {}

    static Instant of(Draft draft, Envelope envelope, Instant receivedAt) {
        Instant timestamp = draft.time(MemberName.TIMESTAMP);
        Instant original = draft.time(MemberName.ORIGINAL_TIMESTAMP);
        if (timestamp != null && original != null && draft.time(MemberName.RECEIVED_AT) != null) {
            return bounded(timestamp, receivedAt);
        }
        Instant happened = original != null ? original : timestamp;
        Instant sentAt = draft.time(MemberName.SENT_AT) != null ? draft.time(MemberName.SENT_AT) : envelope.sentAt();
        if (happened != null && sentAt != null) {
            return corrected(happened, sentAt, receivedAt);
        }
        return bounded(timestamp != null ? timestamp : original, receivedAt);
    }

    /** Whether the event says itself when it happened. */
    static boolean isGiven(Draft draft) {
        return draft.time(MemberName.TIMESTAMP) != null || draft.time(MemberName.ORIGINAL_TIMESTAMP) != null;
    }

    private static Instant corrected(Instant happened, Instant sentAt, Instant receivedAt) {
        try {
            return bounded(receivedAt.minus(Duration.between(happened, sentAt)), receivedAt);
        } catch (DateTimeException | ArithmeticException e) {
            return receivedAt;
        }
    }

    /** A year that no four digits can write cannot be sent on to anyone. */
    private static Instant bounded(@Nullable Instant time, Instant receivedAt) {
        return time == null || time.isBefore(EARLIEST) || time.isAfter(LATEST) ? receivedAt : time;
    }
}
