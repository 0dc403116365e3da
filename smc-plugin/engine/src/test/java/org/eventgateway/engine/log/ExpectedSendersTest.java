package org.eventgateway.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpectedSendersTest {
    private final ExpectedSenders senders = new ExpectedSenders();

    @Test
    void nobodyIsExpectedAtFirst() {
        assertThat(senders.next()).isZero();
    }

    @Test
    void whoWasAnsweredAndWhoWaitedIsExpected() {
        senders.committed(5, 1_000, 3);

        assertThat(senders.next()).isEqualTo(8);
        senders.waited(WriteQueue.Wait.COMPLETE);
        assertThat(senders.next()).isEqualTo(8);
    }

    @Test
    void largeRequestsTakeLongerToComeBack() {
        assertThat(senders.patience()).isEqualTo(500_000);

        senders.committed(4, 400_000, 0);
        assertThat(senders.patience()).isEqualTo(2_500_000);

        senders.committed(0, 0, 0);
        assertThat(senders.patience()).as("it says nothing of senders").isEqualTo(2_500_000);

        senders.committed(8, 4_000_000, 0);
        assertThat(senders.patience()).as("no sender waits longer").isEqualTo(5_500_000);

        senders.committed(1, 1_000, 0);
        assertThat(senders.patience()).isEqualTo(505_000);
    }

    @Test
    void aCommitWithoutAppendsSaysNothing() {
        senders.committed(5, 1_000, 3);

        senders.committed(0, 1_000, 2);

        assertThat(senders.next()).isEqualTo(8);
    }

    @Test
    void afterWaitsInVainMoreAndMoreCommitsAreNotHeldBack() {
        senders.committed(8, 1_000, 0);

        assertThat(passedAfterWaitsInVain(7)).containsExactly(1, 2, 4, 8, 16, 16, 16);
    }

    @Test
    void aWaitThatWasWorthItForgivesThose() {
        senders.committed(8, 1_000, 0);
        passedAfterWaitsInVain(3);

        senders.waited(WriteQueue.Wait.COMPLETE);

        assertThat(passedAfterWaitsInVain(1)).containsExactly(1);
    }

    @Test
    void aWaitCutShortProvesNothing() {
        senders.committed(8, 1_000, 0);
        passedAfterWaitsInVain(3);

        senders.waited(WriteQueue.Wait.CUT_SHORT);

        assertThat(passedAfterWaitsInVain(1)).containsExactly(8);
    }

    /** Lets so many waits be in vain, the first of which has begun or begins now; answers how many commits passed after each. */
    private List<Integer> passedAfterWaitsInVain(int waits) {
        List<Integer> passed = new ArrayList<>();
        for (int i = 0; i < waits; i++) {
            senders.waited(WriteQueue.Wait.IN_VAIN);
            int count = 0;
            while (senders.next() == 0) {
                senders.waited(WriteQueue.Wait.COMPLETE);
                count++;
            }
            passed.add(count);
        }
        return passed;
    }
}
