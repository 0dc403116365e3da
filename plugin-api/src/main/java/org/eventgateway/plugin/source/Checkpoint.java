package org.eventgateway.plugin.source;

/**
 * How far a file was read. Opaque to the gateway, which stores it in the same transaction as the events before it.
 *
 * @param value at most 1,000 characters
 */
public record Checkpoint(String value) {
    public Checkpoint {
        if (value.length() > 1_000) {
            throw new IllegalArgumentException("a checkpoint has at most 1,000 characters, had " + value.length());
        }
    }
}
