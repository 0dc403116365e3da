package org.eventgateway.plugin.testkit;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.eventgateway.plugin.destination.Destination;
import org.eventgateway.plugin.destination.DestinationContext;
import org.eventgateway.plugin.destination.DestinationFactory;
import org.eventgateway.plugin.settings.Settings;

/** One open instance of a destination and the threads it made. Closing it never fails a case: one case is about closing. */
final class Rehearsal implements AutoCloseable {
    private final Destination destination;
    private final ThreadLedger threads;

    private Rehearsal(Destination destination, ThreadLedger threads) {
        this.destination = destination;
        this.threads = threads;
    }

    static Rehearsal open(DestinationFactory factory, Settings settings, Clock clock) {
        ThreadLedger threads = new ThreadLedger();
        return new Rehearsal(factory.open(new DestinationContext("contract-test", settings, clock, threads)), threads);
    }

    Destination destination() {
        return destination;
    }

    /** Starts it as the gateway does before the first batch: some get ready only at a second look. */
    boolean start() {
        for (int i = 0; i < 3; i++) {
            if (destination.start().missing().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    List<String> threadsLeft(Duration patience) {
        return threads.left(patience);
    }

    @Override
    public void close() {
        try {
            destination.close();
        } catch (RuntimeException e) {
            // closingDoesNotThrow reports it
        } finally {
            threads.interrupt();
        }
    }
}
