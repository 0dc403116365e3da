package org.eventgateway.engine.log;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What all threads may see of the repeat index as of the last commit. Only the writer thread shows; it outlives the {@link Session}s, so
 * that what was forgotten is counted since the start.
 */
final class RepeatFigures {
    private static final System.Logger LOG = System.getLogger(RepeatFigures.class.getName());
    private static final Duration SILENCE = Duration.ofHours(1);

    private volatile RememberedIds remembered = RememberedIds.NONE;
    private Instant warned = Instant.MIN;

    RememberedIds remembered() {
        return remembered;
    }

    /**
     * Shows what was committed.
     *
     * @param forgotten how many were forgotten before their time since it was shown last
     */
    void show(long count, long bytes, Optional<Instant> since, long forgotten, Instant now) {
        remembered = new RememberedIds(count, bytes, since, remembered.forgotten() + forgotten);
        if (forgotten > 0 && !now.isBefore(warned.plus(SILENCE))) {
            warned = now;
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} message ids were forgotten before the end of gateway.repeat-window, as there is no room for more: an event that"
                            + " its sender repeats now after a longer time is delivered again. Remembered are {1} ids. Raise"
                            + " gateway.disk-budget, of which they may take a quarter, or the heap of the server, of which they may take"
                            + " an eighth; or shorten gateway.repeat-window.",
                    remembered.forgotten(),
                    count);
        }
    }
}
