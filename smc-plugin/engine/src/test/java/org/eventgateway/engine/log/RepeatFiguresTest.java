package org.eventgateway.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RepeatFiguresTest {
    private static final Instant NOW = Events.RECEIVED;

    private final Logger logger = Logger.getLogger(RepeatFigures.class.getName());
    private final RecordingHandler log = new RecordingHandler();
    private final RepeatFigures figures = new RepeatFigures();

    @BeforeEach
    void listen() {
        logger.setUseParentHandlers(false);
        logger.addHandler(log);
    }

    @AfterEach
    void listenNoMore() {
        logger.removeHandler(log);
        logger.setUseParentHandlers(true);
    }

    @Test
    void whatIsForgottenTooEarlyIsCountedSinceTheStart() {
        show(5, NOW);
        show(0, NOW);
        show(7, NOW);

        assertThat(figures.remembered().forgotten()).isEqualTo(12);
    }

    @Test
    void aWarningSaysWhatToChangeOnceAnHour() {
        show(0, NOW);
        assertThat(log.texts).isEmpty();

        show(5, NOW);
        show(7, NOW.plus(Duration.ofMinutes(59)));
        assertThat(log.texts).singleElement().asString().contains("gateway.repeat-window", "gateway.disk-budget");

        show(0, NOW.plus(Duration.ofHours(1)));
        assertThat(log.texts).hasSize(1);
        show(1, NOW.plus(Duration.ofHours(1)));
        assertThat(log.texts).hasSize(2);
    }

    private void show(long forgotten, Instant now) {
        figures.show(100, 3_200, Optional.of(NOW), forgotten, now);
    }

    private static final class RecordingHandler extends Handler {
        private final List<String> texts = new ArrayList<>();

        @Override
        public void publish(LogRecord record) {
            texts.add(record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
