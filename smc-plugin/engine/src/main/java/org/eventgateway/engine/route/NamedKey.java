package org.eventgateway.engine.route;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eventgateway.plugin.settings.Secret;
import org.eventgateway.plugin.settings.SettingFault;
import org.eventgateway.plugin.settings.SettingType;

/**
 * One of the keys of a setting that takes several, separated by commas: {@code name=key}, or the key alone. Immutable.
 *
 * @param name what other settings call it: its name, or the key itself if it has none, which nobody may be shown
 * @param label what people see: its name, or its number
 * @param key what callers send
 */
public record NamedKey(String name, String label, Secret key) {
    /** A key in Base64 ends with up to two equals signs, and has no name by that. */
    private static final Pattern NAMED = Pattern.compile("([a-z][a-z0-9]*(?:-[a-z0-9]+)*)=(?!=?$)(.+)");

    /**
     * Reads the value of such a setting.
     *
     * @param setting the whole key of the setting, for faults
     * @param value its value
     * @param taken names that no key may have
     * @param faults where everything wrong is added, without any key
     */
    public static List<NamedKey> list(String setting, Secret value, Set<String> taken, List<SettingFault> faults) {
        List<NamedKey> keys = new ArrayList<>();
        Set<String> labels = new HashSet<>(taken);
        Set<String> values = new HashSet<>();
        for (String text : SettingType.LIST.reader().apply(value.reveal())) {
            NamedKey key = of(text, keys.size() + 1);
            boolean newLabel = labels.add(key.label());
            boolean newKey = values.add(key.key().reveal());
            if (!newLabel || !newKey) {
                faults.add(new SettingFault(
                        setting,
                        "value",
                        "Entry " + (keys.size() + 1) + " repeats another's name or key, or has a name that is taken.",
                        "Give each key once, with a name of its own"
                                + (taken.isEmpty() ? "." : ", not " + String.join(" or ", taken) + ".")));
            }
            keys.add(key);
        }
        if (keys.isEmpty()) {
            faults.add(new SettingFault(setting, "value", "It holds no key.", "Give at least one key, or unset it."));
        }
        return List.copyOf(keys);
    }

    private static NamedKey of(String text, int number) {
        Matcher named = NAMED.matcher(text);
        return named.matches()
                ? new NamedKey(
                        named.group(1), named.group(1), Secret.of(named.group(2).strip()))
                : new NamedKey(text, "key-" + number, Secret.of(text));
    }

    /** Whether it was given a name. */
    public boolean hasName() {
        return name.equals(label);
    }

    /** The one of these keys that a caller shows. */
    public static Optional<NamedKey> find(List<NamedKey> keys, String shown) {
        NamedKey found = null;
        // No early exit: how long it takes must not tell which key comes close.
        for (NamedKey key : keys) {
            if (key.key().matches(shown)) {
                found = key;
            }
        }
        return Optional.ofNullable(found);
    }

    @Override
    public String toString() {
        return "NamedKey[" + label + "]";
    }
}
