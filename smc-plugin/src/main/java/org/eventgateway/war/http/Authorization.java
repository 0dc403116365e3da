package org.eventgateway.war.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** Reads the Authorization header. */
public final class Authorization {
    private Authorization() {}

    /**
     * The user name of Basic authentication, which is where Segment puts its keys. The colon and the padding may be missing, as
     * MetaRouter's and others' samples show; the password counts for nothing.
     */
    public static Optional<String> basicUser(RequestHead head) {
        return credentials(head, "basic").flatMap(Authorization::decode).map(text -> {
            int colon = text.indexOf(':');
            return colon < 0 ? text : text.substring(0, colon);
        });
    }

    /** The token of Bearer authentication. */
    public static Optional<String> bearer(RequestHead head) {
        return credentials(head, "bearer");
    }

    private static Optional<String> credentials(RequestHead head, String scheme) {
        return head.header("authorization")
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(scheme + " "))
                .map(value -> value.substring(scheme.length() + 1).strip())
                .filter(value -> !value.isEmpty());
    }

    private static Optional<String> decode(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64.replace('-', '+').replace('_', '/'));
            return Optional.of(new String(bytes, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
