package org.eventgateway.plugin.settings;

import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The bound values of one instance. Immutable; made by {@link SettingsBinder}. */
public final class Settings {
    private final Map<Setting<?>, @Nullable Object> values;

    Settings(Map<Setting<?>, @Nullable Object> values) {
        this.values = new HashMap<>(values);
    }

    /** The value of a setting that is required or has a default. */
    public <T> T get(Setting<T> setting) {
        return find(setting)
                .orElseThrow(() -> new NoSuchElementException("the setting " + setting.key() + " has no value"));
    }

    /** The value of any declared setting. */
    @SuppressWarnings("unchecked") // the binder put a T there
    public <T> Optional<T> find(Setting<T> setting) {
        if (!values.containsKey(setting)) {
            throw new IllegalArgumentException("the setting " + setting.key() + " is not in the schema that was bound");
        }
        return Optional.ofNullable((T) values.get(setting));
    }

    /** Hides all values: some are secrets. */
    @Override
    public String toString() {
        return "Settings[" + values.size() + "]";
    }
}
