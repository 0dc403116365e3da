package org.eventgateway.engine;

import java.time.Duration;
import org.eventgateway.engine.delivery.DeliveryThreads;
import org.eventgateway.engine.log.Runs;
import org.eventgateway.plugin.destination.Destination;

/**
 * A connection that delivers, from its start to its end. That it ended in order is noted in the store, so that after a crash its
 * destination is told that calls of the process before may still take effect. For the thread that starts and closes the gateway.
 */
record Run(String connection, Destination destination, DeliveryThreads threads, Runs runs) {
    private static final System.Logger LOG = System.getLogger(Run.class.getName());

    void start() {
        threads.start(this::begin);
    }

    /** On the delivery's own thread: it waits for the store. */
    private void begin() {
        if (!runs.begin(connection)) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "Connection {0}: its last run did not stop in order; calls of then may still take effect.",
                    connection);
            tellOfCrash();
        }
    }

    private void tellOfCrash() {
        try {
            destination.afterCrash();
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Connection {0}: it failed with {1} when it was told of the crash.",
                    connection,
                    e.getClass().getName());
        }
    }

    /** Lets no further step begin. */
    void stop() {
        threads.stop();
    }

    /** Waits for the call that is out, and closes. */
    void end(Duration atMost) {
        boolean answered = threads.awaitEnd(atMost);
        try {
            boolean inOrder = answered && !destination.mayStillTakeEffect();
            destination.close();
            if (inOrder) {
                runs.endInOrder(connection);
            }
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Connection {0}: it failed with {1} when it was closed.",
                    connection,
                    e.getClass().getName());
        }
    }
}
