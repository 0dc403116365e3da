package org.eventgateway.plugin.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eventgateway.plugin.settings.SettingLookup.Found;
import org.jspecify.annotations.Nullable;

/** Turns configuration texts into {@link Settings} and collects every fault instead of stopping at the first. */
public final class SettingsBinder {
    private static final long LARGEST_SECRET_FILE = 65_536;

    private final SettingLookup lookup;

    public SettingsBinder(SettingLookup lookup) {
        this.lookup = lookup;
    }

    /**
     * Binds one instance.
     *
     * @param prefix what stands before the keys, such as {@code destination.smc.}
     * @param schema the declared settings; only their keys are read
     */
    public Binding bind(String prefix, SettingsSchema schema) {
        Map<Setting<?>, @Nullable Object> values = new HashMap<>();
        List<SettingFault> faults = new ArrayList<>();
        for (Setting<?> setting : schema.settings()) {
            values.put(setting, bindOne(prefix, setting, faults));
        }
        return new Binding(new Settings(values), faults);
    }

    private @Nullable Object bindOne(String prefix, Setting<?> setting, List<SettingFault> faults) {
        String key = prefix + setting.key();
        Optional<Found> found = find(key, setting, faults);
        if (found.isEmpty()) {
            if (setting.isRequired()
                    && faults.stream().noneMatch(fault -> fault.key().startsWith(key))) {
                faults.add(new SettingFault(
                        key,
                        SettingFault.NOT_SET,
                        "It is required.",
                        "Set it to " + setting.type().expects() + "."));
            }
            return setting.defaultValue().orElse(null);
        }
        Found raw = found.get();
        String text = raw.value().strip();
        if (setting.isSecret() && (text.startsWith("{xor}") || text.startsWith("{aes}"))) {
            faults.add(new SettingFault(
                    key,
                    raw.origin(),
                    "It is encoded for the server, which does not decode it for applications.",
                    "Give the plain value through the environment, or put it into a file and set " + key + "-file."));
            return null;
        }
        try {
            return setting.type().reader().apply(text);
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            // The exception may quote the value, which may be a secret: only the declaration speaks.
            faults.add(new SettingFault(
                    key,
                    raw.origin(),
                    "Its value cannot be read.",
                    "It must be " + setting.type().expects() + "."));
            return null;
        }
    }

    private Optional<Found> find(String key, Setting<?> setting, List<SettingFault> faults) {
        Optional<Found> plain = lookup.find(key).filter(found -> !found.value().isBlank());
        if (!setting.isSecret()) {
            return plain;
        }
        Optional<Found> file =
                lookup.find(key + "-file").filter(found -> !found.value().isBlank());
        if (file.isEmpty()) {
            return plain;
        }
        if (plain.isPresent()) {
            faults.add(new SettingFault(
                    key + "-file",
                    file.get().origin(),
                    key + " is set as well.",
                    "Remove one of the two, so that it is clear which one counts."));
            return Optional.empty();
        }
        return readFile(key + "-file", file.get(), faults);
    }

    private static Optional<Found> readFile(String key, Found file, List<SettingFault> faults) {
        try {
            Path path = Path.of(file.value().strip());
            if (Files.size(path) > LARGEST_SECRET_FILE) {
                faults.add(new SettingFault(
                        key, file.origin(), "The file is too large for a secret.", "Name the right file."));
                return Optional.empty();
            }
            String text = Files.readString(path, StandardCharsets.UTF_8).strip();
            if (text.isEmpty()) {
                faults.add(new SettingFault(key, file.origin(), "The file is empty.", "Write the secret into it."));
                return Optional.empty();
            }
            return Optional.of(new Found(text, "file named by " + key));
        } catch (IOException | InvalidPathException e) {
            faults.add(new SettingFault(
                    key,
                    file.origin(),
                    "The file cannot be read.",
                    "Check that it exists and that the server may read it."));
            return Optional.empty();
        }
    }

    /**
     * What came out of binding.
     *
     * @param settings the values; incomplete when there are faults
     * @param faults all that is wrong, in the order of the declarations
     */
    public record Binding(Settings settings, List<SettingFault> faults) {
        public Binding {
            faults = List.copyOf(faults);
        }
    }
}
