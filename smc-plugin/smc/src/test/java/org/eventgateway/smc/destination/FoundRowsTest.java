package org.eventgateway.smc.destination;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.eventgateway.smc.api.Search;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FoundRowsTest {
    @Test
    void takesRowsOfThePersonAndPassesOverThoseOfAnotherSpelling() {
        assertThat(rows(null, List.of(row("e-1", "u-1"), row("e-2", "U-1"))).keysOf("u-1"))
                .contains(List.of("e-1"));
    }

    @Test
    void readsTheColumnsWhereTheAnswerSaysTheyStand() {
        FoundRows rows = rows(
                List.of("MASTER.MORE", "MASTER.user_id", "MASTER.EVENT_ID"),
                List.of(row("x", "u-1", "e-1"), row("x", "u-2", "e-2")));

        assertThat(rows.keysOf("u-1")).contains(List.of("e-1"));
    }

    @Test
    void comparesNumbersAsNumbers() {
        FoundRows rows = rows(
                null,
                List.of(row("e-1", new BigDecimal("1001.0")), row("e-2", new BigDecimal("1002")), row("e-3", 1001)));

        assertThat(rows.keysOf("1001")).contains(List.of("e-1", "e-3"));
        assertThat(rows.keysOf("somebody")).contains(List.of());
    }

    @Test
    void doesNotTakeWhatCannotBeReadForNothing() {
        assertThat(rows(null, List.of(row("e-1", null))).keysOf("u-1")).isEmpty();
        assertThat(rows(null, List.of(row("e-1"))).keysOf("u-1")).isEmpty();
        assertThat(rows(null, List.of(row("e-1", List.of("u-1")))).keysOf("u-1"))
                .isEmpty();
        assertThat(rows(List.of("MASTER.EVENT_ID"), List.of(row("e-1", "u-1"))).keysOf("u-1"))
                .isEmpty();
        assertThat(new FoundRows(new Search.Result("Failed", null, List.of()), "EVENT_ID", "USER_ID").keysOf("u-1"))
                .isEmpty();
        assertThat(new FoundRows(new Search.Result("Succeeded", null, null), "EVENT_ID", "USER_ID").keysOf("u-1"))
                .isEmpty();
    }

    @Test
    void aContactIsWhomSmcTakesForThePerson() {
        Search.Result result = new Search.Result("Succeeded", null, List.of(row("U-1")));

        assertThat(new FoundRows(result, "CUSTOMER_ID", "customer_id").keysOf("u-1"))
                .contains(List.of("U-1"));
    }

    private static FoundRows rows(@Nullable List<@Nullable String> fields, List<List<@Nullable Object>> rows) {
        return new FoundRows(new Search.Result("Succeeded", fields, rows), "EVENT_ID", "USER_ID");
    }

    private static List<@Nullable Object> row(@Nullable Object... cells) {
        return Arrays.asList(cells);
    }
}
