package org.eventgateway.smc.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import org.eventgateway.plugin.settings.Secret;
import org.jspecify.annotations.Nullable;

/** Opens files with keys and certificates. */
final class KeyStores {
    private KeyStores() {}

    /** The store in a file; empty if it cannot be opened, for whatever reason. */
    static Optional<KeyStore> open(Path file, Optional<Secret> password) {
        try {
            return Optional.of(KeyStore.getInstance(file.toFile(), characters(password)));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @SuppressWarnings("NullAway") // the JDK takes null for a store without a password, but is not annotated so
    private static char @Nullable [] characters(Optional<Secret> password) {
        return password.map(secret -> secret.reveal().toCharArray()).orElse(null);
    }
}
