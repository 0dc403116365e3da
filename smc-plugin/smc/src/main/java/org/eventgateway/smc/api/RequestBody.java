package org.eventgateway.smc.api;

import java.io.IOException;
import java.io.OutputStream;

/** JSON that writes itself to a connection; called once or, by a client that measures it first, twice. */
@FunctionalInterface
public interface RequestBody {

    /** Writes all of it, in UTF-8. */
    void writeTo(OutputStream out) throws IOException;
}
