package org.eventgateway.engine.pickup;

import java.io.Serial;
import org.eventgateway.plugin.Reason;

/** The folder cannot be used just now. Shown to the operator; the folder is looked at again. */
final class FolderProblemException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Reason reason;

    FolderProblemException(Reason reason) {
        super(reason.text(), null, false, false);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
