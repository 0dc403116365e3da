package org.eventgateway.war.door;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eventgateway.plugin.settings.Secret;

/**
 * Checks {@code X-Signature}: HMAC-SHA1 over the raw bytes, in hex (Segment docs: Webhooks; action-destinations, webhook).
 *
 * @param secret what both sides know
 */
record Signature(Secret secret) {
    private static final String ALGORITHM = "HmacSHA1";
    /** SHA-1 has 20 bytes. */
    private static final Pattern FORM = Pattern.compile("[0-9a-fA-F]{40}");

    /** Whether it is a signature at all: all that can be said of one before its body is there. */
    static boolean isWellFormed(String signature) {
        return FORM.matcher(signature).matches();
    }

    /** Whether the signature fits this part of the body. Takes the same time wherever it differs. */
    boolean fits(String signature, byte[] body, int from, int to) {
        byte[] given;
        try {
            given = HexFormat.of().parseHex(signature.toLowerCase(java.util.Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return false;
        }
        return MessageDigest.isEqual(given, sign(body, from, to));
    }

    private byte[] sign(byte[] body, int from, int to) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update(body, from, to - from);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
