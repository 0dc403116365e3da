package org.eventgateway.smc.source.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTimeTest {
    private static final List<String> FORMS = List.of(
            "2026-10-20T08:05:09Z",
            "2026-10-20 08:05:09",
            "2024-02-29T23:59:59.123456789Z",
            "2026-10-20 08:05:09.007",
            "2026-10-20T08:05:09+02:00",
            "2026-10-20T08:05:09.5-11:30");
    private static final String LETTERS = "0123456789-: .TZtz+é";

    @Test
    void readsALocalTimeAndOneWithAnOffset() {
        assertThat(PlainTime.read("2026-10-20 08:05:09.007"))
                .contains(LocalDateTime.of(2026, 10, 20, 8, 5, 9, 7_000_000));
        assertThat(PlainTime.read("2026-10-20T08:05:09-11:30"))
                .contains(LocalDateTime.of(2026, 10, 20, 8, 5, 9).atOffset(ZoneOffset.ofHoursMinutes(-11, -30)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-10-20",
                "2026-10-20T08:05",
                "2026-02-29T08:05:09Z",
                "2026-10-20T24:05:09Z",
                "2026-10-20T08:05:09+19:00",
                "2026-10-20T08:05:09.",
                "2026-10-20T08:05:09Z+02:00"
            })
    void leavesEveryOtherFormToTheFormatter(String text) {
        assertThat(PlainTime.read(text)).isEmpty();
    }

    @Test
    void neverDiffersFromTheFormatter() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int read = 0;
        for (int i = 0; i < 50_000; i++) {
            String text = withChanges(FORMS.get(random.nextInt(FORMS.size())), random);
            Optional<TemporalAccessor> plain = PlainTime.read(text);
            if (plain.isPresent()) {
                read++;
                assertThat(moment(plain)).as("%s, seed %d", text, seed).isEqualTo(moment(Times.usual(text)));
            }
        }
        assertThat(read).as("seed %d", seed).isGreaterThan(1_000);
    }

    private static String withChanges(String form, Random random) {
        StringBuilder text = new StringBuilder(form);
        for (int change = random.nextInt(3); change > 0; change--) {
            int at = random.nextInt(text.length());
            char letter = LETTERS.charAt(random.nextInt(LETTERS.length()));
            switch (random.nextInt(3)) {
                case 0 -> text.setCharAt(at, letter);
                case 1 -> text.insert(at, letter);
                default -> text.deleteCharAt(at);
            }
        }
        return text.toString();
    }

    private static String moment(Optional<TemporalAccessor> time) {
        return time.map(found -> found.query(TemporalQueries.localDate()) + " "
                        + found.query(TemporalQueries.localTime()) + " " + found.query(TemporalQueries.offset()))
                .orElse("none");
    }
}
