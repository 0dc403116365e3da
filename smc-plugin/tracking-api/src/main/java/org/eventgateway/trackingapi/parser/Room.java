package org.eventgateway.trackingapi.parser;

/**
 * Gives memory for events that cannot be slices of their body, such as those of a batch whose context is merged into each. Asked on the
 * thread that assembles, once an event.
 */
@FunctionalInterface
public interface Room {
    /** As much as the parser's own limits allow. */
    Room ENDLESS = bytes -> true;

    /** Takes so many bytes more; answers whether they were there. If not, the whole body is refused for now. */
    boolean take(int bytes);
}
