package org.eventgateway.plugin.event;

import java.util.Map;

/**
 * The {@code integrations} object of an event: which destinations the sender wants it to reach (Segment spec: common fields). An
 * options object for a destination counts as true.
 *
 * @param all what holds for destinations that are not named
 * @param named destination name, case-sensitive, to wanted or not
 */
public record Integrations(boolean all, Map<String, Boolean> named) {
    /** No wish: every destination. Nearly all events. */
    public static final Integrations ALL = new Integrations(true, Map.of());

    public Integrations {
        named = Map.copyOf(named);
    }

    /** Whether the sender wants the event to reach the destination of this name. */
    public boolean wants(String destination) {
        return named.getOrDefault(destination, all);
    }
}
