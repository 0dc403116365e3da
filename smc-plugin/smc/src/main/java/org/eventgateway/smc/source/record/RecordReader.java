package org.eventgateway.smc.source.record;

import java.io.IOException;
import java.util.Optional;

/** Reads the records of one input, one after the other. For one thread. */
public interface RecordReader {

    /** The next record or fault; empty at the end. */
    Optional<Entry> next() throws IOException;

    /** Which bytes {@code next} answered last; empty if there were too many to hold, or it was nothing that looks like a record. */
    Optional<Extent> extent();

    /** Where to go on so that everything {@code next} has answered is not read again. */
    ResumePoint resumePoint() throws IOException;
}
