package org.eventgateway.engine.delivery;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What an operator reads in the log of the deliveries while this is open: each line with its level in front. */
final class LogLines implements AutoCloseable {
    // Held here: a logger that nobody holds loses its level and its handlers.
    private final Logger logger = Logger.getLogger(Delivery.class.getName());
    private final Level before = logger.getLevel();
    private final Lines lines = new Lines();

    LogLines() {
        logger.setLevel(Level.ALL);
        logger.addHandler(lines);
    }

    /** All lines, in order. {@code FINE} is debug, {@code SEVERE} is error. */
    List<String> all() {
        return lines.read;
    }

    /** The lines that hold a text. */
    List<String> with(String text) {
        return all().stream().filter(line -> line.contains(text)).toList();
    }

    @Override
    public void close() {
        logger.removeHandler(lines);
        logger.setLevel(before);
    }

    private static final class Lines extends Handler {
        private final List<String> read = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord line) {
            read.add(line.getLevel().getName() + " " + new SimpleFormatter().formatMessage(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
