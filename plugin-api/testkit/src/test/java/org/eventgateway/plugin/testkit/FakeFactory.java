package org.eventgateway.plugin.testkit;

import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.eventgateway.plugin.destination.Destination;
import org.eventgateway.plugin.destination.DestinationContext;
import org.eventgateway.plugin.destination.DestinationFactory;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.plugin.settings.Secret;
import org.eventgateway.plugin.settings.Setting;
import org.eventgateway.plugin.settings.SettingType;
import org.eventgateway.plugin.settings.SettingsSchema;

/** Declares the fake destination and opens it, or a faulty one in its place. */
class FakeFactory implements DestinationFactory {
    static final Setting<Secret> API_KEY =
            Setting.required("api-key", SettingType.SECRET, "The key that the remote gave out.");
    static final Setting<String> LIST = Setting.defaulted(
            "list",
            SettingType.matching(Pattern.compile("[a-z]+"), "lower-case letters"),
            "events",
            "Where events are stored.");

    private final FakeRemote remote;
    private final Opener opener;

    FakeFactory(FakeRemote remote, Opener opener) {
        this.remote = remote;
        this.opener = opener;
    }

    /** Makes the instance. */
    interface Opener {
        Destination open(FakeRemote remote, DestinationContext context);
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public Set<EventType> eventTypes() {
        return EnumSet.of(EventType.IDENTIFY, EventType.TRACK, EventType.GROUP, EventType.DELETE);
    }

    @Override
    public SettingsSchema settings() {
        return SettingsSchema.of(API_KEY, LIST);
    }

    @Override
    public Destination open(DestinationContext context) {
        return opener.open(remote, context);
    }
}
