package org.eventgateway.trackingapi.destination;

import java.io.Serial;
import org.eventgateway.plugin.Reason;
import org.jspecify.annotations.Nullable;

/** An event that no call can carry. Stays within this package. */
final class RejectedEventException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Reason reason;

    RejectedEventException(Reason reason, @Nullable Throwable cause) {
        super(reason.text(), cause);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
