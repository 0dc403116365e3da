package org.eventgateway.war.config;

import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eventgateway.plugin.settings.SettingLookup;

/**
 * Reads settings from MicroProfile Config. A blank value counts as not set. Expressions such as {@code ${name}} are expanded, but not
 * in secrets: a secret may hold these characters. Thread-safe.
 */
public final class ConfigLookup implements SettingLookup {
    private final Config config;
    private final Predicate<String> secret;

    /**
     * @param config the application's configuration
     * @param secret tells by the full key whether a setting is a secret
     */
    public ConfigLookup(Config config, Predicate<String> secret) {
        this.config = config;
        this.secret = secret;
    }

    @Override
    public Optional<Found> find(String key) {
        return (secret.test(key) ? raw(key) : expanded(key))
                .filter(found -> !found.value().isBlank());
    }

    /** Where an expression names nothing, the value as it stands shows the operator what is wrong with it. */
    private Optional<Found> expanded(String key) {
        try {
            ConfigValue value = config.getConfigValue(key);
            String text = value.getValue();
            return text == null
                    ? raw(key)
                    : Optional.of(new Found(
                            text, Optional.ofNullable(value.getSourceName()).orElse("configuration")));
        } catch (NoSuchElementException | IllegalArgumentException e) {
            return raw(key);
        }
    }

    /** The sources come in the order of their ordinals, so the first that knows the key decides. */
    private Optional<Found> raw(String key) {
        for (ConfigSource source : config.getConfigSources()) {
            String value = source.getValue(key);
            if (value != null) {
                return Optional.of(new Found(value, source.getName()));
            }
        }
        return Optional.empty();
    }
}
