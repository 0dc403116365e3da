package org.eventgateway.engine.route;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eventgateway.plugin.settings.Secret;
import org.eventgateway.plugin.settings.Setting;
import org.eventgateway.plugin.settings.SettingFault;
import org.eventgateway.plugin.settings.SettingLookup;
import org.eventgateway.plugin.settings.SettingType;
import org.eventgateway.plugin.settings.Settings;
import org.eventgateway.plugin.settings.SettingsBinder;
import org.eventgateway.plugin.settings.SettingsSchema;

/** Reads the settings that say whose events are taken and where they go. Called once, at start. */
public final class RouteSettings {
    /** What stands before the keys of {@link #SCHEMA}. */
    public static final String PREFIX = "gateway.";
    /** What stands before the name of a door or a write key. */
    public static final String ROUTES_PREFIX = "gateway.routes.";

    public static final Setting<Secret> WRITE_KEYS = Setting.optional(
            "write-keys",
            SettingType.SECRET,
            "The write keys of senders, separated by commas, each as name=key (name: lower-case letters, digits and hyphens) or just "
                    + "key. Without it, calls are taken from this machine only.");
    public static final Setting<Secret> MAY_DELETE = Setting.optional(
            "may-delete",
            SettingType.SECRET,
            "The names of those write keys (or the keys, if they have none) with which deletions may be asked for, separated by "
                    + "commas. A call that is signed with gateway.shared-secret may always.");

    /** The keys below {@code gateway.}, beside {@code gateway.routes.<door or key name>}. */
    public static final SettingsSchema SCHEMA = SettingsSchema.of(WRITE_KEYS, MAY_DELETE);

    private static final Set<String> DOORS = new TreeSet<>(List.of(Routes.TRACKING, Routes.PARTNER));

    private final SettingLookup lookup;
    private final List<String> sources;
    private final List<String> destinations;
    private final List<SettingFault> faults;

    private RouteSettings(
            SettingLookup lookup, List<String> sources, List<String> destinations, List<SettingFault> faults) {
        this.lookup = lookup;
        this.sources = sources;
        this.destinations = destinations;
        this.faults = faults;
    }

    /**
     * Reads the routes.
     *
     * @param lookup where settings come from
     * @param sources the names of all connections to receive from
     * @param destinations the names of all connections to deliver to
     * @param faults where everything wrong is added; the routes are incomplete if anything is
     */
    public static Routes read(
            SettingLookup lookup, List<String> sources, List<String> destinations, List<SettingFault> faults) {
        return new RouteSettings(lookup, sources, destinations, faults).read();
    }

    private Routes read() {
        SettingsBinder.Binding bound = new SettingsBinder(lookup).bind(PREFIX, SCHEMA);
        faults.addAll(bound.faults());
        List<NamedKey> keys = keys(bound.settings());
        Set<String> mayDelete = mayDelete(bound.settings(), keys);
        Map<String, List<String>> connections = new HashMap<>();
        DOORS.forEach(door -> readRoute(door, door, connections));
        keys.forEach(key -> readRoute(key.name(), key.label(), connections));
        return new Routes(
                keys.stream()
                        .map(key -> new WriteKey(key.label(), key.key(), mayDelete.contains(key.name())))
                        .toList(),
                connections,
                SourceRoute.leftForDoors(lookup, sources, destinations));
    }

    private List<NamedKey> keys(Settings bound) {
        return bound.find(WRITE_KEYS)
                .map(value -> NamedKey.list(PREFIX + WRITE_KEYS.key(), value, DOORS, faults))
                .orElse(List.of());
    }

    private Set<String> mayDelete(Settings bound, List<NamedKey> keys) {
        Set<String> names = new HashSet<>(list(bound, MAY_DELETE));
        Set<String> known = new HashSet<>();
        keys.forEach(key -> known.add(key.name()));
        if (!known.containsAll(names)) {
            fault(MAY_DELETE, "It names a write key that gateway.write-keys does not have.", "Correct the name.");
        }
        return names;
    }

    /** Reads one route; {@code label} stands for the name wherever people see it, for a name may be a key. */
    private void readRoute(String name, String label, Map<String, List<String>> connections) {
        lookup.find(ROUTES_PREFIX + name)
                .filter(found -> !found.value().isBlank())
                .ifPresent(found -> {
                    List<String> named =
                            SettingType.LIST.reader().apply(found.value().strip());
                    if (named.isEmpty()
                            || !destinations.containsAll(named)
                            || new HashSet<>(named).size() < named.size()) {
                        faults.add(new SettingFault(
                                ROUTES_PREFIX + label,
                                found.origin(),
                                "It names no connection, one twice, or one that is not declared.",
                                "Use names of destinations, separated by commas: " + String.join(", ", destinations)
                                        + "."));
                    }
                    if (!named.isEmpty()) {
                        connections.put(label, named);
                    }
                });
    }

    private static List<String> list(Settings bound, Setting<Secret> setting) {
        return bound.find(setting)
                .map(secret -> SettingType.LIST.reader().apply(secret.reveal()))
                .orElse(List.of());
    }

    private void fault(Setting<Secret> setting, String problem, String remedy) {
        faults.add(new SettingFault(PREFIX + setting.key(), "value", problem, remedy));
    }
}
