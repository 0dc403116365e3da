package com.example.webhook;

import java.net.URI;
import java.util.*;
import org.eventgateway.plugin.*;
import org.eventgateway.plugin.destination.*;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.plugin.settings.*;

/** Offers one destination, {@code webhook}: it posts events as a JSON array to an address. */
public final class WebhookPlugin implements Plugin, DestinationFactory {
    static final Setting<URI> URL = Setting.required("url", SettingType.URL, "Where events are posted.");
    static final Setting<Secret> TOKEN = Setting.optional("token", SettingType.SECRET, "Sent as bearer token.");

    @Override public String name() { return "webhook"; }
    @Override public String version() { return "1.0.0"; }
    @Override public SpiVersion spiVersion() { return new SpiVersion(1, 0); }
    @Override public List<DestinationFactory> destinations() { return List.of(this); }
    @Override public Set<EventType> eventTypes() { return EnumSet.complementOf(EnumSet.of(EventType.DELETE)); }
    @Override public SettingsSchema settings() { return SettingsSchema.of(URL, TOKEN); }
    @Override public Destination open(DestinationContext context) { return new Webhook(context); }
}
