package org.eventgateway.engine.delivery;

import org.eventgateway.plugin.destination.Batch;
import org.eventgateway.plugin.destination.CheckReport;
import org.eventgateway.plugin.destination.DeliveryResult;
import org.eventgateway.plugin.destination.Destination;
import org.eventgateway.plugin.destination.Erasure;
import org.eventgateway.plugin.destination.Preview;
import org.eventgateway.plugin.destination.Readiness;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.Person;

/** Passes everything on, for tests that change one call. */
class ForwardingDestination implements Destination {
    private final Destination to;

    ForwardingDestination(Destination to) {
        this.to = to;
    }

    @Override
    public Readiness start() {
        return to.start();
    }

    @Override
    public CheckReport check() {
        return to.check();
    }

    @Override
    public Preview preview(Event event) {
        return to.preview(event);
    }

    @Override
    public DeliveryResult deliver(Batch batch) {
        return to.deliver(batch);
    }

    @Override
    public Erasure erase(Person person) {
        return to.erase(person);
    }

    @Override
    public void close() {
        to.close();
    }
}
