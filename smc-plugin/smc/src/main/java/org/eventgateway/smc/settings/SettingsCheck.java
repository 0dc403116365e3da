package org.eventgateway.smc.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eventgateway.plugin.settings.Secret;
import org.eventgateway.plugin.settings.Setting;
import org.eventgateway.plugin.settings.SettingFault;
import org.eventgateway.plugin.settings.Settings;
import org.eventgateway.smc.api.AdminUrl;

/** Finds settings that are valid one by one but do not fit together. For one check. */
public final class SettingsCheck {
    private final Settings settings;
    private final List<SettingFault> faults = new ArrayList<>();

    private SettingsCheck(Settings settings) {
        this.settings = settings;
    }

    /** All faults; empty when the destination can be opened. */
    public static List<SettingFault> faults(Settings settings) {
        SettingsCheck check = new SettingsCheck(settings);
        check.credentials();
        check.address();
        check.lists();
        check.files();
        return List.copyOf(check.faults);
    }

    private void credentials() {
        pair(SmcSettings.API_KEY, SmcSettings.API_SECRET);
        together(SmcSettings.API_KEY_NEXT, SmcSettings.API_SECRET_NEXT);
        together(SmcSettings.API_SECRET_NEXT, SmcSettings.API_KEY_NEXT);
        pair(SmcSettings.API_KEY_NEXT, SmcSettings.API_SECRET_NEXT);
    }

    private void pair(Setting<Secret> key, Setting<Secret> secret) {
        for (Setting<Secret> part : List.of(key, secret)) {
            // They travel as key:secret in one header, so neither may hold what would end it.
            if (settings.find(part)
                    .filter(value -> value.reveal().matches(".*[:\\s\\p{Cntrl}].*"))
                    .isPresent()) {
                fault(
                        part,
                        "It holds a blank or a colon.",
                        "Copy it again from the service account in SMC, one value a setting.");
            }
        }
        Optional<Secret> value = settings.find(key);
        if (value.isPresent() && value.equals(settings.find(secret))) {
            fault(
                    secret,
                    "It is the same as " + key.key() + ".",
                    "Copy the secret, not the key, from the service account in SMC.");
        }
    }

    private void together(Setting<?> present, Setting<?> needed) {
        if (settings.find(present).isPresent() && settings.find(needed).isEmpty()) {
            fault(needed, "It is needed with " + present.key() + ".", "Set it, or remove " + present.key() + ".");
        }
    }

    private void address() {
        AdminUrl url = AdminUrl.of(
                settings.get(SmcSettings.ADMIN_URL),
                settings.get(SmcSettings.ALLOWED_HOSTS),
                settings.get(SmcSettings.ALLOW_INSECURE_URL));
        url.problem()
                .ifPresent(problem -> fault(
                        SmcSettings.ADMIN_URL,
                        problem,
                        "Use the https address of your SMC; add an unusual host to allowed-hosts; set allow-insecure-url for a"
                                + " sandbox on this machine."));
        if (settings.get(SmcSettings.ORGANIZATION).isBlank()) {
            fault(SmcSettings.ORGANIZATION, "It is empty.", "Copy the name from SMC.");
        }
        if (settings.get(SmcSettings.ORGANIZATION).matches(".*[/\\\\\\p{Cntrl}].*|\\.{1,2}")) {
            fault(
                    SmcSettings.ORGANIZATION,
                    "It is no name of an organization.",
                    "Copy the name from SMC, without slashes.");
        }
        together(SmcSettings.PROXY_USER, SmcSettings.PROXY_URL);
        together(SmcSettings.PROXY_USER, SmcSettings.PROXY_PASSWORD);
        together(SmcSettings.PROXY_PASSWORD, SmcSettings.PROXY_USER);
        settings.find(SmcSettings.PROXY_URL)
                .filter(proxy -> !"http".equalsIgnoreCase(proxy.getScheme()) || proxy.getPort() < 1)
                .ifPresent(proxy -> fault(
                        SmcSettings.PROXY_URL,
                        "It is not http with a port.",
                        "Write it like http://proxy.example.com:3128."));
    }

    private void lists() {
        together(SmcSettings.USER_LIST, SmcSettings.BUSINESS_KEY);
        together(SmcSettings.BUSINESS_KEY, SmcSettings.USER_LIST);
        if (settings.get(SmcSettings.IDENTIFY_TO).equals(Set.of(Effect.PROFILE))
                && settings.find(SmcSettings.USER_LIST).isEmpty()) {
            fault(
                    SmcSettings.USER_LIST,
                    "It is needed when identify-to is profile.",
                    "Set it, or let identify-to be row.");
        }
        if (settings.get(SmcSettings.COLUMNS).keyColumn().isEmpty()) {
            fault(
                    SmcSettings.COLUMNS,
                    "No column that must be there takes messageId.",
                    "Add one, such as EVENT_ID=messageId: it makes a repeated event update its own row.");
        }
    }

    private void files() {
        together(SmcSettings.KEY_STORE, SmcSettings.KEY_STORE_PASSWORD);
        store(SmcSettings.KEY_STORE, SmcSettings.KEY_STORE_PASSWORD);
        store(SmcSettings.TRUST_STORE, SmcSettings.TRUST_STORE_PASSWORD);
    }

    private void store(Setting<java.nio.file.Path> file, Setting<Secret> password) {
        settings.find(file)
                .filter(path -> KeyStores.open(path, settings.find(password)).isEmpty())
                .ifPresent(
                        path -> fault(
                                file,
                                "The file cannot be opened as a key store.",
                                "Check that it exists, that the server may read it, that it is PKCS12 or JKS, and its password."));
    }

    private void fault(Setting<?> setting, String problem, String remedy) {
        String origin = settings.find(setting).isPresent() ? "settings" : SettingFault.NOT_SET;
        faults.add(new SettingFault(setting.key(), origin, problem, remedy));
    }
}
