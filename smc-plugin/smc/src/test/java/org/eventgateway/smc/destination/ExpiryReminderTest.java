package org.eventgateway.smc.destination;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExpiryReminderTest {
    private static final Instant MORNING = Instant.parse("2026-03-01T08:00:00Z");

    private final List<String> heard = new ArrayList<>();
    private Optional<Finding> expiry = Optional.of(Finding.warning("key expiry", "The key expires in 30 days."));
    private final MovableClock clock = new MovableClock(MORNING);
    private final ExpiryReminder reminder = new ExpiryReminder(() -> expiry, clock, heard::add);

    @Test
    void warnsOnceADay() {
        for (int hour = 0; hour < 48; hour++) {
            reminder.remind();
            clock.move(Duration.ofHours(1));
        }

        assertThat(heard).hasSize(3).containsOnly("The key expires in 30 days.");
    }

    @Test
    void keepsQuietWhileTheKeyIsGoodAndSpeaksWhenItEndsSoon() {
        expiry = Optional.of(Finding.passed("key expiry", "The key is good."));
        reminder.remind();
        expiry = Optional.of(Finding.warning("key expiry", "Urgent."));
        reminder.remind();
        clock.move(Duration.ofDays(1));
        reminder.remind();

        assertThat(heard).containsExactly("Urgent.");
    }

    @Test
    void knowsNothingOfAKeyWithoutADate() {
        expiry = Optional.empty();
        reminder.remind();

        assertThat(heard).isEmpty();
    }
}
