package org.eventgateway.engine.log;

/**
 * How large the index of repeats may get. What does not fit is forgotten before its time, the oldest first, so that hashes alone never
 * cause an append to be refused.
 *
 * @param largestSet how many of the newest fingerprints are kept in memory at most, before they are filed
 * @param filterBytes how much memory the filters of all others may take together
 * @param diskBytes how many bytes of the file the index may take
 */
record RepeatBounds(int largestSet, long filterBytes, long diskBytes) {
    private static final long LEAST_FILTER_BYTES = 32L << 20;
    private static final long MOST_SLOTS = 1 << 18;
    private static final long FEWEST_SLOTS = 1 << 10;

    /** A slot with its share of the filter and of what is left empty in pages. */
    private static final long SLOT_BYTES = 20;

    RepeatBounds {
        if (largestSet < 1 || filterBytes < 1 || diskBytes < 1) {
            throw new IllegalArgumentException(
                    "all bounds must be positive, were " + largestSet + ", " + filterBytes + ", " + diskBytes);
        }
    }

    /**
     * A quarter of the disk, and a sixteenth of the heap or 32 MB.
     *
     * @param diskBudget what the whole store may take
     * @param heap the largest heap of this process
     */
    static RepeatBounds of(long diskBudget, long heap) {
        long disk = diskBudget / 4;
        // Several sets must fit on disk, or there would be nothing to forget but the newest.
        long slots = Long.highestOneBit(Math.max(FEWEST_SLOTS, Math.min(MOST_SLOTS, disk / 4 / SLOT_BYTES)));
        // As many as a set takes before it doubles.
        return new RepeatBounds((int) (slots * 3 / 4), Math.max(LEAST_FILTER_BYTES, heap / 16), disk);
    }
}
