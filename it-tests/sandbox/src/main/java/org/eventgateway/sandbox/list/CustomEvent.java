package org.eventgateway.sandbox.list;

import java.util.List;

/** A custom event of an audience list; only its metadata is kept, as no public operation writes its records. */
public record CustomEvent(String name, String description, List<String> tags) {
    public CustomEvent {
        tags = List.copyOf(tags);
    }
}
