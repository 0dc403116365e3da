package org.eventgateway.trackingapi.parser;

import java.io.Serial;
import org.eventgateway.plugin.Reason;

/**
 * A body that is refused as a whole: broken JSON or UTF-8, too large, too many events, too deep, or no event at all. The reason's
 * category is always the event's. It carries no stack trace, for it is an answer to a sender and not a fault here.
 */
public final class BodyRefusedException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Reason reason;

    BodyRefusedException(String code, String text) {
        super(text, null, false, false);
        this.reason = Reason.event(code, text);
    }

    /** Why, with a code for machines. */
    public Reason reason() {
        return reason;
    }
}
