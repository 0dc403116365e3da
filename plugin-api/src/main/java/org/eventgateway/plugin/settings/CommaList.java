package org.eventgateway.plugin.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads comma-separated texts, in which {@code \,} is a comma and {@code \\} a backslash. */
final class CommaList {
    private CommaList() {}

    static List<String> read(String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length() && (text.charAt(i + 1) == ',' || text.charAt(i + 1) == '\\')) {
                part.append(text.charAt(++i));
            } else if (c == ',') {
                add(parts, part);
            } else {
                part.append(c);
            }
        }
        add(parts, part);
        return List.copyOf(parts);
    }

    static Map<String, String> readPairs(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String part : read(text)) {
            int equals = part.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("no NAME=value pair");
            }
            String name = part.substring(0, equals).strip();
            if (pairs.put(name, part.substring(equals + 1).strip()) != null) {
                throw new IllegalArgumentException("a name stands twice");
            }
        }
        return java.util.Collections.unmodifiableMap(pairs);
    }

    private static void add(List<String> parts, StringBuilder part) {
        String stripped = part.toString().strip();
        if (!stripped.isEmpty()) {
            parts.add(stripped);
        }
        part.setLength(0);
    }
}
