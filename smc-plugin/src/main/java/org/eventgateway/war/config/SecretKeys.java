package org.eventgateway.war.config;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.eventgateway.plugin.Plugin;
import org.eventgateway.plugin.settings.Setting;
import org.eventgateway.plugin.settings.SettingsSchema;

/** Tells by a full key, such as {@code destination.smc.api-key}, whether any schema declares its last part a secret. Immutable. */
public final class SecretKeys implements Predicate<String> {
    private final Set<String> names = new HashSet<>();

    public SecretKeys(Collection<SettingsSchema> schemas) {
        for (SettingsSchema schema : schemas) {
            schema.settings().stream()
                    .filter(Setting::isSecret)
                    .map(Setting::key)
                    .forEach(names::add);
        }
    }

    /** The settings that a plugin declares; none if it cannot even say that, which the engine will report. */
    public static List<SettingsSchema> schemas(Plugin plugin) {
        try {
            return java.util.stream.Stream.concat(
                            plugin.destinations().stream().map(factory -> factory.settings()),
                            plugin.sources().stream().map(factory -> factory.settings()))
                    .toList();
        } catch (RuntimeException | LinkageError e) {
            return List.of();
        }
    }

    @Override
    public boolean test(String key) {
        return names.contains(key.substring(key.lastIndexOf('.') + 1));
    }
}
