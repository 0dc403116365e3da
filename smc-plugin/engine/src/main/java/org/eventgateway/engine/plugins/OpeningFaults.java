package org.eventgateway.engine.plugins;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.eventgateway.plugin.PluginException;
import org.eventgateway.plugin.settings.SettingFault;
import org.eventgateway.plugin.settings.SettingLookup;
import org.eventgateway.plugin.settings.SettingsException;

/**
 * What keeps one instance of a plugin from being opened, told as faults of its settings. Used by who opens destinations and sources, at
 * start, on one thread.
 */
public final class OpeningFaults {
    private final SettingLookup lookup;
    private final String prefix;
    private final String pluginKey;
    private final List<SettingFault> faults = new ArrayList<>();

    /**
     * @param prefix what stands before the keys of the instance
     * @param pluginKey the key below that names the plugin
     */
    public OpeningFaults(SettingLookup lookup, String prefix, String pluginKey) {
        this.lookup = lookup;
        this.prefix = prefix;
        this.pluginKey = prefix + pluginKey;
    }

    public void add(List<SettingFault> found) {
        faults.addAll(found);
    }

    /** Nothing of the name was found. */
    public void noSuch(String what, Set<String> known) {
        addOfPlugin(
                "There is no such " + what + ", or its plugin was refused.",
                "Use one of " + String.join(", ", known) + ", or add the plugin's jar.");
    }

    /** Opens it, and makes faults of whatever the plugin throws; empty when there are any. */
    public <T> Optional<T> guard(Supplier<Optional<T>> opening) {
        try {
            return opening.get();
        } catch (SettingsException e) {
            e.faults().forEach(fault -> faults.add(withPrefix(fault)));
        } catch (PluginException e) {
            addOfPlugin("The plugin does not start.", e.reason().text());
        } catch (RuntimeException | LinkageError e) {
            // Its own message may hold a secret or personal data: only the class is told.
            addOfPlugin(
                    "The plugin failed with " + e.getClass().getName() + ".",
                    "Report it to its maker, or use another version of it.");
        }
        return Optional.empty();
    }

    public boolean any() {
        return !faults.isEmpty();
    }

    public List<SettingFault> all() {
        return List.copyOf(faults);
    }

    private void addOfPlugin(String problem, String remedy) {
        String origin = lookup.find(pluginKey).map(SettingLookup.Found::origin).orElse(SettingFault.NOT_SET);
        faults.add(new SettingFault(pluginKey, origin, problem, remedy));
    }

    private SettingFault withPrefix(SettingFault fault) {
        String key = fault.key().startsWith(prefix) ? fault.key() : prefix + fault.key();
        return new SettingFault(key, fault.origin(), fault.problem(), fault.remedy());
    }
}
