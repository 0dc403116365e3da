package org.eventgateway.engine.log;

/**
 * Says which fingerprints are certainly not in a set, from two bytes for each: one look into memory instead of one to disk. A Bloom filter
 * split into blocks of eight words with one bit in each (Putze, Sanders, Singler: cache-, hash- and space-efficient Bloom filters), wrong
 * about once in 1,000. It can be folded to half its size, and is then wrong more often. For one thread.
 */
final class FingerprintFilter {
    private static final int WORDS = 8;
    private static final int BITS_EACH = 16;

    private int[] words;

    private FingerprintFilter(int[] words) {
        this.words = words;
    }

    static FingerprintFilter forAbout(int fingerprints) {
        int blocks = 1;
        while ((long) blocks * WORDS * Integer.SIZE < (long) fingerprints * BITS_EACH) {
            blocks *= 2;
        }
        return new FingerprintFilter(new int[blocks * WORDS]);
    }

    static FingerprintFilter of(int[] words) {
        return new FingerprintFilter(words);
    }

    void add(long high, long low) {
        int at = block(high);
        for (int i = 0; i < WORDS; i++) {
            words[at + i] |= bit(low, i);
        }
    }

    boolean mayContain(long high, long low) {
        int at = block(high);
        for (int i = 0; i < WORDS; i++) {
            if ((words[at + i] & bit(low, i)) == 0) {
                return false;
            }
        }
        return true;
    }

    /** Halves the memory; answers false if it cannot get smaller. */
    boolean fold() {
        if (words.length == WORDS) {
            return false;
        }
        int half = words.length / 2;
        int[] folded = new int[half];
        for (int i = 0; i < half; i++) {
            folded[i] = words[i] | words[half + i];
        }
        words = folded;
        return true;
    }

    int bytes() {
        return words.length * Integer.BYTES;
    }

    int[] words() {
        return words;
    }

    /** From the upper half, as the table takes its slots from the lower. */
    private int block(long high) {
        return ((int) (high >>> Integer.SIZE) & (words.length / WORDS - 1)) * WORDS;
    }

    private static int bit(long low, int word) {
        // The lowest bit is always set in a fingerprint, so it tells nothing.
        return 1 << (low >>> (1 + 5 * word));
    }
}
