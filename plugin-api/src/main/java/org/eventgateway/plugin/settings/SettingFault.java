package org.eventgateway.plugin.settings;

/**
 * One thing wrong with the settings. Never holds the value: it may be a secret.
 *
 * @param key the full key, such as {@code destination.smc.api-key}
 * @param origin where the value came from, or {@code not set}
 * @param problem what is wrong
 * @param remedy what to do
 */
public record SettingFault(String key, String origin, String problem, String remedy) {
    /** The origin of a setting that nobody set. */
    public static final String NOT_SET = "not set";

    @Override
    public String toString() {
        return key + " (" + origin + "): " + problem + " " + remedy;
    }
}
