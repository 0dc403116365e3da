package org.eventgateway.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LettersTest {

    @Test
    void tellsRunsByTheirEnds() {
        assertThat(Letters.words(List.of(12L, 3L, 7L, 8L, 9L, 11L, 14L, 13L))).isEqualTo("dead letters 3, 7-9, 11-14");
    }

    @Test
    void tellsOneAndNone() {
        assertThat(Letters.words(List.of(4L))).isEqualTo("dead letter 4");
        assertThat(Letters.words(List.of())).isEmpty();
    }

    @Test
    void theFirstIdOfAllIsNoPartOfARun() {
        assertThat(Letters.words(List.of(1L, 2L))).isEqualTo("dead letters 1-2");
    }
}
