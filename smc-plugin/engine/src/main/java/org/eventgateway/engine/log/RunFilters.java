package org.eventgateway.engine.log;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What is known in memory of all runs: answers nearly all questions whether a fingerprint was seen without a look to disk. For the writer thread. */
final class RunFilters {
    /** Fewer bits would be wrong so often that each new id costs many looks to disk. */
    private static final int FEWEST_BITS_EACH = 8;

    /** A run whose filter is smaller than that of its group takes as much memory, so it must not be much smaller. */
    private static final int MOST_WASTE = 8;

    private final List<FilterGroup<SeenRun>> groups = new ArrayList<>();

    void add(SeenRun run, FingerprintFilter filter) {
        int blocks = filter.blocks();
        groupFor(blocks).orElseGet(() -> another(blocks)).add(run, filter);
    }

    private Optional<FilterGroup<SeenRun>> groupFor(int blocks) {
        return groups.stream()
                .filter(group -> !group.isFull() && fits(blocks, group))
                .findFirst();
    }

    /** Others of the size may have been folded meanwhile: then it is folded too. */
    private static boolean fits(int blocks, FilterGroup<SeenRun> group) {
        return blocks <= group.blocks()
                ? blocks * MOST_WASTE >= group.blocks()
                : group.isFolded() && blocks / 2 == group.blocks();
    }

    private FilterGroup<SeenRun> another(int blocks) {
        FilterGroup<SeenRun> another = new FilterGroup<>(blocks);
        groups.add(another);
        return another;
    }

    void remove(SeenRun run) {
        groups.removeIf(group -> group.remove(run) && group.owners().isEmpty());
    }

    /**
     * Which of many fingerprints, each two numbers, may be in some run; all others are in none. Each by itself waits for memory, as the
     * filters are larger than the processor's caches; many after each other wait together.
     */
    BitSet suspects(long[] prints) {
        BitSet suspects = new BitSet(prints.length / 2);
        groups.forEach(group -> group.addSuspects(prints, suspects));
        return suspects;
    }

    boolean contains(long high, long low) throws SQLException {
        for (int i = 0; i < groups.size(); i++) {
            FilterGroup<SeenRun> group = groups.get(i);
            for (int left = group.candidates(high, low); left != 0; left &= left - 1) {
                if (group.owner(Integer.numberOfTrailingZeros(left)).isOnDisk(high, low)) {
                    return true;
                }
            }
        }
        return false;
    }

    long bytes() {
        return groups.stream().mapToLong(FilterGroup::bytes).sum();
    }

    /** Lets the largest become smaller and less exact, as long as they are good enough, until all take no more than this; answers whether they do. */
    boolean fold(long most) {
        while (bytes() > most) {
            if (!foldLargest()) {
                return false;
            }
        }
        return true;
    }

    /** The same so that one more of so many blocks has room once it is folded itself. */
    boolean makeRoom(int blocks, long most) {
        while (bytes() + (groupFor(blocks).isPresent() ? 0 : FilterGroup.bytes(blocks) / 2) > most) {
            if (!foldLargest()) {
                return false;
            }
        }
        return true;
    }

    private boolean foldLargest() {
        return groups.stream()
                .filter(RunFilters::canFold)
                .max(Comparator.comparingLong(FilterGroup::bytes))
                .map(FilterGroup::fold)
                .orElse(false);
    }

    private static boolean canFold(FilterGroup<SeenRun> group) {
        long most = group.owners().stream().mapToLong(SeenRun::ids).max().orElse(0);
        return (long) group.blocks() * FingerprintFilter.BLOCK_BITS / 2 >= most * FEWEST_BITS_EACH;
    }
}
