package org.eventgateway.war.http;

import java.io.Serial;
import org.eventgateway.plugin.Reason;

/** A body that cannot be read. An answer to the sender and no fault here, so it has no stack trace. */
public final class UnacceptableBodyException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Reason reason;

    UnacceptableBodyException(int status, Reason reason) {
        super(reason.text(), null, false, false);
        this.status = status;
        this.reason = reason;
    }

    /** The HTTP status that says so. */
    public int status() {
        return status;
    }

    /** Why, with a code for machines. */
    public Reason reason() {
        return reason;
    }
}
