package org.eventgateway.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** When it is time to measure; what comes of it stands in {@link DiskBudgetTest}. */
class UsageMeterTest {
    private static final int MIB = 1 << 20;

    @Test
    void measuresEachMegabyteOfALargeBudget() {
        UsageMeter meter = new UsageMeter(1L << 30, Map.of());

        assertThat(meter.isDue(MIB - 1)).isFalse();
        assertThat(meter.isDue(1)).isTrue();
    }

    @Test
    void measuresEachSixteenthOfASmallBudget() {
        UsageMeter meter = new UsageMeter(MIB, Map.of());

        assertThat(meter.isDue(MIB / 16 - 1)).isFalse();
        assertThat(meter.isDue(1)).isTrue();
    }
}
