package org.eventgateway.plugin.settings;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A value that must never be printed. Its {@code toString} hides it; comparisons take the same time wherever they differ. */
public final class Secret {
    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** Wraps a value that was read from a setting. */
    public static Secret of(String value) {
        return new Secret(value);
    }

    /** The value itself. Call it only where it is sent or compared. */
    public String reveal() {
        return value;
    }

    /** Compares in constant time for values of one length. */
    public boolean matches(String other) {
        return MessageDigest.isEqual(value.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && matches(secret.value);
    }

    @Override
    public int hashCode() {
        return Secret.class.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
