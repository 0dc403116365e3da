package org.eventgateway.war.config;

import org.eventgateway.plugin.settings.Setting;
import org.eventgateway.plugin.settings.SettingType;
import org.eventgateway.plugin.settings.SettingsSchema;

/** Schemas as a plugin would declare them. */
final class Schemas {
    static final SettingsSchema API = SettingsSchema.of(
            Setting.required("api-key", SettingType.SECRET, "The key."),
            Setting.required("api-secret", SettingType.SECRET, "The secret."),
            Setting.optional("organization", SettingType.TEXT, "The organization."));

    private Schemas() {}
}
