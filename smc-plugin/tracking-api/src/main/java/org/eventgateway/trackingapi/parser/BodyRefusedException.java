package org.eventgateway.trackingapi.parser;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.Serial;
import org.eventgateway.plugin.Reason;

/**
 * A body that is refused as a whole: broken JSON or UTF-8, too large, too many events, too deep, or no event at all. The reason's
 * category is the event's, except when there is no memory for the events: then it is throttled, and the same body may be taken later.
 * It carries no stack trace, for it is an answer to a sender and not a fault here.
 */
public final class BodyRefusedException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Reason reason;

    BodyRefusedException(String code, String text) {
        this(Reason.event(code, text));
    }

    BodyRefusedException(Reason reason) {
        super(reason.text(), null, false, false);
        this.reason = reason;
    }

    /** Broken JSON. The parser's message may quote the body, which holds personal data: only the place is told. */
    static BodyRefusedException invalidJson(JsonProcessingException cause, int base) {
        boolean placed = cause.getLocation() != null && cause.getLocation().getByteOffset() >= 0;
        return new BodyRefusedException(
                "invalid_json",
                "The body is not JSON"
                        + (placed ? " at byte " + (base + cause.getLocation().getByteOffset()) : "") + ".");
    }

    /** Why, with a code for machines. */
    public Reason reason() {
        return reason;
    }
}
