package org.eventgateway.smc.settings;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eventgateway.plugin.settings.Settings;
import org.eventgateway.smc.api.AdminUrl;
import org.eventgateway.smc.api.Credentials;
import org.eventgateway.smc.api.HttpSettings;
import org.eventgateway.smc.api.KeyRing;

/** Makes from settings what the client takes. */
public final class HttpOptions {
    private HttpOptions() {}

    /** How to reach SMC. */
    public static HttpSettings http(Settings settings) {
        return new HttpSettings(
                AdminUrl.of(
                        settings.get(SmcSettings.ADMIN_URL),
                        settings.get(SmcSettings.ALLOWED_HOSTS),
                        settings.get(SmcSettings.ALLOW_INSECURE_URL)),
                settings.get(SmcSettings.ORGANIZATION),
                settings.get(SmcSettings.CONNECT_TIMEOUT),
                settings.get(SmcSettings.READ_TIMEOUT),
                settings.get(SmcSettings.TOTAL_TIMEOUT),
                settings.find(SmcSettings.PROXY_URL).map(url -> new HttpSettings.Proxy(url, proxyLogin(settings))),
                settings.find(SmcSettings.TRUST_STORE)
                        .flatMap(file -> KeyStores.open(file, settings.find(SmcSettings.TRUST_STORE_PASSWORD))),
                settings.find(SmcSettings.KEY_STORE).flatMap(file -> clientKey(file, settings)));
    }

    private static Optional<HttpSettings.Login> proxyLogin(Settings settings) {
        return settings.find(SmcSettings.PROXY_USER)
                .flatMap(user -> settings.find(SmcSettings.PROXY_PASSWORD)
                        .map(password -> new HttpSettings.Login(user, password)));
    }

    private static Optional<HttpSettings.ClientKey> clientKey(java.nio.file.Path file, Settings settings) {
        return settings.find(SmcSettings.KEY_STORE_PASSWORD)
                .flatMap(password -> KeyStores.open(file, Optional.of(password))
                        .map(store -> new HttpSettings.ClientKey(store, password)));
    }

    /** Who we are; the next key takes over when the day of the first has passed. */
    public static KeyRing keys(Settings settings, Clock clock) {
        List<Credentials> all = new ArrayList<>();
        all.add(new Credentials(settings.get(SmcSettings.API_KEY), settings.get(SmcSettings.API_SECRET)));
        settings.find(SmcSettings.API_KEY_NEXT)
                .flatMap(key -> settings.find(SmcSettings.API_SECRET_NEXT).map(secret -> new Credentials(key, secret)))
                .ifPresent(all::add);
        Optional<LocalDate> end = settings.find(SmcSettings.KEY_EXPIRES);
        return new KeyRing(
                all,
                () -> end.filter(day -> day.isBefore(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)))
                        .isPresent());
    }
}
