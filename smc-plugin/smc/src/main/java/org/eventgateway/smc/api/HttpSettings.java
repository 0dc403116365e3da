package org.eventgateway.smc.api;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
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
        Optional<Proxy> proxy,
        Optional<KeyStore> trustStore,
        Optional<ClientKey> keyStore) {

    /**
     * A proxy.
     *
     * @param url http, host and port
     * @param login what it asks for, if it does
     */
    public record Proxy(URI url, Optional<Login> login) {}

    /**
     * What a proxy asks for.
     *
     * @param user the user's name
     * @param password his password
     */
    public record Login(String user, Secret password) {

        /** The value of a header (RFC 7617). */
        String basic() {
            byte[] pair = (user + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8);
            return "Basic " + Base64.getEncoder().encodeToString(pair);
        }

        /** Hides both. */
        @Override
        public String toString() {
            return "Login[***]";
        }
    }

    /** A store with a client certificate, and its password. */
    public record ClientKey(KeyStore store, Secret password) {}
}
