package org.eventgateway.engine.log;

/** A set of fingerprints in one array: open addressing, at most three quarters full. For one thread. */
final class FingerprintSet {
    private static final int FEWEST_SLOTS = 256;

    private long[] table = new long[2 * FEWEST_SLOTS];
    private int size;

    /** Adds a fingerprint; answers false if it was there. */
    boolean add(long high, long low) {
        if (size * 4L >= slots() * 3L) {
            grow();
        }
        if (!put(table, high, low)) {
            return false;
        }
        size++;
        return true;
    }

    int size() {
        return size;
    }

    int slots() {
        return table.length / 2;
    }

    long high(int slot) {
        return table[2 * slot];
    }

    long low(int slot) {
        return table[2 * slot + 1];
    }

    /** Where the search for a fingerprint begins in a table of so many slots, a power of two. */
    static int firstSlot(long high, int slots) {
        return (int) high & (slots - 1);
    }

    private void grow() {
        long[] larger = new long[2 * table.length];
        for (int i = 0; i < table.length; i += 2) {
            if (table[i + 1] != 0) {
                put(larger, table[i], table[i + 1]);
            }
        }
        table = larger;
    }

    private static boolean put(long[] table, long high, long low) {
        int slots = table.length / 2;
        int slot = firstSlot(high, slots);
        while (table[2 * slot + 1] != 0) {
            if (table[2 * slot] == high && table[2 * slot + 1] == low) {
                return false;
            }
            slot = (slot + 1) & (slots - 1);
        }
        table[2 * slot] = high;
        table[2 * slot + 1] = low;
        return true;
    }
}
