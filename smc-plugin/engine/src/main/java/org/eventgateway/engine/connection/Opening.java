package org.eventgateway.engine.connection;

import java.util.List;
import java.util.Optional;
import org.eventgateway.engine.delivery.DeliverySettings;
import org.eventgateway.plugin.destination.Destination;
import org.eventgateway.plugin.destination.DestinationFactory;
import org.eventgateway.plugin.settings.SettingFault;

/**
 * What came of opening a connection.
 *
 * @param name the connection
 * @param plugin the destination it is an instance of, as {@code plugin:destination}, or what was asked for in vain
 * @param opened the open instance; empty when there are faults
 * @param faults what is wrong with its settings
 */
public record Opening(String name, String plugin, Optional<Opened> opened, List<SettingFault> faults) {
    public Opening {
        faults = List.copyOf(faults);
        if (opened.isPresent() == !faults.isEmpty()) {
            throw new IllegalArgumentException("a connection is either open or has faults: " + name);
        }
    }

    /** Does not show the settings. */
    @Override
    public String toString() {
        return "Opening[" + name + ", " + faults.size() + " faults]";
    }

    /**
     * An open instance.
     *
     * @param factory what declared it
     * @param destination the instance; closed by whoever opened it
     * @param delivery how its events are delivered
     */
    public record Opened(DestinationFactory factory, Destination destination, DeliverySettings delivery) {}
}
