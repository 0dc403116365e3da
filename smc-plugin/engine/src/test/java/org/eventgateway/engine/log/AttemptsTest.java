package org.eventgateway.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AttemptsTest {
    @Test
    void theFirstStaysTheFirst() {
        assertThat(Attempts.NONE.andOneAt(5).andOneAt(9)).isEqualTo(new Attempts(2, 5));
    }

    @Test
    void ofTwoCountsTheLargerAndOfTwoTimesTheEarlier() {
        assertThat(new Attempts(2, 5).or(new Attempts(7, 9))).isEqualTo(new Attempts(7, 5));
        assertThat(new Attempts(7, 9).or(new Attempts(2, 5))).isEqualTo(new Attempts(7, 5));
    }

    @Test
    void noneTellsNothing() {
        assertThat(Attempts.NONE.or(new Attempts(2, 5))).isEqualTo(new Attempts(2, 5));
        assertThat(new Attempts(2, 5).or(Attempts.NONE)).isEqualTo(new Attempts(2, 5));
    }

    @Test
    void thereAreNoFewerThanNone() {
        assertThatThrownBy(() -> new Attempts(-1, 5)).isInstanceOf(IllegalArgumentException.class);
    }
}
