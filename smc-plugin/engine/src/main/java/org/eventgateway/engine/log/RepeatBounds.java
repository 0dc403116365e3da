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

    /** Each run costs each new id a look into memory, so sets are large; writing one keeps appends waiting, so they are no larger. */
    private static final long MOST_SLOTS = 1 << 20;

    private static final long FEWEST_SLOTS = 1 << 10;

    /** A slot with its share of the filter and of what is left empty in pages. */
    private static final long SLOT_BYTES = 20;

    RepeatBounds {
        if (largestSet < 1 || filterBytes < 1 || diskBytes < 1) {
            throw new IllegalArgumentException(
                    "all bounds must be positive, were " + largestSet + ", " + filterBytes + ", " + diskBytes);
        }
    }

    /** Of the heap, for the newest in memory. */
    private static final long HEAP_PER_SLOT = 32L * 2 * Long.BYTES;

    /**
     * A quarter of the disk, and of the heap an eighth or 32 MB for the filters and a thirty-second for the newest. With half of that eighth each
     * seventh new id of a full window is looked for on disk in vain, which took a sixth of the CPU time.
     *
     * @param diskBudget what the whole store may take
     * @param heap the largest heap of this process
     */
    static RepeatBounds of(long diskBudget, long heap) {
        long disk = diskBudget / 4;
        // Several sets must fit on disk, or there would be nothing to forget but the newest.
        long most = Math.min(MOST_SLOTS, heap / HEAP_PER_SLOT);
        long slots = Long.highestOneBit(Math.max(FEWEST_SLOTS, Math.min(most, disk / 4 / SLOT_BYTES)));
        // As many as a set takes before it doubles.
        return new RepeatBounds((int) (slots * 3 / 4), Math.max(LEAST_FILTER_BYTES, heap / 8), disk);
    }
}
