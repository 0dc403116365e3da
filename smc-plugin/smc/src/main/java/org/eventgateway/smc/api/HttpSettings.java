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
 * @param proxy which way to go
 * @param trustStore whom to trust instead of the JVM's authorities
 * @param keyStore who we are, if SMC or a proxy asks
 */
public record HttpSettings(
        AdminUrl url,
        String organization,
        Duration connectTimeout,
        Duration readTimeout,
        Duration totalTimeout,
        Optional<Proxy> proxy,
        Optional<KeyStore> trustStore,
        Optional<ClientKey> keyStore) {

    /**
     * A proxy.
     *
     * @param url scheme, host and port
     * @param login what it asks for
     */
    public record Proxy(URI url, Optional<Login> login) {}

    /** What a proxy asks for. */
    public record Login(String user, Secret password) {
        /** Hides both. */
        @Override
        public String toString() {
            return "Login[***]";
        }
    }

    /** A store with a client certificate, and its password. */
    public record ClientKey(KeyStore store, Secret password) {}
}
