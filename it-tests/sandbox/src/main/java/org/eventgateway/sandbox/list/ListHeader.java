package org.eventgateway.sandbox.list;

import java.util.List;
import java.util.Locale;

/** What a list is called and what it is for. */
public record ListHeader(
        String apiName,
        String name,
        ListType type,
        String description,
        List<String> tags,
        boolean enforceSegmentSelection) {
    public ListHeader {
        if (!apiName.matches("[A-Za-z0-9_]+")) {
            throw new IllegalArgumentException("an api_name holds letters, digits and underscores only");
        }
        tags = List.copyOf(tags);
    }

    /** Tells whether a search text occurs in name, description or tags; the api_name is not searched (vendor Swagger). */
    boolean mentions(String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        String all = name + "\n" + description + "\n" + String.join("\n", tags);
        return all.toLowerCase(Locale.ROOT).contains(wanted);
    }
}
