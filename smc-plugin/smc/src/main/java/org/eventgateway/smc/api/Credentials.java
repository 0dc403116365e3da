package org.eventgateway.smc.api;

import org.eventgateway.plugin.settings.Secret;

/**
 * A key and its secret as SMC gave them to a service account.
 *
 * @param key the key, which also names the account whose quota counts
 * @param secret the secret
 */
public record Credentials(Secret key, Secret secret) {

    /** The value of the header: joined by a colon and sent raw (vendor portal). */
    String header() {
        return key.reveal() + ":" + secret.reveal();
    }
}
