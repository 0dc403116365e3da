package org.eventgateway.smc.source.record;

import java.io.IOException;
import java.util.Optional;

/** Reads the records of one input, one after the other. For one thread. */
public interface RecordReader {

    /** The next record or fault; empty at the end. */
    Optional<Entry> next() throws IOException;

    /** Which bytes {@code next} answered last, if that was a record; otherwise they went to the leftovers. */
    Optional<Extent> extent();

    /** Passes the record that {@code next} answered last to the leftovers as well: it tells nobody whose it is. */
    void giveUp();

    /** Where to go on so that everything {@code next} has answered is not read again. */
    ResumePoint resumePoint() throws IOException;
}
