package org.eventgateway.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eventgateway.engine.connection.ConnectionOpener;
import org.eventgateway.engine.delivery.DeliverySettings;
import org.eventgateway.engine.route.RouteSettings;
import org.eventgateway.engine.route.Routes;
import org.eventgateway.plugin.settings.Setting;
import org.eventgateway.plugin.settings.SettingFault;
import org.eventgateway.plugin.settings.SettingLookup;
import org.eventgateway.plugin.settings.SettingType;
import org.eventgateway.plugin.settings.Settings;
import org.eventgateway.plugin.settings.SettingsBinder;
import org.eventgateway.plugin.settings.SettingsException;
import org.eventgateway.plugin.settings.SettingsSchema;

/**
 * The settings of the gateway itself. Read once, at start.
 *
 * @param dataFolder where the store lives; on a local disk, for one process
 * @param diskBudget how many bytes the store may take; when they are spent, events are answered with 503
 * @param connectionBudgets how many bytes the undelivered events of single connections may take; those not named have no such bound
 * @param repeatWindow how long a message id is remembered
 * @param deadLetterRetention how long dead letters are kept
 * @param replayRate how many dead letters of a connection are replayed in a second
 * @param destinations the names of the connections to deliver to
 * @param sources the names of the connections to receive from
 * @param routes whose events are taken and where they go
 */
public record GatewaySettings(
        Path dataFolder,
        long diskBudget,
        Map<String, Long> connectionBudgets,
        Duration repeatWindow,
        Duration deadLetterRetention,
        int replayRate,
        List<String> destinations,
        List<String> sources,
        Routes routes) {

    /** What stands before the keys of {@link #SCHEMA}. */
    public static final String PREFIX = "gateway.";

    public static final Setting<Path> DATA_FOLDER = Setting.optional(
            "data-folder",
            SettingType.PATH,
            "Where events are kept, on a local disk; one gateway per folder. Default: event-gateway-data in the home folder of the "
                    + "user who runs the server.");
    public static final Setting<Long> DISK_BUDGET = Setting.defaulted(
            "disk-budget",
            SettingType.SIZE_VALUE,
            "10GB",
            "How much disk the kept events may take; when it is spent, senders are asked to come back later.");
    public static final Setting<Duration> REPEAT_WINDOW = Setting.defaulted(
            "repeat-window",
            SettingType.DURATION_VALUE,
            "30h",
            "How long a message id is remembered to recognise repeats, also those of an export file that is put back.");
    public static final Setting<Duration> DEAD_LETTER_RETENTION = Setting.defaulted(
            "dead-letter-retention", SettingType.DURATION_VALUE, "30d", "How long dead letters are kept.");
    public static final Setting<Integer> REPLAY_RATE = Setting.defaulted(
            "replay-rate",
            SettingType.integer(1, 10_000),
            "100",
            "How many dead letters of a connection are moved back to its events in a second when they are replayed; so live events stay "
                    + "in front.");
    public static final Setting<Path> PLUGIN_FOLDER = Setting.optional(
            "plugin-folder",
            SettingType.PATH,
            "A folder of third-party plugins, one jar each, loaded at start; on Open Liberty a library of server.xml does it too.");

    /** The keys below {@code gateway.}, beside those of {@link RouteSettings}. */
    public static final SettingsSchema SCHEMA = SettingsSchema.of(
            DATA_FOLDER, DISK_BUDGET, REPEAT_WINDOW, DEAD_LETTER_RETENTION, REPLAY_RATE, PLUGIN_FOLDER);

    public static final Setting<List<String>> DESTINATIONS = Setting.defaulted(
            "destinations",
            SettingType.LIST,
            "smc",
            "The names of the connections to deliver to; each is set below destination.<name>.");
    public static final Setting<List<String>> SOURCES = Setting.optional(
            "sources",
            SettingType.LIST,
            "The names of the connections to receive from; each is set below source.<name>.");

    /** The keys without a prefix. */
    public static final SettingsSchema INSTANCES = SettingsSchema.of(DESTINATIONS, SOURCES);

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final long SMALLEST_BUDGET = 10_000_000;

    public GatewaySettings {
        connectionBudgets = Map.copyOf(connectionBudgets);
        destinations = List.copyOf(destinations);
        sources = List.copyOf(sources);
    }

    /**
     * Reads them all.
     *
     * @throws SettingsException if anything is wrong, with all that is
     */
    public static GatewaySettings read(SettingLookup lookup) {
        SettingsBinder binder = new SettingsBinder(lookup);
        SettingsBinder.Binding own = binder.bind(PREFIX, SCHEMA);
        SettingsBinder.Binding instances = binder.bind("", INSTANCES);
        List<SettingFault> faults = new ArrayList<>(own.faults());
        faults.addAll(instances.faults());
        faults.addAll(misfits(own.settings()));
        List<String> destinations = names(instances.settings(), DESTINATIONS, faults);
        List<String> sources = names(instances.settings(), SOURCES, faults);
        Routes routes = RouteSettings.read(lookup, sources, destinations, faults);
        if (!faults.isEmpty()) {
            throw new SettingsException(faults);
        }
        return new GatewaySettings(
                own.settings().find(DATA_FOLDER).orElseGet(GatewaySettings::defaultFolder),
                own.settings().get(DISK_BUDGET),
                connectionBudgets(lookup, destinations),
                own.settings().get(REPEAT_WINDOW),
                own.settings().get(DEAD_LETTER_RETENTION),
                own.settings().get(REPLAY_RATE),
                destinations,
                sources,
                routes);
    }

    /**
     * Where plugins were dropped in; needed before the other settings, as plugins declare some. Empty also when the folder is not
     * there, which {@link #read} reports together with everything else.
     */
    public static Optional<Path> pluginFolder(SettingLookup lookup) {
        SettingsBinder.Binding own = new SettingsBinder(lookup).bind(PREFIX, SettingsSchema.of(PLUGIN_FOLDER));
        return own.settings().find(PLUGIN_FOLDER).filter(Files::isDirectory);
    }

    /** What is wrong with one of these is told with the other settings of its connection, which then takes no events. */
    private static Map<String, Long> connectionBudgets(SettingLookup lookup, List<String> destinations) {
        Map<String, Long> budgets = new HashMap<>();
        for (String name : destinations) {
            DeliverySettings.diskBudget(ConnectionOpener.prefix(name), lookup)
                    .ifPresent(bytes -> budgets.put(name, bytes));
        }
        return budgets;
    }

    private static List<SettingFault> misfits(Settings bound) {
        List<SettingFault> faults = new ArrayList<>();
        if (bound.find(DISK_BUDGET).filter(bytes -> bytes < SMALLEST_BUDGET).isPresent()) {
            faults.add(new SettingFault(
                    PREFIX + DISK_BUDGET.key(), "value", "It is less than 10 MB.", "Set it to 10MB or more."));
        }
        for (Setting<Duration> each : List.of(REPEAT_WINDOW, DEAD_LETTER_RETENTION)) {
            if (bound.find(each).filter(Duration::isZero).isPresent()) {
                faults.add(new SettingFault(PREFIX + each.key(), "value", "It is zero.", "Set it to 1h or more."));
            }
        }
        if (bound.find(PLUGIN_FOLDER)
                .filter(folder -> !Files.isDirectory(folder))
                .isPresent()) {
            faults.add(new SettingFault(
                    PREFIX + PLUGIN_FOLDER.key(),
                    "value",
                    "There is no such folder.",
                    "Make it, or correct the path."));
        }
        return faults;
    }

    private static List<String> names(Settings bound, Setting<List<String>> setting, List<SettingFault> faults) {
        List<String> names = bound.find(setting).orElse(List.of());
        if (!names.stream().allMatch(name -> NAME.matcher(name).matches())) {
            faults.add(new SettingFault(
                    setting.key(), "value", "A name is not usable.", "Use lower-case letters, digits and hyphens."));
        }
        if (new LinkedHashSet<>(names).size() < names.size()) {
            faults.add(new SettingFault(setting.key(), "value", "A name stands twice.", "Name each connection once."));
        }
        return names;
    }

    private static Path defaultFolder() {
        // A temporary folder is emptied by some systems at boot: events would be lost.
        return Path.of(System.getProperty("user.home", "."), "event-gateway-data");
    }

    /** All the schemas of the gateway by their prefix, for a reference table. */
    public static Map<String, SettingsSchema> schemas() {
        return Map.of(PREFIX, SCHEMA, "", INSTANCES, RouteSettings.PREFIX, RouteSettings.SCHEMA);
    }
}
