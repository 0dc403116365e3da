package org.eventgateway.trackingapi.client;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.eventgateway.plugin.settings.Secret;

/**
 * How a request says for which source it is. Immutable.
 *
 * @param style where the key stands
 * @param headerName the header of {@link AuthStyle#HEADER}
 * @param writeKey the key
 */
public record Credentials(AuthStyle style, String headerName, Secret writeKey) {
    private static final String HIDDEN = "***";

    /** The key for the body, if it belongs there. */
    public Optional<String> bodyKey() {
        return style.inBody() ? Optional.of(writeKey.reveal()) : Optional.empty();
    }

    /** The headers to send. */
    public Map<String, String> headers() {
        return headers(writeKey.reveal());
    }

    /** As {@link #bodyKey()}, for showing. */
    public Optional<String> maskedBodyKey() {
        return bodyKey().map(key -> HIDDEN);
    }

    /** As {@link #headers()}, for showing. */
    public Map<String, String> maskedHeaders() {
        return switch (style) {
            case BASIC_AND_BODY, BASIC -> Map.of("Authorization", "Basic " + HIDDEN);
            case BEARER, HEADER, BODY -> headers(HIDDEN);
        };
    }

    private Map<String, String> headers(String key) {
        return switch (style) {
            case BASIC_AND_BODY, BASIC -> Map.of("Authorization", "Basic " + base64(key + ":"));
            case BEARER -> Map.of("Authorization", "Bearer " + key);
            case HEADER -> Map.of(headerName, key);
            case BODY -> Map.of();
        };
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
