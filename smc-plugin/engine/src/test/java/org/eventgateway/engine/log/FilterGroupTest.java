package org.eventgateway.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eventgateway.engine.log.FingerprintFilterTest.filled;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class FilterGroupTest {

    @Property(tries = 60)
    void namesEverySetThatHoldsAFingerprint(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 8) int sets,
            @ForAll @IntRange(min = 1, max = 300) int largest,
            @ForAll @IntRange(max = 12) int folds) {
        FilterGroup<Long> group = new FilterGroup<>(blocksFor(largest));
        SplittableRandom sizes = new SplittableRandom(seed);
        List<Integer> counts = new ArrayList<>();
        for (long set = 0; set < sets; set++) {
            int count = sizes.nextInt(1, 2 * largest);
            counts.add(count);
            assertThat(group.add(set, filled(seed + set, count))).isTrue();
        }
        for (int i = 0; i < folds; i++) {
            group.fold();
        }

        for (int set = 0; set < sets; set++) {
            SplittableRandom random = new SplittableRandom(seed + set);
            for (int i = 0; i < counts.get(set); i++) {
                assertThat(owners(group, random.nextLong(), random.nextLong())).contains((long) set);
            }
        }
    }

    @Property(tries = 20)
    void aSetThatIsRemovedIsNamedNoMoreAndTheOthersStill(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 8) int sets, @ForAll @IntRange(max = 7) int gone) {
        FilterGroup<Long> group = new FilterGroup<>(blocksFor(200));
        for (long set = 0; set < sets; set++) {
            group.add(set, filled(seed + set, 200));
        }
        boolean there = group.remove((long) gone);

        assertThat(there).isEqualTo(gone < sets);
        assertThat(group.remove((long) gone)).isFalse();
        assertThat(group.owners()).hasSize(there ? sets - 1 : sets);
        for (long set = 0; set < sets; set++) {
            SplittableRandom random = new SplittableRandom(seed + set);
            for (int i = 0; i < 200; i++) {
                Set<Long> named = owners(group, random.nextLong(), random.nextLong());
                assertThat(named.contains(set)).isEqualTo(set != gone);
            }
        }
    }

    @Example
    void aColumnThatGotFreeIsTakenAgainAndHoldsNothingOfBefore() {
        FilterGroup<Long> group = new FilterGroup<>(blocksFor(200));
        for (long set = 0; set < FilterGroup.MOST; set++) {
            group.add(set, filled(set, 200));
        }
        assertThat(group.add(99L, filled(99, 200))).isFalse();
        group.remove(7L);
        assertThat(group.isFull()).isFalse();

        assertThat(group.add(99L, filled(99, 1))).isTrue();
        assertThat(group.isFull()).isTrue();
        assertThat(group.owners()).hasSize(FilterGroup.MOST).contains(99L).doesNotContain(7L);
        assertThat(named(group, 7, 200, 99L)).as("of another set").isLessThan(20);
    }

    @Example
    void isSeldomWrongHoweverManySetsItHolds() {
        for (int sets : new int[] {1, 2, 8}) {
            FilterGroup<Long> group = new FilterGroup<>(blocksFor(60_000));
            for (long set = 0; set < sets; set++) {
                group.add(set, filled(set, 60_000));
            }
            long wrong = 0;
            SplittableRandom others = new SplittableRandom(1_000);
            for (int i = 0; i < 50_000; i++) {
                wrong += Integer.bitCount(group.candidates(others.nextLong(), others.nextLong()));
            }

            assertThat(wrong / (50_000.0 * sets)).as("%d sets", sets).isLessThan(0.003);
        }
    }

    @Example
    void takesHalfOfTheMemoryWhenFolded() {
        FilterGroup<Long> group = new FilterGroup<>(4_096);

        assertThat(group.bytes()).isEqualTo(4_096L * 256).isEqualTo(FilterGroup.bytes(4_096));
        assertThat(group.fold()).isTrue();
        assertThat(group.bytes()).isEqualTo(2_048L * 256);
    }

    @Example
    void foldsOverAllOfItsParts() {
        FilterGroup<Long> group = new FilterGroup<>(blocksFor(100_000));
        group.add(1L, filled(1, 100_000));
        group.add(2L, filled(2, 30_000));
        while (group.fold()) {
            assertThat(named(group, 1, 100_000, 1L)).isEqualTo(100_000);
            assertThat(named(group, 2, 30_000, 2L)).isEqualTo(30_000);
        }
    }

    @Example
    void takesAFilterThatCameBeforeItWasFolded() {
        FilterGroup<Long> group = new FilterGroup<>(blocksFor(10_000));
        group.add(1L, filled(1, 10_000));
        assertThat(group.isFolded()).isFalse();
        group.fold();
        group.add(2L, filled(2, 10_000));

        assertThat(group.isFolded()).isTrue();
        assertThat(named(group, 1, 10_000, 1L)).isEqualTo(10_000);
        assertThat(named(group, 2, 10_000, 2L)).isEqualTo(10_000);
    }

    @Example
    void foldsDownToOneBlock() {
        FilterGroup<Long> group = new FilterGroup<>(4_096);
        int folds = 0;
        while (group.fold()) {
            folds++;
        }

        assertThat(folds).isEqualTo(12);
        assertThat(group.blocks()).isEqualTo(1);
    }

    private static int blocksFor(int fingerprints) {
        return FingerprintFilter.blocksFor(fingerprints);
    }

    /** How many fingerprints of a set are thought to be in another. */
    private static long named(FilterGroup<Long> group, long seed, int count, long other) {
        SplittableRandom random = new SplittableRandom(seed);
        long named = 0;
        for (int i = 0; i < count; i++) {
            named += owners(group, random.nextLong(), random.nextLong()).contains(other) ? 1 : 0;
        }
        return named;
    }

    private static Set<Long> owners(FilterGroup<Long> group, long high, long low) {
        Set<Long> owners = new HashSet<>();
        for (int left = group.candidates(high, low); left != 0; left &= left - 1) {
            owners.add(group.owner(Integer.numberOfTrailingZeros(left)));
        }
        return owners;
    }
}
