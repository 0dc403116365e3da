package org.eventgateway.engine.delivery;

import java.time.Clock;
import java.util.random.RandomGenerator;
import org.eventgateway.engine.log.Deletions;
import org.eventgateway.engine.log.EventLog;
import org.eventgateway.engine.log.Outages;
import org.eventgateway.engine.log.SetAside;
import org.eventgateway.plugin.destination.Destination;

/**
 * What a delivery works with.
 *
 * @param connection whose events it delivers
 * @param destination where to; opened and closed by whoever makes the delivery
 * @param log where events come from and are settled
 * @param setAside where events wait for an operator
 * @param deletions what went with a person, and what is still to go
 * @param outages for how long it has got nothing through
 * @param settings batches, delays, deadline
 * @param clock the time
 * @param random draws the jitter of delays
 * @param listener hears what is done
 */
public record DeliveryParts(
        String connection,
        Destination destination,
        EventLog log,
        SetAside setAside,
        Deletions deletions,
        Outages outages,
        DeliverySettings settings,
        Clock clock,
        RandomGenerator random,
        DeliveryListener listener) {}
