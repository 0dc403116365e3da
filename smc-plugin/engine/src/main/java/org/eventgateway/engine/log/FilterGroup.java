package org.eventgateway.engine.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The filters of up to eight sets, turned by a quarter: side by side lie not the bits of one set, but that of each set for the same place. So
 * one look, at eight places of 256 bytes, tells which of eight sets may hold a fingerprint, where each filter by itself costs a miss of the
 * processor's caches. For one thread.
 *
 * <p>The memory is cut into parts, of which none is so large that a collector would have to look for room for it.
 */
final class FilterGroup<T> {
    static final int MOST = Byte.SIZE;

    private static final int PLACES = FingerprintFilter.BLOCK_BITS;
    private static final int PART_BLOCKS = 1_024;

    /** Of each column; null where there is none. */
    private final List<@Nullable T> owners = new ArrayList<>(Collections.nCopies(MOST, null));

    private byte[][] parts;
    private int blocks;
    private boolean folded;

    /** Makes one for filters of so many blocks; others can be laid into it, the larger ones folded. */
    FilterGroup(int blocks) {
        this.blocks = blocks;
        this.parts = new byte[Math.max(1, blocks / PART_BLOCKS)][Math.min(blocks, PART_BLOCKS) * PLACES];
    }

    /** Takes in the filter of another set, if there is room for one more. */
    boolean add(T owner, FingerprintFilter filter) {
        int column = owners.indexOf(null);
        if (column < 0) {
            return false;
        }
        while (filter.blocks() > blocks) {
            filter.fold();
        }
        for (int block = 0; block < blocks; block++) {
            fill(column, block, filter);
        }
        owners.set(column, owner);
        return true;
    }

    /** Forgets the filter of a set; answers false if it is not here. */
    boolean remove(T owner) {
        int column = owners.indexOf(owner);
        if (column < 0) {
            return false;
        }
        owners.set(column, null);
        byte others = (byte) ~(1 << column);
        for (byte[] part : parts) {
            for (int at = 0; at < part.length; at++) {
                part[at] &= others;
            }
        }
        return true;
    }

    /** Adds those of many fingerprints, each two numbers, that some set may hold. */
    void addSuspects(long[] prints, BitSet suspects) {
        for (int i = 0; i < prints.length; i += 2) {
            if (candidates(prints[i], prints[i + 1]) != 0) {
                suspects.set(i / 2);
            }
        }
    }

    /** The columns of the sets that may hold a fingerprint, a bit for each. */
    int candidates(long high, long low) {
        int block = FingerprintFilter.block(high, blocks);
        byte[] part = parts[block / PART_BLOCKS];
        int first = block % PART_BLOCKS * PLACES;
        int columns = 0xFF;
        for (int word = 0; word < FingerprintFilter.WORDS; word++) {
            columns &= part[first + word * Integer.SIZE + FingerprintFilter.bit(low, word)];
        }
        return columns;
    }

    /** Whose column this is; there must be one. */
    T owner(int column) {
        T owner = owners.get(column);
        if (owner == null) {
            throw new IllegalStateException("a filter without a set says that it may hold something");
        }
        return owner;
    }

    /** All sets. */
    List<T> owners() {
        List<T> all = new ArrayList<>();
        for (T owner : owners) {
            if (owner != null) {
                all.add(owner);
            }
        }
        return all;
    }

    boolean isFull() {
        return !owners.contains(null);
    }

    boolean isFolded() {
        return folded;
    }

    int blocks() {
        return blocks;
    }

    /** How much memory one of so many blocks takes, however many sets it holds. */
    static long bytes(int blocks) {
        return (long) blocks * PLACES;
    }

    long bytes() {
        return bytes(blocks);
    }

    /** Halves the memory; answers false if it cannot get smaller. */
    boolean fold() {
        if (blocks == 1) {
            return false;
        }
        blocks /= 2;
        folded = true;
        if (parts.length > 1) {
            int half = parts.length / 2;
            for (int i = 0; i < half; i++) {
                or(parts[i], parts[half + i], 0);
            }
            parts = Arrays.copyOf(parts, half);
        } else {
            byte[] half = Arrays.copyOf(parts[0], blocks * PLACES);
            or(half, parts[0], half.length);
            parts[0] = half;
        }
        return true;
    }

    private static void or(byte[] into, byte[] from, int at) {
        for (int i = 0; i < into.length; i++) {
            into[i] |= from[at + i];
        }
    }

    private void fill(int column, int block, FingerprintFilter filter) {
        byte[] part = parts[block / PART_BLOCKS];
        int first = block % PART_BLOCKS * PLACES;
        byte mine = (byte) (1 << column);
        for (int word = 0; word < FingerprintFilter.WORDS; word++) {
            for (int left = filter.word(block, word); left != 0; left &= left - 1) {
                part[first + word * Integer.SIZE + Integer.numberOfTrailingZeros(left)] |= mine;
            }
        }
    }
}
