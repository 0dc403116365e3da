package org.eventgateway.plugin.settings;

import java.util.Optional;

/** Reads one configuration value by its full key. Only declared keys are asked for; keys are never listed. */
@FunctionalInterface
public interface SettingLookup {

    /** The value and where it came from, or empty when nobody set it. */
    Optional<Found> find(String key);

    /**
     * A value as it was found.
     *
     * @param value the raw text
     * @param origin where it stands, such as {@code server.xml} or {@code environment}
     */
    record Found(String value, String origin) {
        @Override
        public String toString() {
            return "Found[" + origin + "]";
        }
    }
}
