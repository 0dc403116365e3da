package org.eventgateway.engine.delivery;

import java.util.List;
import org.eventgateway.engine.log.LoggedEvent;
import org.eventgateway.engine.log.Position;
import org.eventgateway.plugin.destination.Batch;
import org.eventgateway.plugin.destination.Shipment;
import org.eventgateway.plugin.event.EventType;
import org.jspecify.annotations.Nullable;

/** Parcels that go out together. For the delivery thread. */
final class Consignment {
    private final List<Parcel> parcels;
    private @Nullable Shipment shipment;
    private int failedPreparations;

    Consignment(List<Parcel> parcels, @Nullable Shipment shipment, int failedPreparations) {
        this.parcels = parcels;
        this.shipment = shipment;
        this.failedPreparations = failedPreparations;
    }

    static Consignment of(List<LoggedEvent> events) {
        return new Consignment(events.stream().map(Parcel::new).toList(), null, 0);
    }

    List<Parcel> parcels() {
        return parcels;
    }

    int size() {
        return parcels.size();
    }

    Position first() {
        return parcels.get(0).position();
    }

    Position last() {
        return parcels.get(size() - 1).position();
    }

    boolean isErasure() {
        return parcels.get(0).event().type() == EventType.DELETE;
    }

    @Nullable Shipment shipment() {
        return shipment;
    }

    void prepared(Shipment ready) {
        shipment = ready;
        failedPreparations = 0;
    }

    /** It must be mapped before it is sent. */
    void unmap() {
        shipment = null;
    }

    int preparationFailed() {
        return ++failedPreparations;
    }

    Batch batch() {
        return new Batch(parcels.stream().map(Parcel::item).toList());
    }

    /** What is still open, to be mapped anew; empty if nothing is. */
    List<Parcel> open() {
        return parcels.stream().filter(Parcel::open).toList();
    }

    /** What is still open, as it is mapped. */
    Consignment rest() {
        return new Consignment(open(), shipment, failedPreparations);
    }

    Consignment firstHalf() {
        return new Consignment(parcels.subList(0, size() / 2), null, failedPreparations);
    }

    Consignment secondHalf() {
        return new Consignment(parcels.subList(size() / 2, size()), null, failedPreparations);
    }
}
