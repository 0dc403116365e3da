package org.eventgateway.smc.api;

import java.net.URI;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Optional;
import org.eventgateway.plugin.settings.Secret;

/**
 * How to reach SMC.
 *
 * @param url where it is
 * @param organization whose data; goes into the path
 * @param connectTimeout until a connection stands
 * @param readTimeout until the next bytes come
 * @param totalTimeout until all of an answer is there
 * @param proxy the HTTP proxy on the way, if there is one
 * @param trustStore whom to trust instead of the JVM's authorities
 * @param keyStore who we are, if SMC or a proxy asks
 */
public record HttpSettings(
        AdminUrl url,
        String organization,
        Duration connectTimeout,
        Duration readTimeout,
        Duration totalTimeout,
        Optional<URI> proxy,
        Optional<KeyStore> trustStore,
        Optional<ClientKey> keyStore) {

    /** A store with a client certificate, and its password. */
    public record ClientKey(KeyStore store, Secret password) {}
}
