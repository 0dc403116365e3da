package org.eventgateway.sandbox.journey;

import java.util.List;
import java.util.Optional;

/**
 * One journey with an api_name.
 *
 * @param entryPoints the entry points of a custom journey; none for others
 */
public record Journey(String apiName, JourneyType type, List<EntryPoint> entryPoints) {
    public Journey {
        entryPoints = List.copyOf(entryPoints);
    }

    Optional<EntryPoint> entryPoint(String name) {
        return entryPoints.stream()
                .filter(point -> point.apiName().equals(name))
                .findFirst();
    }

    /** An Input component, by which callers enter a custom journey. */
    public record EntryPoint(String apiName, String name, List<Parameter> parameters) {
        public EntryPoint {
            parameters = List.copyOf(parameters);
        }
    }

    /** A value that an entry point takes. */
    public record Parameter(String name, boolean required) {}
}
