package org.eventgateway.engine.delivery;

import java.time.Clock;
import java.util.random.RandomGenerator;
import org.eventgateway.engine.log.DeadLetters;
import org.eventgateway.engine.log.EventLog;
import org.eventgateway.plugin.destination.Destination;

/**
 * What a delivery works with.
 *
 * @param connection whose events it delivers
 * @param destination where to; opened and closed by whoever makes the delivery
 * @param log where events come from and are settled
 * @param deadLetters where an erased person's dead letters are thrown away
 * @param settings batches, delays, deadline
 * @param clock the time
 * @param random draws the jitter of delays
 * @param listener hears what is done
 */
public record DeliveryParts(
        String connection,
        Destination destination,
        EventLog log,
        DeadLetters deadLetters,
        DeliverySettings settings,
        Clock clock,
        RandomGenerator random,
        DeliveryListener listener) {}
