package org.eventgateway.engine.fake;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eventgateway.plugin.settings.SettingLookup;

/** Settings from a map; they come from "test". */
public final class MapLookup implements SettingLookup {
    private final Map<String, String> values = new HashMap<>();

    public MapLookup set(String key, String value) {
        values.put(key, value);
        return this;
    }

    @Override
    public Optional<Found> find(String key) {
        return Optional.ofNullable(values.get(key)).map(value -> new Found(value, "test"));
    }
}
