package org.eventgateway.engine.source;

import java.io.Serial;

/** Ends the reading of an input because the gateway stops. What was committed stays; the rest is read after the next start. */
public final class StoppedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public StoppedException() {
        super("the gateway stops", null, false, false);
    }
}
