package org.eventgateway.sandbox.journal;

/**
 * How much the journal keeps; the oldest entries go first.
 *
 * @param bodyBytes how much of one body is kept
 * @param totalBytes how much of all bodies is kept together
 */
public record JournalLimits(int entries, int bodyBytes, long totalBytes) {
    /** Enough for a suite of tests, and small beside a test's heap. */
    public static final JournalLimits DEFAULT = new JournalLimits(10_000, 8_000_000, 64_000_000);

    public JournalLimits {
        if (entries < 0 || bodyBytes < 0 || totalBytes < 0) {
            throw new IllegalArgumentException("limits of the journal must not be negative");
        }
    }
}
