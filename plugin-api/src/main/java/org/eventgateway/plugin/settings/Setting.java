package org.eventgateway.plugin.settings;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The declaration of one setting. Plugins keep them as constants; immutable.
 *
 * @param <T> the type of its value
 */
public final class Setting<T> {
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private final String key;
    private final SettingType<T> type;
    private final @Nullable String defaultText;
    private final @Nullable T defaultValue;
    private final boolean required;
    private final String description;

    private Setting(
            String key, SettingType<T> type, @Nullable String defaultText, boolean required, String description) {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("a setting's key is kebab-case, was " + key);
        }
        if (description.isBlank()) {
            throw new IllegalArgumentException("the setting " + key + " needs a description");
        }
        this.key = key;
        this.type = Objects.requireNonNull(type, "type");
        this.defaultText = defaultText;
        this.required = required;
        this.description = description;
        // Read at once, so that a bad default fails when the plugin is loaded and not in production.
        this.defaultValue = defaultText == null ? null : type.reader().apply(defaultText);
    }

    /** Declares a setting without which the instance does not start. */
    public static <T> Setting<T> required(String key, SettingType<T> type, String description) {
        return new Setting<>(key, type, null, true, description);
    }

    /** Declares a setting that has a default. */
    public static <T> Setting<T> defaulted(String key, SettingType<T> type, String defaultText, String description) {
        return new Setting<>(key, type, defaultText, false, description);
    }

    /** Declares a setting that may be absent. */
    public static <T> Setting<T> optional(String key, SettingType<T> type, String description) {
        return new Setting<>(key, type, null, false, description);
    }

    /** The key below the instance's prefix, in kebab-case, such as {@code api-key}. */
    public String key() {
        return key;
    }

    public SettingType<T> type() {
        return type;
    }

    /** The text that stands for the value when none is set. */
    public Optional<String> defaultText() {
        return Optional.ofNullable(defaultText);
    }

    /** The value when none is set. */
    public Optional<T> defaultValue() {
        return Optional.ofNullable(defaultValue);
    }

    public boolean isRequired() {
        return required;
    }

    /** Whether its value must never be shown. A secret can also be given as {@code <key>-file}. */
    public boolean isSecret() {
        return type.equals(SettingType.SECRET);
    }

    /** One sentence or two for the reference table. */
    public String description() {
        return description;
    }

    @Override
    public String toString() {
        return "Setting[" + key + "]";
    }
}
