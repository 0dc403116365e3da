package org.eventgateway.trackingapi.destination;

import java.util.EnumSet;
import java.util.Set;
import org.eventgateway.plugin.destination.Destination;
import org.eventgateway.plugin.destination.DestinationContext;
import org.eventgateway.plugin.destination.DestinationFactory;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.plugin.settings.SettingsSchema;
import org.eventgateway.trackingapi.client.RestBatchSender;

/** Opens instances of the {@code tracking-api} destination. */
public final class TrackingApiFactory implements DestinationFactory {

    @Override
    public String name() {
        return TrackingApiPlugin.NAME;
    }

    /** All calls of the Tracking API. Deletion is none of them: see the package description. */
    @Override
    public Set<EventType> eventTypes() {
        return EnumSet.complementOf(EnumSet.of(EventType.DELETE));
    }

    @Override
    public SettingsSchema settings() {
        return TrackingApiSettings.SCHEMA;
    }

    @Override
    public Destination open(DestinationContext context) {
        TrackingApiSettings settings = TrackingApiSettings.of(context.settings());
        return new TrackingApiDestination(
                settings, new RestBatchSender(settings.endpoint(), context.threads()), context.clock());
    }
}
