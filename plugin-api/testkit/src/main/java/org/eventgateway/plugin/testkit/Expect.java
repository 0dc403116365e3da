package org.eventgateway.plugin.testkit;

import static org.junit.jupiter.api.Assertions.fail;

/** Says what is wrong and what to fix, in one form for all cases. */
final class Expect {
    private Expect() {}

    static void that(boolean holds, String wrong, String fix) {
        if (!holds) {
            fail(wrong + " Fix: " + fix);
        }
    }
}
