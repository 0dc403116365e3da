package org.eventgateway.engine.route;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.eventgateway.plugin.settings.Setting;
import org.eventgateway.plugin.settings.SettingFault;
import org.eventgateway.plugin.settings.SettingLookup;
import org.eventgateway.plugin.settings.SettingType;

/**
 * Which connections a source feeds. Read once for each source, at start.
 *
 * <p>Without a setting it feeds every destination of another plugin than its own: what comes out of a system does not go back into it
 * unless someone says so.
 *
 * @param connections the destinations; none if there are faults
 * @param faults what is wrong
 */
public record SourceRoute(List<String> connections, List<SettingFault> faults) {
    public static final Setting<List<String>> TO = Setting.optional(
            "to",
            SettingType.LIST,
            "The destinations to feed, separated by commas; the same as gateway.routes.<name of the source>. Default: every destination of "
                    + "another plugin than the source's own.");

    public SourceRoute {
        connections = List.copyOf(connections);
        faults = List.copyOf(faults);
    }

    /** What stands before the keys of a source. */
    public static String prefix(String source) {
        return "source." + source + ".";
    }

    /**
     * Reads the route of one source.
     *
     * @param destinations the names of all connections to deliver to
     */
    public static SourceRoute read(SettingLookup lookup, String source, List<String> destinations) {
        String ownKey = prefix(source) + TO.key();
        String routeKey = RouteSettings.ROUTES_PREFIX + source;
        Optional<SettingLookup.Found> own = find(lookup, ownKey);
        Optional<SettingLookup.Found> route = find(lookup, routeKey);
        if (own.isPresent() && route.isPresent()) {
            return faulty(ownKey, own.get().origin(), routeKey + " is set as well.", "Remove one of the two.");
        }
        return own.map(found -> named(ownKey, found, destinations))
                .or(() -> route.map(found -> named(routeKey, found, destinations)))
                .orElseGet(() -> others(lookup, source, destinations));
    }

    /**
     * What a door feeds that has no rule: the destinations that no source feeds, so that the two directions do not mix; all of them if
     * none is left.
     */
    static List<String> leftForDoors(SettingLookup lookup, List<String> sources, List<String> destinations) {
        List<String> left = new ArrayList<>(destinations);
        sources.forEach(
                source -> left.removeAll(read(lookup, source, destinations).connections()));
        return left.isEmpty() ? destinations : left;
    }

    private static SourceRoute named(String key, SettingLookup.Found found, List<String> destinations) {
        List<String> named = SettingType.LIST.reader().apply(found.value().strip());
        if (named.isEmpty() || !destinations.containsAll(named) || new HashSet<>(named).size() < named.size()) {
            return faulty(
                    key,
                    found.origin(),
                    "It names no connection, one twice, or one that is not declared.",
                    "Use names of destinations, separated by commas: " + String.join(", ", destinations) + ".");
        }
        return new SourceRoute(named, List.of());
    }

    private static SourceRoute others(SettingLookup lookup, String source, List<String> destinations) {
        String own = plugin(lookup, prefix(source), source);
        List<String> others = destinations.stream()
                .filter(destination -> !plugin(lookup, "destination." + destination + ".", destination)
                        .equals(own))
                .toList();
        return others.isEmpty()
                ? faulty(
                        prefix(source) + TO.key(),
                        SettingFault.NOT_SET,
                        "There is no destination of another plugin to feed.",
                        "Declare one, such as destinations=smc,gateway with destination.gateway.plugin=tracking-api.")
                : new SourceRoute(others, List.of());
    }

    private static String plugin(SettingLookup lookup, String prefix, String name) {
        String reference = find(lookup, prefix + "plugin")
                .map(SettingLookup.Found::value)
                .orElse(name)
                .strip();
        int colon = reference.indexOf(':');
        return colon < 0 ? reference : reference.substring(0, colon);
    }

    private static Optional<SettingLookup.Found> find(SettingLookup lookup, String key) {
        return lookup.find(key).filter(found -> !found.value().isBlank());
    }

    private static SourceRoute faulty(String key, String origin, String problem, String remedy) {
        return new SourceRoute(List.of(), List.of(new SettingFault(key, origin, problem, remedy)));
    }
}
