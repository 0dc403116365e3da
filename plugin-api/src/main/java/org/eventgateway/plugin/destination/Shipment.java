package org.eventgateway.plugin.destination;

/** A batch that is mapped and ready to go. For one thread at a time. */
@FunctionalInterface
public interface Shipment {

    /**
     * Sends what is still open and tells what became of it. Called again, with a growing delay, until every event of the batch
     * has a final outcome.
     */
    DeliveryResult send();
}
