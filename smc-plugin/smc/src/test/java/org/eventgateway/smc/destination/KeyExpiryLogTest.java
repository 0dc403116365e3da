package org.eventgateway.smc.destination;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the setting to the log. */
class KeyExpiryLogTest {
    private final Logger logger = Logger.getLogger(SmcDestination.class.getName());
    private final List<String> lines = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(new SimpleFormatter().formatMessage(line));
        }

        @Override
        public void flush() {
            // keeps nothing back
        }

        @Override
        public void close() {
            // holds nothing
        }
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void forget() {
        logger.removeHandler(handler);
    }

    @Test
    void warnsOnceADayFromThirtyDaysBeforeAndUrgentlyFromSeven() {
        MovableClock clock = new MovableClock(Instant.parse("2026-03-01T10:20:30Z"));
        try (Rig rig = Rig.started(clock, "key-expires", "2026-04-05")) {
            for (int minutes = 0; minutes < 36 * 24 * 60; minutes += 30) {
                rig.destination().remind();
                clock.move(Duration.ofMinutes(30));
            }
        }

        assertThat(lines).hasSize(32);
        assertThat(lines.get(0)).contains("smc", "The key expires in 30 days", "2026-04-05", "api-key-next");
        assertThat(lines).filteredOn(line -> line.contains("Urgent")).hasSize(8);
        assertThat(lines.get(22)).contains("expires in 8 days").doesNotContain("Urgent");
        assertThat(lines.get(31)).contains("The key has expired on 2026-04-05");
        assertThat(lines.get(23)).contains("Urgent: the key expires in 7 days");
    }
}
