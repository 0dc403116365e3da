package org.eventgateway.smc.source.interaction;

import java.io.Serial;
import org.eventgateway.plugin.Reason;

/** A record of which no event can be made. Stays within this package; a million bad rows must not cost a million stack traces. */
final class RefusedRecordException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Reason reason;

    RefusedRecordException(Reason reason) {
        super(reason.text(), null, false, false);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
