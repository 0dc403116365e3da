package org.eventgateway.plugin.source;

import java.io.IOException;

/**
 * An open instance of a source. {@code read} is called for one input at a time per input, but several inputs may be read at once
 * on different threads.
 */
public interface Source extends AutoCloseable {

    /**
     * Reads one input as a stream and writes what it finds to the sink, in order. Message ids must be deterministic: reading the
     * same input again yields the same ids, so that repeats are recognised. A bad record is refused to the sink and never stops
     * the good ones.
     *
     * @param input a request's body or a file
     * @param sink where events go
     * @throws InputRefusedException if the input as a whole is not acceptable (not authorised, not readable at all)
     * @throws IOException if reading the input failed; what was committed stays
     */
    void read(Input input, EventSink sink) throws IOException;

    /** Ends the instance. Does not throw. */
    @Override
    void close();
}
