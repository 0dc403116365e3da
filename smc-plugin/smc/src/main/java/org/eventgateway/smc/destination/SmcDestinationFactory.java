package org.eventgateway.smc.destination;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.eventgateway.plugin.destination.Destination;
import org.eventgateway.plugin.destination.DestinationContext;
import org.eventgateway.plugin.destination.DestinationFactory;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.plugin.settings.SettingFault;
import org.eventgateway.plugin.settings.Settings;
import org.eventgateway.plugin.settings.SettingsException;
import org.eventgateway.plugin.settings.SettingsSchema;
import org.eventgateway.smc.api.HttpSettings;
import org.eventgateway.smc.api.KeyRing;
import org.eventgateway.smc.api.SmcClient;
import org.eventgateway.smc.quota.Quotas;
import org.eventgateway.smc.settings.HttpOptions;
import org.eventgateway.smc.settings.SettingsCheck;
import org.eventgateway.smc.settings.SmcOptions;
import org.eventgateway.smc.settings.SmcSettings;

/** Declares the SMC destination. Thread-safe. */
public final class SmcDestinationFactory implements DestinationFactory {
    private final Quotas quotas;
    private final RandomGenerator random;

    /**
     * Makes a factory.
     *
     * @param quotas shared by all connections, since SMC counts by key
     * @param random jitters short waits; thread-safe
     */
    public SmcDestinationFactory(Quotas quotas, RandomGenerator random) {
        this.quotas = quotas;
        this.random = random;
    }

    @Override
    public String name() {
        return "smc";
    }

    @Override
    public Set<EventType> eventTypes() {
        return Collections.unmodifiableSet(EnumSet.allOf(EventType.class));
    }

    @Override
    public String integrationName() {
        return "Selligent Marketing Cloud";
    }

    @Override
    public SettingsSchema settings() {
        return SmcSettings.SCHEMA;
    }

    @Override
    public Destination open(DestinationContext context) {
        Settings settings = context.settings();
        List<SettingFault> faults = SettingsCheck.faults(settings);
        if (!faults.isEmpty()) {
            throw new SettingsException(faults);
        }
        HttpSettings http = HttpOptions.http(settings);
        KeyRing keys = HttpOptions.keys(settings, context.clock());
        SmcClient client = SmcClient.create(http, keys, context.threads(), context.clock());
        return new SmcDestination(
                context.connection(),
                SmcOptions.of(settings),
                new Admissions(settings),
                http,
                new Remote(client, keys, quotas, settings.get(SmcSettings.REQUESTS_PER_MINUTE), context.clock()),
                random);
    }
}
