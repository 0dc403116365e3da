package org.eventgateway.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.eventgateway.engine.log.PersonFiles;
import org.eventgateway.engine.pickup.PickUp;

/**
 * The files that sources have picked up, by the connection whose persons they hold: a source belongs to the connection of its name, or, if
 * there is none, to those of its plugin, since both are the same remote system then; and to those that it feeds.
 */
final class PickedUpFiles implements PersonFiles {
    private final Map<String, List<PickUp>> byConnection = new LinkedHashMap<>();
    private final Map<String, Map<String, Long>> unreported = new HashMap<>();

    /**
     * @param pickUps by the name of their source
     * @param openings what is known of those sources
     * @param plugins the plugin of each connection, as {@code plugin:destination}
     */
    PickedUpFiles(Map<String, PickUp> pickUps, Map<String, SourceOpening> openings, Map<String, String> plugins) {
        openings.forEach((source, opening) -> {
            PickUp pickUp = pickUps.get(source);
            if (pickUp != null && pickUp.findsPersons()) {
                connections(opening, plugins)
                        .forEach(connection -> byConnection
                                .computeIfAbsent(connection, any -> new ArrayList<>())
                                .add(pickUp));
            }
        });
    }

    private static Set<String> connections(SourceOpening source, Map<String, String> plugins) {
        Set<String> connections = new LinkedHashSet<>(source.feeds());
        if (plugins.containsKey(source.name())) {
            connections.add(source.name());
            return connections;
        }
        plugins.forEach((connection, plugin) -> {
            if (pluginOf(plugin).equals(pluginOf(source.plugin()))) {
                connections.add(connection);
            }
        });
        return connections;
    }

    private static String pluginOf(String instance) {
        int end = instance.indexOf(':');
        return end < 0 ? instance : instance.substring(0, end);
    }

    @Override
    public Set<String> connections() {
        return byConnection.keySet();
    }

    @Override
    public Optional<Map<String, Long>> erase(String connection, Predicate<String> isAsked) {
        // What one folder lost counts although another one has to wait.
        Map<String, Long> erased = unreported.computeIfAbsent(connection, any -> new HashMap<>());
        for (PickUp pickUp : byConnection.getOrDefault(connection, List.of())) {
            if (!pickUp.erase(isAsked, erased)) {
                return Optional.empty();
            }
        }
        return Optional.ofNullable(unreported.remove(connection));
    }
}
