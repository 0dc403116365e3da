package org.eventgateway.plugin.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eventgateway.plugin.settings.Setting;
import org.eventgateway.plugin.settings.SettingFault;
import org.eventgateway.plugin.settings.SettingLookup;
import org.eventgateway.plugin.settings.Settings;
import org.eventgateway.plugin.settings.SettingsBinder;
import org.eventgateway.plugin.settings.SettingsException;
import org.eventgateway.plugin.settings.SettingsSchema;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What the settings of an instance must keep. Not extended directly: {@link DestinationContract} and {@link SourceContract}
 * hold it for what they test.
 */
// A plugin that hangs is to fail, not to hold up its author's build.
@Timeout(60)
public abstract class SettingsContract {
    private static final Pattern LOOKS_SECRET =
            Pattern.compile("(.*-)?(password|passphrase|secret|token|api-key|write-key|private-key)");
    private static final String NONSENSE = "~ kit: no valid value ~";

    SettingsContract() {}

    /**
     * Valid settings of an instance, by key without a prefix. Values of secrets must have at least 8 characters and stand in no
     * other value, because the kit searches for them in what the plugin says.
     */
    protected abstract Map<String, String> settings();

    /** Values that the plugin must report as faults, by key; each is tried alone. The kit tries unreadable values of its own too. */
    protected Map<String, String> badSettings() {
        return Map.of();
    }

    abstract SettingsSchema schema();

    /** Opens an instance and closes it again. */
    abstract void openAndClose(Settings bound);

    @Test
    void validSettingsOpenAnInstance() {
        List<SettingFault> faults = faultsOf(settings());
        Expect.that(
                faults.isEmpty(),
                "The settings of this test are not valid: " + faults + ".",
                "correct settings() in the test, or the declaration of the settings.");
    }

    @Test
    void aMissingSettingIsReported() {
        for (String key : settings().keySet()) {
            Map<String, String> others = new LinkedHashMap<>(settings());
            others.remove(key);
            reports(others, key, "is missing", false);
        }
    }

    @Test
    void aBadValueIsReported() {
        schema().settings().forEach(setting -> reports(with(setting.key(), NONSENSE), setting.key(), "is bad", false));
        badSettings().forEach((key, value) -> reports(with(key, value), key, "is bad", true));
    }

    @Test
    void everyGivenSettingIsDeclared() {
        List<String> declared = declaredKeys();
        List<String> undeclared = settings().keySet().stream()
                .filter(key -> !declared.contains(key))
                .toList();
        Expect.that(
                undeclared.isEmpty(),
                "The test gives " + undeclared + ", which the plugin does not declare, so it never reads them.",
                "declare them in settings() of the factory, or take them out of the test.");
    }

    @Test
    void settingsThatHoldSecretsAreDeclaredSecret() {
        List<String> open = schema().settings().stream()
                .filter(setting -> LOOKS_SECRET.matcher(setting.key()).matches() && !setting.isSecret())
                .map(Setting::key)
                .toList();
        Expect.that(
                open.isEmpty(),
                "By their names " + open + " hold secrets, but they are declared as plain values, which may be shown.",
                "give them SettingType.SECRET, or a name that does not promise a secret.");
    }

    @Test
    void secretsStayOutOfSettingsFaults() {
        Secrets secrets = secretsOrSkip();
        List<Object> said = new ArrayList<>();
        for (Setting<?> setting : schema().settings()) {
            if (!setting.isSecret()) {
                said.addAll(saidAbout(with(setting.key(), NONSENSE)));
            }
        }
        badSettings().forEach((key, value) -> said.addAll(saidAbout(with(key, value))));
        secrets.expectNoneIn(
                said, "What is said about bad settings", "name the setting by its key and never quote a value.");
    }

    /** The values of the secrets, or skips the case when the plugin declares none. */
    final Secrets secretsOrSkip() {
        Secrets secrets = Secrets.of(schema(), settings());
        Assumptions.assumeFalse(secrets.isEmpty(), "Not applicable: the plugin has no secret setting");
        return secrets;
    }

    /** The settings of the test, bound. */
    final Settings bound() {
        return bind(settings()).settings();
    }

    private void reports(Map<String, String> given, String key, String how, boolean mustBeRefused) {
        try {
            List<SettingFault> faults = faultsOf(given);
            Expect.that(
                    !(mustBeRefused && faults.isEmpty()),
                    "The setting " + key + " " + how + ", and no fault is reported.",
                    "give it a type that refuses the value, or throw SettingsException in open.");
            List<String> declared = declaredKeys();
            Expect.that(
                    faults.stream().allMatch(fault -> declared.contains(fault.key())),
                    "The setting " + key + " " + how + ", and a fault names a setting that is not declared.",
                    "name the key as it is declared, without a prefix.");
        } catch (RuntimeException e) {
            Expect.that(
                    false,
                    "The setting " + key + " " + how + ", and " + e.getClass().getName() + " is thrown.",
                    "declare it as required, give it a default or a type that refuses the value, or throw"
                            + " SettingsException in open.");
        }
    }

    private List<SettingFault> faultsOf(Map<String, String> given) {
        SettingsBinder.Binding binding = bind(given);
        if (!binding.faults().isEmpty()) {
            return binding.faults();
        }
        try {
            openAndClose(binding.settings());
            return List.of();
        } catch (SettingsException e) {
            return e.faults();
        }
    }

    private List<Object> saidAbout(Map<String, String> given) {
        try {
            return List.copyOf(faultsOf(given));
        } catch (RuntimeException e) {
            return List.of(e);
        }
    }

    private Map<String, String> with(String key, String value) {
        Map<String, String> given = new HashMap<>(settings());
        given.put(key, value);
        return given;
    }

    private List<String> declaredKeys() {
        return schema().settings().stream().map(Setting::key).toList();
    }

    private SettingsBinder.Binding bind(Map<String, String> given) {
        SettingLookup lookup = key ->
                Optional.ofNullable(given.get(key)).map(value -> new SettingLookup.Found(value, "contract test"));
        return new SettingsBinder(lookup).bind("", schema());
    }
}
