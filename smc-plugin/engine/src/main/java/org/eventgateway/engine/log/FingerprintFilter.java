package org.eventgateway.engine.log;

/**
 * Says which fingerprints are certainly not in a set, from two bytes for each. A Bloom filter
 * split into blocks of eight words with one bit in each (Putze, Sanders, Singler: cache-, hash- and space-efficient Bloom filters), wrong
 * about once in 1,000. It can be folded to half its size, and is then wrong more often. On disk it lies as it is; who asks finds it in a
 * {@link FilterGroup}. For one thread.
 */
final class FingerprintFilter {
    static final int WORDS = 8;
    static final int BLOCK_BITS = WORDS * Integer.SIZE;

    private static final int BITS_EACH = 16;

    private int[] words;

    private FingerprintFilter(int[] words) {
        this.words = words;
    }

    static FingerprintFilter forAbout(int fingerprints) {
        return new FingerprintFilter(new int[blocksFor(fingerprints) * WORDS]);
    }

    /** How many blocks the filter of so many fingerprints has. */
    static int blocksFor(int fingerprints) {
        int blocks = 1;
        while ((long) blocks * BLOCK_BITS < (long) fingerprints * BITS_EACH) {
            blocks *= 2;
        }
        return blocks;
    }

    static FingerprintFilter of(int[] words) {
        return new FingerprintFilter(words);
    }

    void add(long high, long low) {
        int at = block(high, blocks()) * WORDS;
        for (int i = 0; i < WORDS; i++) {
            words[at + i] |= 1 << bit(low, i);
        }
    }

    /** One word of a block; of a larger number of blocks, those of this repeat. */
    int word(int block, int word) {
        return words[(block & (blocks() - 1)) * WORDS + word];
    }

    /** A power of two. */
    int blocks() {
        return words.length / WORDS;
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

    /** The block of a fingerprint, of so many. From the upper half, as the table takes its slots from the lower. */
    static int block(long high, int blocks) {
        return (int) (high >>> Integer.SIZE) & (blocks - 1);
    }

    /** The number of the bit of a fingerprint in a word of its block. */
    static int bit(long low, int word) {
        // The lowest bit is always set in a fingerprint, so it tells nothing.
        return (int) (low >>> (1 + 5 * word)) & (Integer.SIZE - 1);
    }
}
