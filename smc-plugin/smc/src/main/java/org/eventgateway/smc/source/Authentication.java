package org.eventgateway.smc.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.settings.Secret;
import org.eventgateway.plugin.source.Input;
import org.eventgateway.plugin.source.InputRefusedException;

/** Lets requests in that prove who they are. Thread-safe. */
final class Authentication {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SIGNATURE_BYTES = 32;

    /** Added by the gateway; with its colon, no sender can write it. */
    private static final String FROM_THIS_MACHINE = ":from-this-machine";

    private final ReceiverSettings settings;
    private final Clock clock;

    Authentication(ReceiverSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Checks a request.
     *
     * @return the body, verified as far as it has to be
     * @throws InputRefusedException if the request does not prove itself
     */
    InputStream verified(Input request) throws IOException {
        boolean login = settings.sharedSecret().isPresent() || settings.basic().isPresent();
        if (!login && settings.hmacSecret().isEmpty()) {
            if (request.header(FROM_THIS_MACHINE).filter("true"::equals).isPresent()) {
                return request.body();
            }
            throw refused(
                    "receiver_closed",
                    "Without a secret, requests are taken from this machine only, as localhost: set shared-secret, basic-user and basic-password, or "
                            + "hmac-secret.");
        }
        if (login && !hasSecret(request) && !hasLogin(request)) {
            throw refused("unauthorized", "The request carries no right shared secret or login.");
        }
        Optional<Secret> key = settings.hmacSecret();
        return key.isPresent() ? signed(request, key.get()) : request.body();
    }

    private boolean hasSecret(Input request) {
        return settings.sharedSecret()
                .filter(secret -> request.header("x-shared-secret")
                                .filter(secret::matches)
                                .isPresent()
                        || credentials(request, "bearer")
                                .filter(secret::matches)
                                .isPresent())
                .isPresent();
    }

    private boolean hasLogin(Input request) {
        return settings.basic()
                .filter(login -> credentials(request, "basic")
                        .flatMap(Authentication::decoded)
                        .filter(Secret.of(login.user() + ":" + login.password().reveal())::matches)
                        .isPresent())
                .isPresent();
    }

    private InputStream signed(Input request, Secret key) throws IOException {
        String timestamp = request.header("x-timestamp").orElse("").strip();
        Instant now = clock.instant();
        if (!timestamp.matches("\\d{1,11}")
                || Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now)
                                .abs()
                                .compareTo(settings.hmacWindow())
                        > 0) {
            throw refused("stale_signature", "X-Timestamp is missing or outside of hmac-window. Check both clocks.");
        }
        byte[] claimed = claimed(request);
        if (claimed.length != SIGNATURE_BYTES) {
            // Nothing in the body could make this right: it is not read.
            throw badSignature();
        }
        byte[] body = request.body().readNBytes(settings.mostBytes() + 1);
        if (body.length > settings.mostBytes()) {
            throw new InputRefusedException(
                    Reason.event("request_too_large", "The request is larger than max-request-size."));
        }
        if (!MessageDigest.isEqual(hmac(key, timestamp, body), claimed)) {
            throw badSignature();
        }
        return new ByteArrayInputStream(body);
    }

    private static InputRefusedException badSignature() {
        return refused("bad_signature", "X-Signature does not match. Check hmac-secret and what is signed.");
    }

    private static byte[] claimed(Input request) {
        String text = request.header("x-signature").orElse("").strip().toLowerCase(Locale.ROOT);
        try {
            return HexFormat.of().parseHex(text.startsWith("sha256=") ? text.substring(7) : text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static byte[] hmac(Secret key, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }

    private static Optional<String> credentials(Input request, String scheme) {
        return request.header("authorization")
                .filter(value -> value.regionMatches(true, 0, scheme + " ", 0, scheme.length() + 1))
                .map(value -> value.substring(scheme.length() + 1).strip());
    }

    private static Optional<String> decoded(String base64) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static InputRefusedException refused(String code, String text) {
        return new InputRefusedException(Reason.configuration(code, text));
    }
}
