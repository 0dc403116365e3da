package org.eventgateway.war.ops;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.eventgateway.engine.log.DeadLetters.Query;
import org.eventgateway.engine.log.DeadLetters.Stage;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.plugin.event.Person;

/** Reads from query parameters what dead letters to look for. */
final class DeadLetterFilter {
    private static final int USUAL_LIMIT = 100;

    private DeadLetterFilter() {}

    /**
     * @param parameter the value of a query parameter, if given
     * @param person whose dead letters; never a parameter, since a URL ends in the logs of whatever stands between
     */
    static Query read(Function<String, Optional<String>> parameter, Optional<Person> person) {
        if (parameter.apply("userId").isPresent()) {
            throw ProblemException.badRequest(
                    "user_id_in_url",
                    "A URL ends in logs. Post {\"userId\":\"…\"} to dead-letters/find instead; the other parameters stay.");
        }
        return new Query(
                parse(parameter, "stage", "intake or delivery", text -> Stage.valueOf(text.toUpperCase(Locale.ROOT))),
                parameter.apply("reason"),
                parse(
                        parameter,
                        "type",
                        "a call type such as track",
                        text -> EventType.of(text).orElseThrow(IllegalArgumentException::new)),
                parameter.apply("name"),
                person.map(Person::userId),
                parse(parameter, "from", "a time such as 2026-01-31T00:00:00Z", Instant::parse),
                parse(parameter, "to", "a time such as 2026-01-31T00:00:00Z", Instant::parse),
                parse(parameter, "limit", "a number from 1 to 1000", DeadLetterFilter::limit)
                        .orElse(USUAL_LIMIT));
    }

    private static Integer limit(String text) {
        int limit = Integer.parseInt(text);
        if (limit < 1 || limit > 1_000) {
            throw new IllegalArgumentException("out of bounds");
        }
        return limit;
    }

    private static <T> Optional<T> parse(
            Function<String, Optional<String>> parameter, String name, String expected, Function<String, T> reader) {
        try {
            return parameter.apply(name).map(reader);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw ProblemException.badRequest("bad_parameter", "The parameter " + name + " must be " + expected + ".");
        }
    }
}
