package org.eventgateway.trackingapi.destination;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.eventgateway.trackingapi.client.Reply;

/**
 * Reads when to come again: {@code Retry-After} in seconds or as a date (RFC 9110), else {@code X-RateLimit-Reset} in seconds from
 * now or, if the number is that large, since 1970 (Segment HTTP API; both are met).
 */
final class RetryHint {
    /** A longer wish is more likely a mistake: look again after this. */
    static final Duration LONGEST = Duration.ofHours(1);

    private static final long EPOCH_SECONDS = 1_000_000_000L;

    private RetryHint() {}

    static Optional<Instant> of(Reply.Answered reply, Instant now) {
        return retryAfter(reply, now)
                .or(() -> reply.header("x-ratelimit-reset")
                        .flatMap(text -> seconds(text, now))
                        .map(time -> within(time, now)));
    }

    /** As {@link #of}, but without the reset of a quota, which says nothing about a system that is down. */
    static Optional<Instant> retryAfter(Reply.Answered reply, Instant now) {
        return reply.header("retry-after")
                .flatMap(text -> seconds(text, now).or(() -> date(text)))
                .map(time -> within(time, now));
    }

    private static Optional<Instant> seconds(String text, Instant now) {
        String digits = text.strip();
        if (digits.isEmpty() || digits.length() > 12 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        long number = Long.parseLong(digits);
        return Optional.of(number >= EPOCH_SECONDS ? Instant.ofEpochSecond(number) : now.plusSeconds(number));
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Instant within(Instant time, Instant now) {
        Instant latest = now.plus(LONGEST);
        return time.isBefore(now) ? now : time.isAfter(latest) ? latest : time;
    }
}
