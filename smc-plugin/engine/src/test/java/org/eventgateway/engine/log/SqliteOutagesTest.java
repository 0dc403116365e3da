package org.eventgateway.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eventgateway.engine.log.Outages.Outage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteOutagesTest {
    private static final Instant SINCE = Instant.ofEpochMilli(1_700_000_000_123L);
    private static final Outage OUTAGE = new Outage(
            new Position(7),
            SINCE,
            Duration.ofMinutes(3),
            SINCE.plusSeconds(600),
            new Position(9),
            new Attempts(4, SINCE.toEpochMilli()));

    @TempDir
    private Path folder;

    private SqliteStore store;

    @BeforeEach
    void open() {
        store = SqliteStore.open(StoreConfig.of(folder), List.of("smc", "de"), new ManualClock(), Thread::new);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whatWasNotedIsKnownAfterAStart() {
        store.outages().note("smc", OUTAGE);
        close();
        open();

        assertThat(store.outages().find("smc")).contains(OUTAGE);
        assertThat(store.outages().find("de")).isEmpty();
    }

    @Test
    void theLaterNoteCounts() {
        Outage later = new Outage(
                OUTAGE.behind(), SINCE, Duration.ZERO, SINCE.plusSeconds(900), new Position(9), new Attempts(5, 1));
        store.outages().note("smc", OUTAGE);
        store.outages().note("smc", later);

        assertThat(store.outages().find("smc")).contains(later);
        close();
        open();
        assertThat(store.outages().find("smc")).contains(later);
    }

    @Test
    void whatHasEndedIsForgotten() {
        store.outages().note("smc", OUTAGE);
        store.outages().note("de", OUTAGE);
        store.outages().end("smc");
        store.outages().end("smc");

        assertThat(store.outages().find("smc")).isEmpty();
        close();
        open();
        assertThat(store.outages().find("smc")).isEmpty();
        assertThat(store.outages().find("de")).contains(OUTAGE);
    }

    @Test
    void whatCannotBeWrittenIsNotKnown() {
        store.close();

        assertThatThrownBy(() -> store.outages().note("smc", OUTAGE)).isInstanceOf(LogUnavailableException.class);
        assertThat(store.outages().find("smc")).isEmpty();
    }

    @Test
    void onlyWhatStoodInFrontWasSent() {
        assertThat(OUTAGE.of(new Position(7))).isEqualTo(Attempts.NONE);
        assertThat(OUTAGE.of(new Position(8))).isEqualTo(OUTAGE.attempts());
        assertThat(OUTAGE.of(new Position(9))).isEqualTo(OUTAGE.attempts());
        assertThat(OUTAGE.of(new Position(10))).isEqualTo(Attempts.NONE);
    }
}
