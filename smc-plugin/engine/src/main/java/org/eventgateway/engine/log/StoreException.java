package org.eventgateway.engine.log;

import java.io.Serial;
import org.eventgateway.plugin.Reason;

/** The store cannot be opened, or is asked for something it does not have. The text says what to do. */
public final class StoreException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Reason reason;

    public StoreException(Reason reason) {
        super(reason.text());
        this.reason = reason;
    }

    public StoreException(Reason reason, Throwable cause) {
        super(reason.text(), cause);
        this.reason = reason;
    }

    /** Why, with a code and a category. */
    public Reason reason() {
        return reason;
    }
}
