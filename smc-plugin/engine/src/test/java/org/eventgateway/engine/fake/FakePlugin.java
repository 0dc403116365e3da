package org.eventgateway.engine.fake;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.eventgateway.plugin.Plugin;
import org.eventgateway.plugin.SpiVersion;
import org.eventgateway.plugin.destination.Destination;
import org.eventgateway.plugin.destination.DestinationContext;
import org.eventgateway.plugin.destination.DestinationFactory;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.plugin.settings.Setting;
import org.eventgateway.plugin.settings.SettingType;
import org.eventgateway.plugin.settings.SettingsSchema;

/** A plugin with one destination of the same name, which needs an api-key; each instance is a scripted one. */
public final class FakePlugin implements Plugin, DestinationFactory {
    public static final Setting<String> API_KEY = Setting.required("api-key", SettingType.TEXT, "The key.");

    private final String name;
    private final SpiVersion spiVersion;
    private final Map<String, ScriptedDestination> opened = new HashMap<>();
    private Function<DestinationContext, Destination> opening;

    public FakePlugin(String name, SpiVersion spiVersion) {
        this.name = name;
        this.spiVersion = spiVersion;
        this.opening = context -> opened.computeIfAbsent(context.connection(), each -> new ScriptedDestination());
    }

    public FakePlugin(String name) {
        this(name, SpiVersion.CURRENT);
    }

    /** The instance of a connection; may be scripted before it is opened. */
    public ScriptedDestination instance(String connection) {
        return opened.computeIfAbsent(connection, each -> new ScriptedDestination());
    }

    /** What opening an instance does. */
    public FakePlugin opening(Function<DestinationContext, Destination> action) {
        opening = action;
        return this;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String version() {
        return "1.2.3";
    }

    @Override
    public SpiVersion spiVersion() {
        return spiVersion;
    }

    @Override
    public List<DestinationFactory> destinations() {
        return List.of(this);
    }

    @Override
    public Set<EventType> eventTypes() {
        return EnumSet.complementOf(EnumSet.of(EventType.SCREEN));
    }

    @Override
    public SettingsSchema settings() {
        return SettingsSchema.of(API_KEY);
    }

    @Override
    public Destination open(DestinationContext context) {
        return opening.apply(context);
    }
}
