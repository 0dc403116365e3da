package org.eventgateway.war.rest;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The headers that let pages of any origin send to the Tracking API and read its answers: write keys are public there. The browser
 * library sends Authorization, so it asks beforehand. No cookies are involved, and the other doors are not open to pages.
 */
final class Cors {
    private static final Pattern NAMES = Pattern.compile("[A-Za-z0-9-]{1,64}(\\s*,\\s*[A-Za-z0-9-]{1,64}){0,30}");
    private static final String USUAL = "authorization, content-type, content-encoding, x-write-key, x-retry-count";
    private static final Map<String, String> READ =
            Map.of("Access-Control-Allow-Origin", "*", "Access-Control-Expose-Headers", "Retry-After");

    private Cors() {}

    /** For an answer to a call; none if no page makes it. */
    static Map<String, String> answer(@Nullable String origin) {
        return origin == null ? Map.of() : READ;
    }

    /**
     * For an answer to a page that asks whether it may send.
     *
     * @param asked the headers that it wants to send
     */
    static Map<String, String> preflight(@Nullable String asked) {
        return Map.of(
                "Access-Control-Allow-Methods",
                "GET, POST, OPTIONS",
                "Access-Control-Allow-Headers",
                asked != null && NAMES.matcher(asked).matches() ? asked : USUAL,
                "Access-Control-Max-Age",
                "86400");
    }
}
