package org.eventgateway.trackingapi.parser;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.eventgateway.plugin.event.Integrations;
import org.jspecify.annotations.Nullable;

/**
 * An {@code integrations} object while it can still be merged with the batch's (Segment spec: common fields).
 *
 * @param all what it says about destinations it does not name; null if it says nothing
 * @param named what it says by name
 */
record Wishes(@Nullable Boolean all, Map<String, Boolean> named) {
    static final Wishes NONE = new Wishes(null, Map.of());

    /** Reads the object the parser stands at the start of, to its end. */
    static Wishes read(JsonParser parser, Nesting nesting) throws IOException, BodyRefusedException {
        Boolean all = null;
        Map<String, Boolean> named = Map.of();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            nesting.skip(parser, 3);
            if (value == JsonToken.VALUE_NULL) {
                continue;
            }
            // Options for a destination count as wanting it.
            boolean wanted = value != JsonToken.VALUE_FALSE;
            if (name.equalsIgnoreCase("All")) {
                all = wanted;
            } else {
                named = named.isEmpty() ? new HashMap<>() : named;
                named.put(name, wanted);
            }
        }
        return all == null && named.isEmpty() ? NONE : new Wishes(all, named);
    }

    /** Joins the batch's wishes with an event's own, which win. */
    Wishes over(Wishes batch) {
        if (batch.equals(NONE)) {
            return this;
        }
        Map<String, Boolean> joined = new HashMap<>(batch.named);
        joined.putAll(named);
        return new Wishes(all == null ? batch.all : all, joined);
    }

    Integrations toIntegrations() {
        return equals(NONE) ? Integrations.ALL : new Integrations(all == null || all, named);
    }
}
