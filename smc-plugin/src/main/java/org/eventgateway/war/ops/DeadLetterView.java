package org.eventgateway.war.ops;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eventgateway.engine.log.DeadLetters.DeadLetter;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as an operator sees it.
 *
 * @param id identifies it within the connection
 * @param stage where it failed
 * @param reason why
 * @param attempts how often it was sent
 * @param firstAttempt when first
 * @param lastAttempt when last
 * @param type which call, if it could be read
 * @param messageId the event's id, if it could be read
 * @param name the event's name, if it has one
 * @param timestamp when it happened, if it could be read
 * @param doneEffects what was done all the same
 * @param payload the event, in the view of a single dead letter only
 * @param raw what the sender wrote, if that is no event, in the view of a single dead letter only
 */
public record DeadLetterView(
        long id,
        String stage,
        Reason reason,
        int attempts,
        Instant firstAttempt,
        Instant lastAttempt,
        @Nullable String type,
        @Nullable String messageId,
        @Nullable String name,
        @Nullable Instant timestamp,
        List<String> doneEffects,
        @Nullable JsonObject payload,
        @Nullable String raw) {

    /** Without the event's data. */
    static DeadLetterView listed(DeadLetter letter) {
        return of(letter, null, null);
    }

    static DeadLetterView whole(DeadLetter letter) {
        return of(
                letter,
                letter.event().map(Event::json).orElse(null),
                letter.event().isPresent()
                        ? null
                        : StandardCharsets.UTF_8
                                .decode(letter.raw().duplicate())
                                .toString());
    }

    private static DeadLetterView of(DeadLetter letter, @Nullable JsonObject payload, @Nullable String raw) {
        return new DeadLetterView(
                letter.id(),
                letter.stage().name().toLowerCase(Locale.ROOT),
                letter.reason(),
                letter.attempts(),
                letter.firstAttempt(),
                letter.lastAttempt(),
                letter.event().map(event -> event.type().wireName()).orElse(null),
                letter.event().map(Event::messageId).orElse(null),
                letter.event().flatMap(Event::name).orElse(null),
                letter.event().map(Event::timestamp).orElse(null),
                letter.doneEffects().stream().sorted().toList(),
                payload,
                raw);
    }
}
