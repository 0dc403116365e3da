package org.eventgateway.smc.mapping;

import java.util.ArrayList;
import java.util.List;
import org.eventgateway.plugin.event.EventType;

/**
 * The way to a value in the payload: names joined by dots, {@code \.} for a dot inside a name. The first name {@code @body} stands
 * for what the call carries: {@code properties} of track, page and screen, {@code traits} of identify and group, and
 * {@code context.traits} of an identify without traits of its own (older libraries write them there).
 *
 * @param names at least one
 */
record EventPath(List<String> names) {
    static final String BODY = "@body";

    EventPath {
        names = List.copyOf(names);
        if (names.isEmpty() || names.contains("")) {
            throw new IllegalArgumentException("a path has names between its dots");
        }
    }

    static EventPath parse(String text) {
        List<String> names = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                name.append(text.charAt(++i));
            } else if (c == '.') {
                names.add(name.toString());
                name.setLength(0);
            } else {
                name.append(c);
            }
        }
        names.add(name.toString());
        return new EventPath(names);
    }

    /** The places where events of a type have it, the best first; none if they have no such thing. */
    List<EventPath> of(EventType type) {
        if (!names.get(0).equals(BODY)) {
            return List.of(this);
        }
        return switch (type) {
            case IDENTIFY -> List.of(replaceFirst("traits"), replaceFirst("context", "traits"));
            case GROUP -> List.of(replaceFirst("traits"));
            case TRACK, PAGE, SCREEN -> List.of(replaceFirst("properties"));
            case ALIAS, DELETE -> List.of();
        };
    }

    /** All names but the last; only of a path of at least two. */
    EventPath parent() {
        return new EventPath(names.subList(0, names.size() - 1));
    }

    private EventPath replaceFirst(String... start) {
        List<String> replaced = new ArrayList<>(List.of(start));
        replaced.addAll(names.subList(1, names.size()));
        return new EventPath(replaced);
    }
}
