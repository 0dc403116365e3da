package org.eventgateway.smc.source;

import org.eventgateway.plugin.settings.SettingsSchema;
import org.eventgateway.plugin.source.Source;
import org.eventgateway.plugin.source.SourceContext;
import org.eventgateway.plugin.source.SourceFactory;
import org.eventgateway.smc.source.interaction.InteractionReader;

/** Opens instances of the {@code smc} source. */
public final class SmcSourceFactory implements SourceFactory {

    @Override
    public String name() {
        return "smc";
    }

    @Override
    public SettingsSchema settings() {
        return SmcSourceSettings.SCHEMA;
    }

    @Override
    public Source open(SourceContext context) {
        SmcSourceSettings settings = SmcSourceSettings.of(context.settings());
        return new SmcSource(
                settings.format(),
                new Authentication(settings.receiver(), context.clock()),
                new InteractionReader(settings.rules(), context.clock()));
    }
}
