package org.eventgateway.plugin.source;

import java.io.IOException;
import java.util.function.Predicate;

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

    /** Whether {@link #find} is there. A source without it leaves the files that it has read to their owner, also when a person is deleted. */
    default boolean findsPersons() {
        return false;
    }

    /**
     * Finds the records of persons in a file that was read before, because they asked to be deleted; the gateway writes over them.
     * Called while other inputs may be read.
     *
     * @param file the file as it was for {@code read}, without a checkpoint
     * @param isAsked whether a user id is that of such a person
     * @param found takes their records, in the order of the file
     * @throws InputRefusedException if the file as a whole cannot be read
     * @throws IOException if reading failed, or {@code found} did
     */
    default void find(Input file, Predicate<String> isAsked, PersonRecords found) throws IOException {
        throw new UnsupportedOperationException("this source does not find persons");
    }

    /** Ends the instance. Does not throw. */
    @Override
    void close();
}
