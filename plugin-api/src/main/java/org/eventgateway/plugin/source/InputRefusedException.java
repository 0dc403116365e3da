package org.eventgateway.plugin.source;

import java.io.Serial;
import org.eventgateway.plugin.Reason;

/** An input that is not acceptable as a whole. */
public final class InputRefusedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Reason reason;

    public InputRefusedException(Reason reason) {
        super(reason.text());
        this.reason = reason;
    }

    /** Why, with a code and a category. */
    public Reason reason() {
        return reason;
    }
}
