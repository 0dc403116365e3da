package org.eventgateway.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class FingerprintFilterTest {

    @Property(tries = 50)
    void neverDeniesWhatWasAdded(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 5_000) int count,
            @ForAll @IntRange(max = 4) int folds) {
        FingerprintFilter filter = filled(seed, count);
        for (int i = 0; i < folds; i++) {
            filter.fold();
        }
        FilterGroup<String> read = asked(FingerprintFilter.of(filter.words().clone()));

        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < count; i++) {
            assertThat(read.candidates(random.nextLong(), random.nextLong())).isNotZero();
        }
    }

    @Property(tries = 5)
    void isSeldomWrongAboutOthers(@ForAll long seed) {
        FingerprintFilter filter = filled(seed, 131_072);

        assertThat(wrong(filter, seed + 1, 100_000)).isLessThan(400);
    }

    @Property(tries = 5)
    void isHalfAsLargeWhenFolded(@ForAll long seed) {
        FingerprintFilter filter = filled(seed, 131_072);
        int before = filter.bytes();

        assertThat(filter.fold()).isTrue();
        assertThat(filter.bytes()).isEqualTo(before / 2);
        assertThat(wrong(filter, seed + 1, 10_000)).isLessThan(500);
    }

    static FingerprintFilter filled(long seed, int count) {
        FingerprintFilter filter = FingerprintFilter.forAbout(count);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < count; i++) {
            filter.add(random.nextLong(), random.nextLong());
        }
        return filter;
    }

    private static int wrong(FingerprintFilter filter, long seed, int questions) {
        SplittableRandom random = new SplittableRandom(seed * 31 + 7);
        FilterGroup<String> group = asked(filter);
        int wrong = 0;
        for (int i = 0; i < questions; i++) {
            wrong += group.candidates(random.nextLong(), random.nextLong());
        }
        return wrong;
    }

    private static FilterGroup<String> asked(FingerprintFilter filter) {
        FilterGroup<String> group = new FilterGroup<>(filter.blocks());
        group.add("it", filter);
        return group;
    }
}
