package org.eventgateway.trackingapi.destination;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eventgateway.plugin.settings.SettingLookup.Found;
import org.eventgateway.plugin.settings.Settings;
import org.eventgateway.plugin.settings.SettingsBinder;

/** Settings as an operator would write them. */
final class Bound {
    private Bound() {}

    static Settings settings(Map<String, String> values) {
        return new SettingsBinder(key -> Optional.ofNullable(values.get(key)).map(value -> new Found(value, "test")))
                .bind("", TrackingApiSettings.SCHEMA)
                .settings();
    }

    static Settings local(StrictReceiver receiver, Map<String, String> more) {
        Map<String, String> values = new HashMap<>(Map.of(
                "url", receiver.url().toString(), "write-key", StrictReceiver.WRITE_KEY, "allow-insecure-url", "true"));
        values.putAll(more);
        return settings(values);
    }
}
