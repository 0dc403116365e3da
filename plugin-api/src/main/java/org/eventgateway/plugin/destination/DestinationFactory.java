package org.eventgateway.plugin.destination;

import java.util.Set;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.plugin.settings.SettingsSchema;

/** Declares a destination and opens instances of it. Stateless; called from any thread. */
public interface DestinationFactory {

    /** The destination's name within its plugin: lower-case letters, digits and hyphens. */
    String name();

    /** The event types it takes. An event of another type is never handed over and is counted as filtered. */
    Set<EventType> eventTypes();

    /** The name by which senders switch it on and off in the {@code integrations} object of an event, case-sensitive. */
    default String integrationName() {
        return name();
    }

    /** The settings of an instance. */
    SettingsSchema settings();

    /**
     * Opens an instance. Must not do network I/O: a remote system that is down must not keep the gateway from taking events.
     *
     * @throws org.eventgateway.plugin.settings.SettingsException if settings that are valid one by one do not fit together
     */
    Destination open(DestinationContext context);
}
