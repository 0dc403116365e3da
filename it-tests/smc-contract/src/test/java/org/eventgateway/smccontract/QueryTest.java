package org.eventgateway.smccontract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {

    @Test
    void decodesNamesAndValues() {
        assertThat(Query.of("a%20b=M%C3%BCller+%2B&c=%e2%82%ac").values())
                .containsEntry("a b", List.of("M\u00fcller +"))
                .containsEntry("c", List.of("\u20ac"));
    }

    @Test
    void keepsEachValueOfARepeatedName() {
        assertThat(Query.of("fields=A&fields=B").values()).containsEntry("fields", List.of("A", "B"));
    }

    @Test
    void aNameWithoutAValueIsEmpty() {
        assertThat(Query.of("a&b=").values()).containsEntry("a", List.of("")).containsEntry("b", List.of(""));
    }

    @Test
    void anEmptyQueryHasNoParameters() {
        assertThat(Query.of("").values()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%2", "a=%zz", "a=b c", "a=\u00fc", "a=%FC", "a=\"b\"", "a=[b]", "a=b#c"})
    void refusesWhatIsNotEncoded(String raw) {
        assertThat(Query.of(raw).encoded()).isFalse();
    }
}
