package org.eventgateway.plugin.settings;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * All settings that an instance of a destination or a source reads, in the order in which people should meet them.
 *
 * @param settings the declarations; no key twice
 */
public record SettingsSchema(List<Setting<?>> settings) {
    public SettingsSchema {
        settings = List.copyOf(settings);
        Set<String> keys = new HashSet<>();
        for (Setting<?> setting : settings) {
            if (!keys.add(setting.key())) {
                throw new IllegalArgumentException("the setting " + setting.key() + " is declared twice");
            }
        }
    }

    public static SettingsSchema of(Setting<?>... settings) {
        return new SettingsSchema(List.of(settings));
    }
}
